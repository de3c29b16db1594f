"""A request of a child with an own account: its guardians read of it where the child shares its services."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.codes import messages
from tests.support.insurance import make_card
from tests.support.notices import notices
from tests.support.pages import PageClient
from tests.support.service_requests import make_request, proof_for
from tests.support.sharing import hand_over, share
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.people.sight_rules import ALL_PARTS, Part
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.sending import submit
from vssid_app.service_requests.states import Status

ROW = "Cấp lại thẻ BHYT: Mẫu Con"


@pytest.fixture
def guardian(client: PageClient, world: CurrentWorld) -> Person:
    made = make_person()
    sign_in(client, make_account(made), world)
    return made


@pytest.fixture
def child(guardian: Person) -> Person:
    made = make_child_of(guardian, full_name="TRẦN MẪU CON")
    make_card(made)
    return made


def asked_by(child: Person, status: Status = Status.SUPPLEMENT_ASKED) -> ServiceRequest:
    return make_request(status, person=child, account=make_account(child))


def home(client: PageClient, guardian: Person) -> str:
    return client.get(f"/nguoi/{guardian.public_id}/").text


def test_what_is_not_shared_is_not_told_on_home_either(
    client: PageClient, guardian: Person, child: Person
) -> None:
    request = asked_by(child)
    hand_over(child)
    share(child, guardian, [part for part in ALL_PARTS if part is not Part.SERVICES])
    assert "Cấp lại thẻ BHYT" not in home(client, guardian)
    assert client.get(f"/nguoi/{child.public_id}/dich-vu/{request.code}").status == 404


def test_what_is_shared_is_told_and_is_nobody_elses_turn(
    client: PageClient, guardian: Person, child: Person
) -> None:
    request = asked_by(child)
    hand_over(child)
    share(child, guardian, [Part.VISITS, Part.SERVICES])
    told = home(client, guardian)
    assert ROW in told
    assert "Mẫu Con tự gửi · Cần bổ sung" in told
    assert "Còn 1 việc" not in told
    page = client.get(f"/nguoi/{child.public_id}/dich-vu/{request.code}")
    assert "Mẫu Con tự gửi yêu cầu này. Bạn chỉ xem" in page.text
    for words in ("Rút yêu cầu", "Giấy tiếp nhận", "Mở thẻ điện tử"):
        assert words not in page.text


@pytest.mark.parametrize(
    ("parts", "titles"),
    [([Part.SERVICES], ["Mẫu Con đã gửi yêu cầu"]), ([Part.VISITS], [])],
    ids=["shared", "kept"],
)
def test_a_guardian_reads_in_the_app_what_a_child_asks_for_and_shares(
    guardian: Person, child: Person, parts: list[Part], titles: list[str]
) -> None:
    request = asked_by(child, Status.AWAITING_CODE)
    hand_over(child)
    share(child, guardian, parts)
    sent = len(messages())
    submit(request, proof_for(request))
    told = [notice for notice in notices() if notice.kind == "service.own_submit"]
    assert [notice.title for notice in told] == titles
    assert [notice.link for notice in told] == [f"/nguoi/{child.public_id}/dich-vu/{request.code}"] * len(
        titles
    )
    assert len(messages()) == sent + 1, "one message a change, to whoever asked"


def test_whoever_acts_for_the_child_is_told_as_before(guardian: Person, child: Person) -> None:
    request = asked_by(child, Status.AWAITING_CODE)
    submit(request, proof_for(request))
    assert [notice.kind for notice in notices()] == ["service.submit"]


def test_a_grown_person_who_consents_is_seen_too(
    client: PageClient, guardian: Person, world: CurrentWorld
) -> None:
    grown = make_person(full_name="TRẦN MẪU LỚN")
    make_card(grown)
    asked_by(grown, Status.SENT)
    share(grown, guardian, [Part.SERVICES], by_consent=True)
    assert "Cấp lại thẻ BHYT: Mẫu Lớn" in home(client, guardian)


def test_a_choice_of_a_time_in_care_tells_nothing_after_it(
    client: PageClient, guardian: Person, world: CurrentWorld
) -> None:
    child = make_child_of(guardian, full_name="TRẦN MẪU CON", until=date(2020, 1, 1))
    make_card(child)
    asked_by(child, Status.SENT)
    share(child, guardian, ALL_PARTS)
    assert ROW not in home(client, guardian)


def test_for_whom_one_acts_it_is_ones_turn(client: PageClient, guardian: Person, child: Person) -> None:
    make_request(Status.SUPPLEMENT_ASKED, person=child, account=make_account())
    told = home(client, guardian)
    assert "Còn 1 việc" in told
    assert "tự gửi" not in told
