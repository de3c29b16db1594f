"""An approved change of facility is in the register: the old one until its day, then everywhere the new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.registry.card_qr.tokens import token_of
from tests.service_requests.test_late import moved
from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from tests.support.service_requests import make_request
from tests.support.statements import cost
from vssid_app.core.clock import now, today
from vssid_app.core.extensions import db
from vssid_app.core.pages import show_date
from vssid_app.core.world import CurrentWorld, current_world, in_world
from vssid_app.core.worlds import set_clock
from vssid_app.people.models import Person
from vssid_app.registry.card_face.content import card_face
from vssid_app.registry.card_qr import verify_token
from vssid_app.registry.models import FacilityChange
from vssid_app.registry.overview import CardOverview, overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on
from vssid_app.registry.verify_outcome import outcome_of
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import sending
from vssid_app.service_requests.operations.office import approve
from vssid_app.service_requests.states import NotAllowed, Status
from vssid_app.service_requests.window_rules import holds_from

OLD, NEW, THIRD = "Bệnh viện đa khoa Đức Giang", "Phòng khám đa khoa Sài Đồng", "Phòng khám đa khoa Bồ Đề"
DAY = timedelta(days=1)


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    return make_person(phone="0000345678", full_name="TRẦN THỊ MẪU")


def approved(holder: Person, facility: str = "01067", *, asked_ago: timedelta = 0 * DAY) -> ServiceRequest:
    request = make_request(
        Status.IN_PROCESS,
        RequestKind.FACILITY_CHANGE,
        person=holder,
        account=make_account(make_person()),
        facility_code=facility,
    )
    with db.transaction():
        db.reload(request)
        request.sent_at = now() - asked_ago
    approve(request, by=make_officer().id)
    return request


@contextmanager
def on(day: date) -> Iterator[None]:
    """The world's clock on a day."""
    with in_world(moved(current_world(), day)):
        yield


def overview(holder: Person) -> CardOverview:
    return overview_of(holding_of(holder), reference_on(today()))


def facility(holder: Person) -> str | None:
    db.session.rollback()
    card = overview(holder).card
    return card.facility if card else None


def changes() -> list[tuple[date, str, str]]:
    db.session.rollback()
    rows = select(FacilityChange).order_by(FacilityChange.holds_from, FacilityChange.id)
    return [(row.holds_from, row.replaced, row.facility_code) for row in db.session.scalars(rows)]


def test_the_card_changes_on_the_day_and_says_so_before(holder: Person) -> None:
    make_card(holder)
    approved(holder)
    first = holds_from(today())
    assert facility(holder) == OLD
    with on(first - DAY):
        assert facility(holder) == OLD
    for day in (first, first + 100 * DAY):
        with on(day):
            assert facility(holder) == NEW
            card = overview(holder).card
            assert card is not None
            assert card.next_move is None
            face = card_face(overview(holder), card, qr="", practice=True, operator="")
            assert ("Nơi KCB", NEW) in face.facts


def test_each_page_tells_it_before_and_shows_it_after(
    client: PageClient, holder: Person, world: CurrentWorld
) -> None:
    make_card(holder)
    request = approved(holder)
    sign_in(client, make_account(holder), world)
    first = request.facility_from
    told = f"Nơi khám mới {NEW} dùng từ {show_date(first)}"
    here = f"/nguoi/{holder.public_id}"
    pages = (f"{here}/the", f"{here}/ca-nhan")
    for path in pages:
        assert f"{OLD}. {told}" in client.get(path).text, path
    assert told in client.get(f"{here}/dich-vu/{request.code}").text
    assert f"{OLD}. {told}" in client.get(f"{here}/dich-vu/ve/doi-noi-kham").text
    with client.app.app_context():
        copy = client.raw.get(f"{here}/the/luu.json").get_json()
    assert ["Nơi KCB ban đầu", f"{OLD}. {told}"] in copy["facts"]
    assert len(cost(client, pages[0])) <= 3
    set_clock(world, first)
    client.app.extensions["world_finder"].forget()
    after = {path: client.get(path).text for path in pages}
    assert told in client.get(f"{here}/dich-vu/{request.code}").text
    client.app.extensions["world_finder"].forget()
    for path, text in after.items():
        assert NEW in text, path
        assert OLD not in text, path
        assert "dùng từ" not in text, path


def test_a_code_made_before_tells_the_new_one_from_its_day_on(holder: Person) -> None:
    make_card(holder)
    with on(holds_from(today()) - 3 * DAY):
        approved(holder)
        token, first = token_of(holder), holds_from(today())
        claims = verify_token(token).claims
        assert claims is not None
        assert (claims.facility_code, claims.next_facility_code, claims.next_facility_from) == (
            "01025",
            "01067",
            first,
        )
        in_days = (first - today()).days * DAY
        assert claims.facility_at(claims.issued_at + in_days - DAY) == "01025"
        assert claims.facility_at(claims.issued_at + in_days) == "01067"
        assert f"{OLD} (01-025)" in dict(outcome_of(token).lines).values()
    with on(first):
        token = token_of(holder)
        claims = verify_token(token).claims
        assert claims is not None
        assert (claims.facility_code, claims.next_facility_code) == ("01067", None)
        assert f"{NEW} (01-067)" in dict(outcome_of(token).lines).values()


def test_approved_after_the_day_that_was_told_it_holds_from_the_approval(holder: Person) -> None:
    make_card(holder)
    request = approved(holder, asked_ago=70 * DAY)
    assert request.facility_from == today()
    assert facility(holder) == NEW


def test_what_was_approved_cannot_be_taken_back(holder: Person) -> None:
    make_card(holder)
    request = approved(holder)
    with pytest.raises(NotAllowed):
        sending.withdraw(request, by=request.asked_by_id)
    assert changes() == [(request.facility_from, "01025", "01067")]


def test_a_second_change_follows_the_first(holder: Person) -> None:
    make_card(holder)
    first = approved(holder).facility_from
    with on(first + 60 * DAY):
        second = approved(holder, "01218").facility_from
        assert facility(holder) == NEW
    with on(second):
        assert facility(holder) == THIRD
    assert changes() == [(first, "01025", "01067"), (second, "01067", "01218")]


def test_another_decision_for_the_same_day_takes_the_place_of_the_first(holder: Person) -> None:
    make_card(holder)
    first = approved(holder).facility_from
    approved(holder, "01218")
    assert changes() == [(first, "01025", "01218")]
    approved(holder, "01025")
    assert changes() == []


def test_two_cards_change_both_also_where_they_differ(holder: Person) -> None:
    make_card(holder)
    make_card(holder, "GD401", facility_code="01092")
    first = approved(holder).facility_from
    with on(first):
        shown = overview(holder)
        assert [row.facility_code for row in shown.others] == ["01067"]
        assert facility(holder) == NEW


def test_a_card_that_ends_before_keeps_its_own_and_the_next_one_has_the_new(holder: Person) -> None:
    make_card(holder, valid_to=today())
    request = approved(holder)
    card = overview(holder).card
    assert card is not None
    first = request.facility_from
    with on(first):
        assert facility(holder) == OLD
    make_card(holder, valid_from=first, valid_to=None)
    with on(first):
        assert facility(holder) == NEW


def test_before_a_renewal_it_says_so(client: PageClient, holder: Person, world: CurrentWorld) -> None:
    make_card(holder, valid_to=today())
    first = approved(holder).facility_from
    sign_in(client, make_account(holder), world)
    told = f"Nơi khám mới {NEW} dùng từ {show_date(first)}, sau khi gia hạn thẻ"
    assert told in client.get(f"/nguoi/{holder.public_id}/the").text


def test_a_card_without_a_facility_gets_one(holder: Person) -> None:
    make_card(holder, facility_code=None)
    first = approved(holder).facility_from
    assert facility(holder) is None
    with on(first):
        assert facility(holder) == NEW
