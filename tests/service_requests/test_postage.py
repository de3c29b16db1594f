"""What the post costs: by zone, from dated rows, and told anew where it has changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.cast import OFFICE
from tests.support.service_requests import as_it_is_now, make_request
from vssid_app.administration.words import value_words
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.policy.changes import set_value
from vssid_app.policy.models import Parameter
from vssid_app.policy.value_rules import BadValue, read_value
from vssid_app.service_requests.kinds import Delivery
from vssid_app.service_requests.operations.drafting import NoCommune, Place, save_place, tell_postage
from vssid_app.service_requests.postage_rules import Zone, zone_of
from vssid_app.service_requests.queries import postage_to
from vssid_app.service_requests.states import Status


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("there", "zone"),
    [
        ("01", Zone.SAME_PROVINCE),
        ("31", Zone.SAME_REGION),
        ("37", Zone.SAME_REGION),
        ("38", Zone.FAR),
        ("79", Zone.FAR),
    ],
)
def test_the_zone_is_by_province_and_region(there: str, zone: Zone) -> None:
    assert zone_of("01", there) is zone
    assert zone_of(there, "01") is zone


def test_it_costs_what_the_day_says(world: CurrentWorld) -> None:
    day = today()
    assert postage_to("00118", "01", day) == 22_000
    assert postage_to("00118", "31", day) == 28_000
    assert postage_to("00118", "79", day) == 34_000
    assert postage_to("99999", "01", day) is None


def test_an_administrators_change_is_told_before_sending(world: CurrentWorld) -> None:
    request = make_request(Status.AWAITING_CODE)
    set_value(Parameter.POSTAGE_SAME_PROVINCE, "25000", today(), source="Biểu giá thử", reason="")
    tell_postage(request)
    assert as_it_is_now(request).postage == 25_000
    assert postage_to("00118", "01", today() - timedelta(days=1)) == 22_000


def test_who_collects_the_card_pays_nothing(world: CurrentWorld) -> None:
    request = make_request(Status.AWAITING_CODE)
    save_place(request, Place(Delivery.OFFICE, office_code=OFFICE))
    now = as_it_is_now(request)
    assert (now.postage, now.phone, now.street, now.recipient) == (None, None, "", "")


def test_no_commune_no_post(world: CurrentWorld) -> None:
    request = make_request(Status.AWAITING_CODE)
    with pytest.raises(NoCommune):
        save_place(request, Place(Delivery.POST, recipient="A B", phone="0000345678", commune_code="99999"))
    assert as_it_is_now(request).commune_code == "00118"


@pytest.mark.any_database
def test_a_price_is_typed_and_shown_as_one() -> None:
    assert read_value("đồng", "22.000 đ") == "22000"
    with pytest.raises(BadValue):
        read_value("đồng", "hai mươi")


def test_a_price_is_no_monthly_amount(world: CurrentWorld) -> None:
    assert value_words("đồng", "22000") == "22.000\u00a0đ"
