"""Reads without the ORM must name their world themselves, for each table that they read."""

from __future__ import annotations

from contextvars import Context
from datetime import date

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, or_, select, update
from sqlalchemy.exc import DBAPIError

from tests.support.cast import make_person
from tests.support.statements import statements
from vssid_app.audit.models import AuditEntry
from vssid_app.core.db import WorldViolation, WriteOutsideTransaction
from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedInsert, PreparedRead, PreparedUpdate, table_of, this_world
from vssid_app.core.world import CurrentWorld, NoWorld, WorldKind, in_world
from vssid_app.core.worlds import make_world, visiting
from vssid_app.people.models import Guardianship, Person, Relation

PERSONS, GUARDIANSHIPS = table_of(Person), table_of(Guardianship)
NAMES = PreparedRead(select(PERSONS.c.full_name).where(PERSONS.c.world_id == this_world()))


def test_a_read_that_forgets_the_world_is_refused_where_it_is_made() -> None:
    with pytest.raises(WorldViolation):
        PreparedRead(select(PERSONS.c.full_name).where(PERSONS.c.id == bindparam("id")))


def test_each_table_of_a_join_must_name_it() -> None:
    joined = select(PERSONS.c.id).join(GUARDIANSHIPS, GUARDIANSHIPS.c.child_id == PERSONS.c.id)
    with pytest.raises(WorldViolation):
        PreparedRead(joined.where(PERSONS.c.world_id == this_world()))


def test_a_table_inside_a_subquery_must_name_it_too() -> None:
    held = GUARDIANSHIPS.alias()
    inside = select(held.c.child_id)
    kept = select(PERSONS.c.id).where(PERSONS.c.world_id == this_world())
    with pytest.raises(WorldViolation):
        PreparedRead(kept.where(PERSONS.c.id.in_(inside)))
    PreparedRead(kept.where(PERSONS.c.id.in_(inside.where(held.c.world_id == this_world()))))


def test_naming_an_alias_does_not_stand_for_the_table() -> None:
    other = PERSONS.alias()
    with pytest.raises(WorldViolation):
        PreparedRead(select(PERSONS.c.id, other.c.id).where(other.c.world_id == this_world()))


def test_another_world_is_not_seen(world: CurrentWorld) -> None:
    person = make_person()
    assert [name for (name,) in NAMES.rows()] == [person.full_name]
    with in_world(CurrentWorld(world.id + 1, WorldKind.DEMO, 0)):
        assert not NAMES.rows()


def test_outside_any_world_nothing_is_read(app: object) -> None:
    with pytest.raises(NoWorld):
        Context().run(NAMES.rows)


def test_an_operation_sees_what_it_has_written(world: CurrentWorld) -> None:
    person = make_person()
    with db.transaction() as session:
        session.get_one(Person, person.id).full_name = "NGUYỄN THỊ ĐỔI"
        assert [name for (name,) in NAMES.rows()] == ["NGUYỄN THỊ ĐỔI"]


def test_what_the_driver_reads_is_what_the_orm_reads(world: CurrentWorld) -> None:
    person = make_person()
    read = PreparedRead(
        select(PERSONS.c.birth, PERSONS.c.citizen_id, PERSONS.c.sex).where(
            PERSONS.c.world_id == this_world(), PERSONS.c.id == bindparam("id")
        )
    )
    assert read.first(id=person.id) == (person.birth, person.citizen_id, person.sex)


def test_those_who_count_statements_hear_of_prepared_ones(world: CurrentWorld) -> None:
    with statements() as sent:
        NAMES.rows()
    assert len(sent) == 1


def test_a_failed_read_raises_what_the_orm_raises_and_tells_no_values(world: CurrentWorld) -> None:
    missing = Table("no_such_table", MetaData(), Column("name", String))
    with pytest.raises(DBAPIError) as raised:
        PreparedRead(select(missing).where(missing.c.name == bindparam("name"))).rows(
            name="NGUYỄN VĂN BÍ MẬT"
        )
    assert "BÍ MẬT" not in str(raised.value)


def test_reads_of_one_request_share_a_connection_that_goes_back(world: CurrentWorld) -> None:
    before = db.engine.pool.status()
    with db.scope():
        NAMES.rows()
        NAMES.rows()
    assert db.engine.pool.status() == before


ADDED = PreparedInsert(Guardianship)
PERSON_OF_ROW = PERSONS.c.id == bindparam("row", type_=Integer)
RENAMED = PreparedUpdate(
    update(PERSONS)
    .where(PERSONS.c.world_id == this_world(), PERSON_OF_ROW)
    .values(full_name=bindparam("new", type_=String))
)


def guardianship(child: Person, guardian: Person) -> dict[str, object]:
    return {
        "child_id": child.id,
        "guardian_id": guardian.id,
        "relation": Relation.MOTHER,
        "valid_from": date(2020, 1, 1),
    }


def test_an_added_row_is_the_one_that_the_orm_would_make(world: CurrentWorld) -> None:
    child, guardian = make_person(), make_person()
    with db.transaction():
        number = ADDED.add(**guardianship(child, guardian))
    with db.transaction() as session:
        made = Guardianship(**guardianship(child, make_person()))
        session.add(made)
    added = db.session.get_one(Guardianship, number)
    other = {"id", "guardian_id"}
    columns = [column.key for column in GUARDIANSHIPS.columns if column.key not in other]
    assert [getattr(added, name) for name in columns] == [getattr(made, name) for name in columns]


def test_nothing_is_added_or_changed_outside_an_operation(world: CurrentWorld) -> None:
    child, guardian = make_person(), make_person()
    with pytest.raises(WriteOutsideTransaction):
        ADDED.add(**guardianship(child, guardian))
    with pytest.raises(WriteOutsideTransaction):
        RENAMED.run(row=child.id, new="NGUYỄN THỊ ĐỔI")


def test_what_is_added_goes_with_an_operation_that_fails(world: CurrentWorld) -> None:
    child, guardian = make_person(), make_person()
    with pytest.raises(RuntimeError), db.transaction():  # noqa: PT012
        ADDED.add(**guardianship(child, guardian))
        raise RuntimeError
    assert db.session.scalars(select(Guardianship)).all() == []


def test_the_world_is_not_the_callers_to_say(world: CurrentWorld) -> None:
    child, guardian = make_person(), make_person()
    with db.transaction(), pytest.raises(TypeError):
        ADDED.add(**guardianship(child, guardian), world_id=world.id + 1)


def test_a_row_of_another_world_is_not_changed(world: CurrentWorld) -> None:
    number = make_person().id
    other = make_world(WorldKind.TRAINING)
    db.close()
    with visiting(other), db.transaction():
        assert RENAMED.run(row=number, new="NGUYỄN THỊ ĐỔI") == 0
    with db.transaction():
        assert RENAMED.run(row=number, new="NGUYỄN THỊ ĐỔI") == 1
    assert [name for (name,) in NAMES.rows()] == ["NGUYỄN THỊ ĐỔI"]


def test_a_change_that_forgets_the_world_or_would_leave_it_is_refused_where_it_is_made() -> None:
    with pytest.raises(WorldViolation):
        PreparedUpdate(update(PERSONS).where(PERSON_OF_ROW).values(full_name="A"))
    here = update(PERSONS).where(PERSONS.c.world_id == this_world(), PERSON_OF_ROW)
    with pytest.raises(WorldViolation):
        PreparedUpdate(here.values(world_id=2))
    said_elsewhere = update(PERSONS).values(id=PERSONS.c.world_id == this_world())
    said_as_one_of_two = update(PERSONS).where(or_(PERSONS.c.world_id == this_world(), PERSON_OF_ROW))
    for statement in (said_elsewhere, said_as_one_of_two.values(full_name="A")):
        with pytest.raises(WorldViolation):
            PreparedUpdate(statement)


def test_the_log_is_not_changed_by_a_prepared_statement_either() -> None:
    entries = table_of(AuditEntry)
    with pytest.raises(TypeError):
        PreparedUpdate(update(entries).where(entries.c.world_id == this_world()).values(subject_id=1))
