"""Who has the care of a child is told what changes, each thing once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.cast import make_account, make_child_of, make_person
from tests.support.codes import messages
from tests.support.notices import notices
from tests.support.sharing import grant
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account
from vssid_app.people.care_rules import last_day_in_care
from vssid_app.people.models import Guardianship, Person, Relation
from vssid_app.people.reminding import take_the_past_as_known, tell_of_changes
from vssid_app.people.rules import BirthDate

YEAR = 365


@pytest.fixture
def guardian(world: CurrentWorld) -> Account:
    return make_account(make_person())


def person_of(account: Account) -> Person:
    return db.session.get_one(Person, account.person_id)


def born(years: int, *, in_days: int) -> BirthDate:
    """Somebody who is of an age in so many days."""
    day = today() + timedelta(days=in_days)
    return BirthDate(day.year - years, day.month, min(day.day, 28))


def told() -> list[str]:
    """The kinds of what was told of care, the same by text message and in the app."""
    said = [message.kind for message in messages() if message.kind.startswith("care.")]
    assert [notice.kind for notice in notices() if notice.kind.startswith("care.")] == said
    return said


def sweep() -> list[str]:
    before = len(told())
    tell_of_changes()
    return told()[before:]


def test_before_fifteen_it_is_told_once(guardian: Account) -> None:
    make_child_of(person_of(guardian), birth=born(15, in_days=40), full_name="LÊ MẪU AN")
    make_child_of(person_of(guardian), birth=born(15, in_days=100))
    assert sweep() == ["care.own_account"]
    assert messages()[-1].text.startswith("Mẫu An tròn 15 tuổi ngày")
    assert messages()[-1].address == guardian.phone
    assert sweep() == []


def test_a_card_number_before_that_tells_it_from_the_age_of_the_card_on(guardian: Account) -> None:
    small = make_child_of(person_of(guardian), birth=born(9, in_days=0))
    teen = make_child_of(person_of(guardian), birth=born(14, in_days=-20))
    assert sweep() == []
    with db.transaction() as session:
        session.get_one(Person, small.id).citizen_id_hash = "1" * 64
        session.get_one(Person, teen.id).citizen_id_hash = "2" * 64
    assert sweep() == ["care.own_account"]


def test_both_guardians_are_told_and_who_has_no_account_is_passed_over(guardian: Account) -> None:
    child = make_child_of(person_of(guardian), birth=born(15, in_days=10))
    other = make_account(make_person())
    grant(person_of(other), child, relation=Relation.MOTHER)
    grant(make_person(), child)
    assert sweep() == ["care.own_account"] * 2
    assert {message.address for message in messages()[-2:]} == {guardian.phone, other.phone}


def test_before_eighteen_both_sides_are_told_the_child_once(guardian: Account) -> None:
    child = make_child_of(person_of(guardian), birth=born(18, in_days=30), phone="0000777001")
    make_account(child)
    last = last_day_in_care(child.birth, adult_age=18)
    _end_on(child, last)
    grant(person_of(make_account(make_person())), child, until=last)
    assert sorted(sweep()) == ["care.of_age_near", "care.of_age_near", "care.of_age_soon"]
    assert sweep() == []


def test_a_decision_on_custody_is_told_before_its_end_and_at_it(guardian: Account) -> None:
    child = make_child_of(person_of(guardian), until=today() + timedelta(days=29))
    assert sweep() == ["care.ends"]
    _end_on(child, today() - timedelta(days=1))
    assert sweep() == ["care.over"]
    assert sweep() == []


def test_what_ended_long_ago_and_what_was_renewed_is_not_told(guardian: Account) -> None:
    make_child_of(person_of(guardian), until=today() - timedelta(days=31))
    child = make_child_of(person_of(guardian), until=today() + timedelta(days=10))
    grant(person_of(guardian), child, until=today() + timedelta(days=YEAR))
    assert sweep() == []


def _end_on(child: Person, day: date) -> None:
    with db.transaction() as session:
        session.query(Guardianship).filter_by(child_id=child.id).one().valid_to = day


def test_in_a_world_that_begins_only_what_is_still_to_come_is_told(guardian: Account) -> None:
    make_child_of(person_of(guardian), birth=born(16, in_days=0))
    make_child_of(person_of(guardian), birth=born(15, in_days=40), full_name="LÊ MẪU AN")
    with db.transaction():
        take_the_past_as_known()
    assert sweep() == ["care.own_account"]
    assert "Mẫu An" in messages()[-1].text
