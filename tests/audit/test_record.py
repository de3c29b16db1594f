"""The log is added to and never changed, and names nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from tests.support.cast import make_officer, make_person
from vssid_app.audit.models import AuditEntry, AuditIsAppendOnly
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.db import WriteOutsideTransaction
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import Switch


@pytest.fixture
def entry(world: CurrentWorld) -> AuditEntry:
    person, officer = make_person(), make_officer()
    with db.transaction():
        record(Tag.PERSON_VIEWED, actor=officer.id, subject=person, office="00104")
    return db.session.scalars(select(AuditEntry)).one()


def test_an_entry_says_who_did_what_to_whom_and_when(entry: AuditEntry) -> None:
    assert entry.tag == Tag.PERSON_VIEWED
    assert entry.actor_id is not None
    assert (entry.subject_kind, entry.facts) == ("Person", {"office": "00104"})
    assert abs((instant() - entry.at).total_seconds()) < 60


def test_a_subject_that_is_new_gets_its_number_first(world: CurrentWorld) -> None:
    switch = Switch(name="automatic_officer")
    with db.transaction() as session:
        session.add(switch)
        record(Tag.SWITCH_SET, actor=None, subject=switch)
    assert db.session.scalars(select(AuditEntry.subject_id)).one() == switch.id


def test_an_entry_goes_with_its_operation(world: CurrentWorld) -> None:
    person = make_person()
    with pytest.raises(RuntimeError), db.transaction():  # noqa: PT012
        record(Tag.PERSON_VIEWED, actor=None, subject=person)
        raise RuntimeError("the operation fails")
    assert not db.session.scalars(select(AuditEntry)).all()


def test_nothing_is_recorded_outside_an_operation(world: CurrentWorld) -> None:
    person = make_person()
    with pytest.raises(WriteOutsideTransaction):
        record(Tag.PERSON_VIEWED, actor=None, subject=person)


def test_an_entry_is_never_changed(entry: AuditEntry) -> None:
    with pytest.raises(AuditIsAppendOnly), db.transaction():
        entry.actor_id = None


def test_an_entry_is_never_deleted(entry: AuditEntry) -> None:
    with pytest.raises(AuditIsAppendOnly), db.transaction() as session:
        session.delete(entry)


def test_entries_are_not_changed_in_bulk_either(entry: AuditEntry) -> None:
    for statement in (update(AuditEntry).values(actor_id=None), delete(AuditEntry)):
        with pytest.raises(AuditIsAppendOnly), db.transaction() as session:
            session.execute(statement)
    assert len(db.session.scalars(select(AuditEntry)).all()) == 1


def test_tags_are_words_that_stay(entry: AuditEntry) -> None:
    assert len({tag.value for tag in Tag}) == len(Tag)
    assert all("." in tag.value for tag in Tag)
