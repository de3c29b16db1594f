"""An officer finds a child's guardians by its number, and ends one by a decision."""

from __future__ import annotations

import pytest

from tests.support.cast import OTHER_OFFICE, make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.codes import messages
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient
from tests.support.sharing import grant
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.people.models import EndReason, Guardianship, Person, Relation

FIND = "/can-bo/cham-soc"
REASON = {"reason": "court_decision", "note": "Số 12 ngày 3/5"}


@pytest.fixture
def guardian(world: CurrentWorld) -> Account:
    return make_account(make_person(full_name="TRẦN VĂN CHA"))


@pytest.fixture
def mother(world: CurrentWorld) -> Account:
    return make_account(make_person(full_name="NGÔ THỊ MẸ"))


@pytest.fixture
def child(guardian: Account, mother: Account) -> Person:
    made = make_child_of(
        db.session.get_one(Person, guardian.person_id), full_name="TRẦN MẪU AN", commune_code="00118"
    )
    grant(db.session.get_one(Person, mother.person_id), made, relation=Relation.MOTHER)
    make_card(made)
    return made


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(PageClient(client.app), make_officer(), world)


def found(desk: PageClient, child: Person) -> Page:
    return desk.get(FIND).submit("Tìm", number=child.si_number).follow()


def held_of(account: Account) -> Guardianship:
    db.session.rollback()
    return db.session.query(Guardianship).filter_by(guardian_id=account.person_id).one()


def test_one_is_ended_with_a_reason_and_the_others_stay(
    client: PageClient,
    world: CurrentWorld,
    desk: PageClient,
    child: Person,
    guardian: Account,
    mother: Account,
) -> None:
    page = found(desk, child)
    assert "Đang chăm sóc" in page.text
    done = page.submit("Chấm dứt", guardian=str(held_of(guardian).id), **REASON).follow()
    assert "Đã chấm dứt" in done.text
    assert "quyết định của toà án" in done.text
    held = held_of(guardian)
    assert held.end_reason is EndReason.COURT_DECISION
    card = f"/nguoi/{child.public_id}/the"
    assert sign_in(PageClient(client.app), guardian, world).get(card).status == 404
    assert sign_in(PageClient(client.app), mother, world).get(card).status == 200
    told = {message.address: message.text for message in messages()[-2:]}
    assert "quyền chăm sóc của bạn" in told[guardian.phone or ""]
    assert "quyền của một người chăm sóc" in told[mother.phone or ""]
    entry = db.session.query(AuditEntry).filter_by(tag=Tag.CARE_ENDED_BY_OFFICE).one()
    assert entry.facts == {"reason": "court_decision", "note": "Số 12 ngày 3/5"}


def test_ended_twice_changes_nothing_more(desk: PageClient, child: Person, guardian: Account) -> None:
    first, second = found(desk, child), found(desk, child)
    number = str(held_of(guardian).id)
    first.submit("Chấm dứt", guardian=number, **REASON)
    told, ended = len(messages()), held_of(guardian).ended_at
    again = second.submit("Chấm dứt", guardian=number, **{**REASON, "reason": "wrong_grant"})
    assert again.status == 200, "who is over is not offered any more"
    assert len(messages()) == told
    assert held_of(guardian).ended_at == ended


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": "court_decision", "note": ""}, "Chọn một người."),
        ({"guardian": "0", "reason": "court_decision"}, "Có chỗ cần sửa"),
        ({"guardian": "own", "note": ""}, "Chọn một lý do."),
        ({"guardian": "own", "reason": "own_wish"}, "Có chỗ cần sửa"),
        ({"guardian": "own", "reason": "court_decision", "note": "CCCD 001090123456"}, "Đây là bản tập"),
    ],
)
def test_what_is_missing_or_foreign_is_said(
    desk: PageClient, child: Person, guardian: Account, typed: dict[str, str], sentence: str
) -> None:
    if typed.get("guardian") == "own":
        typed = {**typed, "guardian": str(held_of(guardian).id)}
    answer = found(desk, child).submit("Chấm dứt", **typed)
    assert answer.status == 200
    assert sentence in answer.text
    assert held_of(guardian).ended_at is None


def test_each_look_is_noted(desk: PageClient, child: Person) -> None:
    found(desk, child)
    db.session.rollback()
    entry = db.session.query(AuditEntry).filter_by(tag=Tag.GUARDIANSHIPS_VIEWED).one()
    assert entry.subject_id == child.id


@pytest.mark.parametrize("number", ["9900", "9999999999", "001090123456", ""])
def test_a_number_that_finds_nobody_says_so(desk: PageClient, child: Person, number: str) -> None:
    answer = desk.get(FIND).submit("Tìm", number=number)
    assert answer.status == 200
    assert answer.root.all("h2")[0].text == "Có chỗ cần sửa"


def test_a_child_of_another_office_is_not_found(
    client: PageClient, world: CurrentWorld, child: Person
) -> None:
    other = sign_in(PageClient(client.app), make_officer(office=OTHER_OFFICE), world)
    assert (
        "Không có mã số này ở cơ quan của bạn" in other.get(FIND).submit("Tìm", number=child.si_number).text
    )
    assert other.get(f"{FIND}/{child.public_id}").status == 404
