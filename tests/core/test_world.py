"""A session sees and touches one world: every scoped class, in every form that a query can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, delete, exists, func, insert, literal, select, text, union, update
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import aliased, joinedload, selectinload

from tests.core.two_worlds import make, parents_of, scoped_classes
from tests.support.databases import ON_POSTGRESQL
from vssid_app.audit.models import AuditEntry, AuditIsAppendOnly
from vssid_app.core.db import WorldSession, WorldViolation
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, NoWorld, WorldKind, current_world, in_world
from vssid_app.core.worlds import World, make_world, visiting
from vssid_app.identity.models import Account, StaffRole

CLASSES = scoped_classes()


@dataclass
class TwoWorlds:
    """The world that a test is in, the other one, and the numbers of their rows by class."""

    own: CurrentWorld
    other: CurrentWorld
    own_ids: dict[type[Any], int]
    other_ids: dict[type[Any], int]


@pytest.fixture
def worlds(app: Flask) -> Iterator[TwoWorlds]:
    with app.app_context():
        own = make_world(WorldKind.DEMO)
        with db.transaction() as session:
            row = World(kind=WorldKind.TRAINING)
            session.add(row)
        other = row.current()
        two = TwoWorlds(own, other, _fill(own), _fill(other))
        with visiting(own):
            yield two


def _fill(world: CurrentWorld) -> dict[type[Any], int]:
    rows: dict[type[Any], Any] = {}
    with visiting(world), db.transaction() as session:
        for scoped in CLASSES:
            rows[scoped] = make(scoped, rows)
            session.add(rows[scoped])
            session.flush()
    return {scoped: row.id for scoped, row in rows.items()}


def _count(world: CurrentWorld, scoped: type[Any]) -> int:
    with db.engine.connect() as connection:
        table = scoped.__table__
        return (
            connection.scalar(select(func.count()).select_from(table).where(table.c.world_id == world.id))
            or 0
        )


def test_there_are_scoped_classes_to_walk() -> None:
    assert len(CLASSES) > 15


# What a reading form answers: the worlds of all rows that it shows.
Reading = Callable[[WorldSession, Any], list[int]]


def _by_join(session: WorldSession, scoped: Any) -> list[int]:
    second = aliased(scoped)
    found = session.execute(select(scoped.world_id, second.world_id).join(second, second.id != 0))
    return [world for pair in found for world in pair]


def _by_cte(session: WorldSession, scoped: Any) -> list[int]:
    rows = select(scoped.world_id.label("world")).cte()
    return list(session.scalars(select(rows.c.world)))


def _by_subquery_from_an_unscoped_class(session: WorldSession, scoped: Any) -> list[int]:
    seen = select(World.id).where(World.id.in_(select(scoped.world_id)))
    return list(session.scalars(seen))


def _by_exists(session: WorldSession, scoped: Any) -> list[int]:
    return list(session.scalars(select(World.id).where(exists().where(scoped.world_id == World.id))))


def _by_correlated_count(session: WorldSession, scoped: Any) -> list[int]:
    count = select(func.count(scoped.id)).where(scoped.world_id == World.id).scalar_subquery()
    return [world for world, found in session.execute(select(World.id, count)) if found]


def _by_outer_join(session: WorldSession, scoped: Any) -> list[int]:
    found = session.scalars(select(scoped.world_id).select_from(World).outerjoin(scoped, literal(value=True)))
    return [world for world in found if world is not None]


READING: dict[str, Reading] = {
    "select": lambda session, scoped: [row.world_id for row in session.scalars(select(scoped))],
    "select a column": lambda session, scoped: list(session.scalars(select(scoped.world_id))),
    "alias": lambda session, scoped: [row.world_id for row in session.scalars(select(aliased(scoped)))],
    "join": _by_join,
    "outer join": _by_outer_join,
    "common table expression": _by_cte,
    "subquery": _by_subquery_from_an_unscoped_class,
    "exists": _by_exists,
    "correlated count": _by_correlated_count,
    "union": lambda session, scoped: list(
        session.scalars(union(select(scoped.world_id), select(scoped.world_id)))
    ),
    "group": lambda session, scoped: list(session.scalars(select(scoped.world_id).group_by(scoped.world_id))),
    "legacy query": lambda session, scoped: [row.world_id for row in session.query(scoped).all()],
    "stream": lambda session, scoped: [
        row.world_id for row in session.scalars(select(scoped), execution_options={"yield_per": 1})
    ],
    "locking": lambda session, scoped: [
        row.world_id for row in session.scalars(select(scoped).with_for_update())
    ],
}


@pytest.mark.parametrize("form", READING)
def test_a_reading_form_shows_the_own_world_only(worlds: TwoWorlds, form: str) -> None:
    for scoped in CLASSES:
        seen = set(READING[form](db.session, scoped))
        assert seen == {worlds.own.id}, f"{scoped.__name__} by {form}"


def test_counting_counts_the_own_world(worlds: TwoWorlds) -> None:
    for scoped in CLASSES:
        assert db.session.scalar(select(func.count()).select_from(scoped)) == 1, scoped.__name__
        assert db.session.scalar(select(func.count(scoped.id))) == 1, scoped.__name__


def test_a_foreign_row_cannot_be_fetched_by_its_number(worlds: TwoWorlds) -> None:
    for scoped in CLASSES:
        assert db.session.get(scoped, worlds.other_ids[scoped]) is None
        with pytest.raises(NoResultFound):
            db.session.get_one(scoped, worlds.other_ids[scoped])
        assert db.session.get(scoped, worlds.own_ids[scoped]) is not None


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """For the block, which is committed, the database asks no questions."""
    if ON_POSTGRESQL:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    else:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    yield
    if ON_POSTGRESQL:
        connection.commit()
    else:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


@pytest.mark.parametrize("load", [joinedload, selectinload, None])
def test_relationships_stay_in_the_world(worlds: TwoWorlds, load: Any) -> None:
    # No foreign key lets such a row be; the filter holds even where one was forced in.
    with db.engine.connect() as connection, foreign_keys_off(connection):
        forced = {"account_id": worlds.own_ids[Account]}
        connection.execute(update(StaffRole).where(StaffRole.world_id == worlds.other.id).values(forced))
    query = select(Account)
    account = db.session.scalars(query.options(load(Account.roles)) if load else query).unique().one()
    assert [role.world_id for role in account.roles] == [worlds.own.id]


def test_bulk_updates_reach_the_own_world_only(worlds: TwoWorlds) -> None:
    for scoped in CLASSES:
        if scoped is AuditEntry:
            continue
        with db.transaction() as session:
            assert _rows_hit(session, update(scoped).values(id=scoped.id)) == 1, scoped.__name__
            foreign = update(scoped).where(scoped.id == worlds.other_ids[scoped]).values(id=scoped.id)
            assert _rows_hit(session, foreign) == 0, scoped.__name__


def test_bulk_deletes_reach_the_own_world_only(worlds: TwoWorlds) -> None:
    for scoped in reversed(CLASSES):
        if scoped is AuditEntry:
            continue
        with db.transaction() as session:
            foreign = delete(scoped).where(scoped.id == worlds.other_ids[scoped])
            assert _rows_hit(session, foreign) == 0, scoped.__name__
            assert _rows_hit(session, delete(scoped)) == 1, scoped.__name__
        assert _count(worlds.own, scoped) == 0
        assert _count(worlds.other, scoped) == 1


def _rows_hit(session: WorldSession, statement: Any) -> int:
    hit: int = session.execute(statement, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined]
    return hit


# Forms that the filter cannot reach: each is refused, whatever it asks for.
Refused = Callable[[WorldSession, Any, TwoWorlds], object]
REFUSED: dict[str, Refused] = {
    "insert statement": lambda session, scoped, two: session.execute(
        insert(scoped).values(world_id=two.other.id)
    ),
    "insert of many": lambda session, scoped, two: session.execute(
        insert(scoped), [{"world_id": two.other.id}]
    ),
    "update by a list of keys": lambda session, scoped, two: session.execute(
        update(scoped), [{"id": two.other_ids[scoped], "world_id": two.own.id}]
    ),
    "update that moves rows to another world": lambda session, scoped, two: session.execute(
        update(scoped).values(world_id=two.other.id)
    ),
    "text": lambda session, scoped, _two: session.execute(
        text(f"SELECT * FROM {scoped.__tablename__}")  # noqa: S608
    ),
    "objects from text": lambda session, scoped, _two: session.scalars(
        select(scoped).from_statement(text(f"SELECT * FROM {scoped.__tablename__}"))  # noqa: S608
    ),
    "core select": lambda session, scoped, _two: session.execute(select(scoped.__table__)),
    "core column": lambda session, scoped, _two: session.execute(select(scoped.__table__.c.id)),
    "core join": lambda session, scoped, _two: session.execute(
        select(World.__table__.c.id).join(scoped.__table__, literal(value=True))
    ),
    "core insert": lambda session, scoped, two: session.execute(
        insert(scoped.__table__).values(world_id=two.other.id)
    ),
    "core update": lambda session, scoped, _two: session.execute(update(scoped.__table__).values(id=0)),
    "core delete": lambda session, scoped, _two: session.execute(delete(scoped.__table__)),
    "bulk_save_objects": lambda session, scoped, _two: session.bulk_save_objects([scoped()]),
    "bulk_insert_mappings": lambda session, scoped, _two: session.bulk_insert_mappings(scoped, []),
    "bulk_update_mappings": lambda session, scoped, _two: session.bulk_update_mappings(scoped, []),
}


@pytest.mark.parametrize("form", REFUSED)
def test_a_form_that_the_filter_cannot_reach_is_refused(worlds: TwoWorlds, form: str) -> None:
    for scoped in CLASSES:
        with pytest.raises(WorldViolation), db.transaction() as session:  # noqa: PT012
            REFUSED[form](session, scoped, worlds)
            pytest.fail(f"{scoped.__name__} by {form}")
        assert _count(worlds.other, scoped) == 1


def test_a_new_row_gets_the_world_of_its_session(worlds: TwoWorlds) -> None:
    for world, ids in ((worlds.own, worlds.own_ids), (worlds.other, worlds.other_ids)):
        with visiting(world):
            for scoped, number in ids.items():
                assert db.session.get_one(scoped, number).world_id == world.id


def test_a_row_of_another_world_is_not_written(worlds: TwoWorlds) -> None:
    for scoped in CLASSES:
        rows = _parents(worlds)
        with pytest.raises(WorldViolation), db.transaction() as session:  # noqa: PT012
            row = make(scoped, rows)
            row.world_id = worlds.other.id
            session.add(row)
            session.flush()
        assert _count(worlds.other, scoped) == 1


def test_a_row_cannot_be_moved_to_another_world(worlds: TwoWorlds) -> None:
    for scoped in CLASSES:
        with pytest.raises(WorldViolation), db.transaction() as session:
            session.get_one(scoped, worlds.own_ids[scoped]).world_id = worlds.other.id


def test_an_object_brought_from_another_world_is_not_deleted(worlds: TwoWorlds) -> None:
    for scoped in CLASSES:
        refused = AuditIsAppendOnly if scoped is AuditEntry else WorldViolation
        foreign = _carried_over(worlds, scoped)
        with pytest.raises((WorldViolation, refused)), db.transaction() as session:
            session.delete(foreign)
        assert _count(worlds.other, scoped) == 1
        db.close()


def test_an_object_brought_from_another_world_is_not_merged(worlds: TwoWorlds) -> None:
    for scoped in CLASSES:
        foreign = _carried_over(worlds, scoped)
        with pytest.raises(WorldViolation), db.transaction() as session:
            session.merge(foreign)
        db.close()


def _carried_over(worlds: TwoWorlds, scoped: type[Any]) -> Any:
    with visiting(worlds.other):
        foreign = db.session.get_one(scoped, worlds.other_ids[scoped])
        db.session.expunge_all()
    return foreign


def test_a_row_cannot_point_into_another_world(worlds: TwoWorlds) -> None:
    walked = 0
    for scoped in CLASSES:
        for column, parent in parents_of(scoped):
            walked += 1
            row = make(scoped, _parents(worlds))
            setattr(row, column, worlds.other_ids[parent])
            with pytest.raises(IntegrityError), db.transaction() as session:
                session.add(row)
    assert walked > 10


def _parents(worlds: TwoWorlds) -> dict[type[Any], Any]:
    return {scoped: db.session.get_one(scoped, worlds.own_ids[scoped]) for scoped in CLASSES}


@contextmanager
def _outside() -> Iterator[None]:
    db.close()
    with in_world(None):  # type: ignore[arg-type]
        yield
        db.close()


@pytest.mark.parametrize("form", READING)
def test_outside_any_world_there_is_no_personal_data(worlds: TwoWorlds, form: str) -> None:
    with _outside():
        for scoped in CLASSES:
            try:
                seen = READING[form](db.session, scoped)
            except WorldViolation:
                seen = []
            assert seen == [], f"{scoped.__name__} by {form}"


def test_outside_any_world_asking_says_so(worlds: TwoWorlds) -> None:
    with _outside():
        with pytest.raises(WorldViolation, match="outside any world"):
            db.session.scalars(select(Account))
        with pytest.raises(WorldViolation), db.transaction() as session:
            session.add(StaffRole(account_id=1, role="officer", office_code=""))
        with pytest.raises(NoWorld):
            current_world()


def test_a_session_has_one_world_for_life(worlds: TwoWorlds) -> None:
    assert db.session.scalars(select(Account)).all()
    with in_world(worlds.other), pytest.raises(WorldViolation, match="one world for life"):
        _ = db.session


def test_work_on_a_whole_world_may_leave_the_filter_and_says_so(worlds: TwoWorlds) -> None:
    rows = db.session.scalars(select(Account), execution_options={"cross_world": True}).all()
    assert {row.world_id for row in rows} == {worlds.own.id, worlds.other.id}
