"""The database: one session a request, one ``transaction()`` an operation, one world a session."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, NoReturn, cast
from weakref import WeakKeyDictionary

from sqlalchemy import (
    DateTime,
    Dialect,
    Engine,
    Enum,
    Executable,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Table,
    TextClause,
    TypeDecorator,
    UniqueConstraint,
    event,
    func,
    inspect,
    select,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    FromStatement,
    Mapped,
    ORMExecuteState,
    Session,
    UOWTransaction,
    declared_attr,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.sql import visitors
from sqlalchemy.sql.visitors import ExternallyTraversible

from vssid_app.core.compiled import CompiledStatement
from vssid_app.core.direct import Direct, run_inside
from vssid_app.core.engines import make_engine
from vssid_app.core.lock import NoLock, WriteLock
from vssid_app.core.settings import Settings
from vssid_app.core.world import world_or_none

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# Options of a statement that is allowed to leave the world filter: import and deletion of a whole world.
CROSS_WORLD = {"cross_world": True}
# No row is of this world: outside any world nothing is seen, in whatever part of a statement it is asked for.
NO_WORLD = -1
WORLDS_AT_ONCE = 100
"""Filters that are kept; further worlds have theirs made again."""
_WRITING = "writing"


class WorldViolation(RuntimeError):
    """A statement would read or write outside the session's world, or where the filter cannot reach."""


class WriteOutsideTransaction(RuntimeError):
    """Something was changed outside ``transaction()``."""


class Moment(TypeDecorator[datetime]):
    """A moment in time, kept in UTC and always aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To UTC; a naive value has no meaning and is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite forgets the zone, and it is UTC; PostgreSQL answers in the zone of its own settings."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Kept as its value in a text column: a new member needs no migration, a row reads without the code.
_ENUM = Enum(
    StrEnum, native_enum=False, length=40, values_callable=lambda kind: [member.value for member in kind]
)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, StrEnum: _ENUM}


class WorldScoped:
    """Mixin of every row of personal data: it belongs to one world and is seen in no other."""

    @declared_attr
    def id(cls) -> Mapped[int]:  # noqa: N805
        """Number of the row; never shown, never in an address."""
        return mapped_column(primary_key=True, autoincrement=True, sort_order=-2)

    @declared_attr
    def world_id(cls) -> Mapped[int]:  # noqa: N805
        """Set on flush from the session."""
        return mapped_column(ForeignKey("worlds.id"), sort_order=-1)


def scoped(*items: SchemaItem) -> tuple[SchemaItem, ...]:
    """Table arguments of a world-scoped table: rows can be pointed at together with their world."""
    return (UniqueConstraint("world_id", "id"), *items)


def same_world(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that cannot cross worlds."""
    return ForeignKeyConstraint(["world_id", column], [f"{table}.world_id", f"{table}.id"])


class WorldSession(Session):
    """A session that lives in one world and writes only inside ``transaction()``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        world = world_or_none()
        self.world_id = world.id if world else None

    @property
    def is_writing(self) -> bool:
        """Whether ``transaction()`` is open."""
        return _WRITING in self.info

    def in_its_world(self, statement: Executable) -> Executable:
        """The statement with the world's filter; of one that is put together once, it is made once too."""
        world_id = self.world_id or NO_WORLD
        known = _FILTERED.setdefault(statement, {})
        if world_id not in known:
            known[world_id] = statement.options(_world_filter(world_id))
        return known[world_id]

    def bulk_save_objects(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: goes round the world filter."""
        raise WorldViolation("bulk_save_objects goes round the world filter: use add_all")

    def bulk_insert_mappings(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: goes round the world filter."""
        raise WorldViolation("bulk_insert_mappings goes round the world filter: use add_all")

    def bulk_update_mappings(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: goes round the world filter."""
        raise WorldViolation("bulk_update_mappings goes round the world filter: change the objects")


# Goes with the statement: most are made for one question, some are kept by their module.
_FILTERED: WeakKeyDictionary[Executable, dict[int, Executable]] = WeakKeyDictionary()


@lru_cache(maxsize=WORLDS_AT_ONCE)
def _world_filter(world_id: int) -> Any:
    return with_loader_criteria(WorldScoped, lambda cls: cls.world_id == world_id, include_aliases=True)


def scoped_tables() -> frozenset[Table]:
    """The tables whose rows belong to a world."""
    return frozenset(
        mapper.local_table
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, WorldScoped) and isinstance(mapper.local_table, Table)
    )


@event.listens_for(WorldSession, "do_orm_execute")
def _keep_in_world(state: ORMExecuteState) -> None:
    """Add the world to every ORM statement; refuse the forms that the filter cannot reach."""
    session = state.session
    if not isinstance(session, WorldSession):
        raise WorldViolation("personal data is read by a WorldSession only")
    if (state.is_insert or state.is_update or state.is_delete) and not session.is_writing:
        raise WriteOutsideTransaction("change rows inside transaction()")
    if state.execution_options.get("cross_world"):
        return
    if not state.is_orm_statement:
        _refuse_core(state)
        return
    if state.is_insert or (state.is_update and isinstance(state.parameters, list)):
        _refuse_scoped(state, "an insert or update by a list of keys goes round the world filter")
    elif state.is_update and "world_id" in changed_columns(state.statement):
        _refuse_scoped(state, "a row stays in its world")
    elif isinstance(state.statement, FromStatement):
        _refuse_scoped(state, "objects from a text or a union go round the world filter: select them")
    elif not state.is_column_load:
        if session.world_id is None:
            _refuse_scoped(state, "personal data was asked for outside any world")
        state.statement = session.in_its_world(state.statement)


def changed_columns(statement: Executable) -> set[str]:
    """Names of the columns that a bulk update sets."""
    values: dict[Any, Any] = getattr(statement, "_values", None) or {}
    ordered: Sequence[tuple[Any, Any]] = getattr(statement, "_ordered_values", None) or ()
    keys = (*values, *(key for key, _value in ordered))
    return {str(getattr(key, "key", key)) for key in keys}


def _refuse_core(state: ORMExecuteState) -> None:
    if isinstance(state.statement, TextClause):
        raise WorldViolation("text() cannot be kept in a world: write it with the ORM")
    touched = scoped_tables().intersection(visitors.iterate(cast("ExternallyTraversible", state.statement)))
    if touched:
        names = ", ".join(sorted(table.name for table in touched))
        raise WorldViolation(f"a Core statement on {names} cannot be kept in a world: use the mapped class")


def _refuse_scoped(state: ORMExecuteState, why: str) -> None:
    if any(issubclass(mapper.class_, WorldScoped) for mapper in state.all_mappers):
        raise WorldViolation(why)


def unset(key: int) -> bool:
    """Whether a key has no value yet: before its first flush a row has None there, whatever its type says."""
    return cast("int | None", key) is None


@event.listens_for(WorldSession, "before_flush")
def _stamp_world(session: WorldSession, _context: UOWTransaction, _instances: Any) -> None:
    """Set the world of new rows; refuse a foreign one, and any write outside ``transaction()``."""
    if not session.is_writing:
        raise WriteOutsideTransaction("change rows inside transaction()")
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, WorldScoped):
            continue
        if unset(row.world_id) and session.world_id is not None:
            row.world_id = session.world_id
        if session.world_id is None or row.world_id != session.world_id:
            raise WorldViolation(
                f"a {type(row).__name__} of world {row.world_id} in a session of {session.world_id}"
            )


class Database:
    """The engine and the running session; a bare object until ``start``."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._lock: WriteLock | NoLock = NoLock()
        self._session: ContextVar[WorldSession | None] = ContextVar("session", default=None)
        self._direct = Direct()

    def start(self, settings: Settings) -> None:
        """Make the engine of this process."""
        self._engine = make_engine(settings)
        self._lock = WriteLock(settings.data_dir / "write.lock") if settings.uses_sqlite else NoLock()

    @property
    def engine(self) -> Engine:
        """The engine; only migrations and whole-world jobs use it directly."""
        if self._engine is None:
            raise RuntimeError("the database has not been started: call create_app first")
        return self._engine

    @property
    def session(self) -> WorldSession:
        """The session of the running request or job, opened at first use."""
        session = self._session.get()
        if session is None:
            session = WorldSession(self.engine, expire_on_commit=False)
            self._session.set(session)
        world = world_or_none()
        if session.world_id != (world.id if world else None):
            raise WorldViolation("a session has one world for life: close it before entering another")
        return session

    def read(self, statement: CompiledStatement, values: dict[str, Any]) -> Sequence[Any]:
        """The rows of a prepared read: inside an operation it sees what that has done."""
        session = self._session.get()
        if session is not None and session.is_writing:
            return self._inside(session, statement, values)
        return self._direct.read(self.engine, statement, values)

    def write(self, statement: CompiledStatement, values: dict[str, Any]) -> Sequence[Any]:
        """What a prepared insert or update (the same file) gives back.

        Raises:
            WriteOutsideTransaction: outside ``transaction()``.
        """
        session = self.session
        if not session.is_writing:
            raise WriteOutsideTransaction("change rows inside transaction()")
        return self._inside(session, statement, values)

    def _inside(
        self, session: WorldSession, statement: CompiledStatement, values: dict[str, Any]
    ) -> Sequence[Any]:
        # What waits in the session comes first: it may be read, or pointed at.
        session.flush()
        return run_inside(session.info[_WRITING], statement, values)

    def close(self) -> None:
        """End the running session; what was not committed is gone."""
        session = self._session.get()
        if session is not None:
            self._session.set(None)
            session.close()
        self._direct.give_back()

    @contextmanager
    def scope(self) -> Iterator[None]:
        """A request's or a job's own session: opened at first use, closed with the block."""
        token = self._session.set(None)
        with self._direct.scope():
            try:
                yield
            finally:
                self.close()
                self._session.reset(token)

    @contextmanager
    def transaction(self, *, keep_read: bool = False, wait: bool = True) -> Iterator[WorldSession]:
        """One operation: end the read before it, take the write lock, begin, commit.

        Rows read before are expired, so that a rule asked inside sees what is true now. Inside an open
        transaction it joins: one operation made of others stays one.

        With ``keep_read`` they stay as they were read, which saves the page reading them again: for an
        operation that only adds rows, or that reloads each row that its rule asks.

        Raises:
            WriteOutsideTransaction: when rows had been changed before it.
            Busy: without ``wait``, when another process of this machine writes just now.
        """
        session = self.session
        if session.is_writing:
            yield session
            return
        if session.new or session.dirty or session.deleted:
            raise WriteOutsideTransaction("rows were changed before transaction() began")
        if keep_read:
            # Nothing was changed: this ends the read, and a commit expires nothing here.
            session.commit()
        else:
            session.rollback()
            # Also what an earlier transaction of the session has left: a rollback forgets its own reads only.
            session.expire_all()
        with self._lock.held(wait=wait):
            session.info[_WRITING] = session.connection(execution_options={"begin_immediate": True})
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise
            finally:
                session.info.pop(_WRITING, None)

    def alone(self, *keys: str) -> None:
        """Until the transaction ends, let no other work on the same keys: what is not there cannot be locked.

        SQLite's writers are alone anyway; PostgreSQL takes an advisory lock for each key, in one order.
        """
        if self.engine.dialect.name != "postgresql":
            return
        for key in sorted(keys):
            number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], signed=True)
            self.session.execute(select(func.pg_advisory_xact_lock(number)))

    def reload(self, row: Base, *, related: bool = True) -> None:
        """Read a row again and, where the database can, lock it until the transaction ends.

        What this transaction has changed already is written first: reading again would drop it. Without
        ``related`` the rows that hang on it stay as they were read.
        """
        self.session.flush()
        state = inspect(row)
        columns = [column.key for column in state.mapper.column_attrs]
        self.session.refresh(row, columns, with_for_update={"of": type(row)})
        # Asked once the lock is held: PostgreSQL answers a statement that had to wait for it with the other
        # tables as they stood before the wait.
        loaded = (
            [kept.key for kept in state.mapper.relationships if kept.key in state.dict] if related else []
        )
        if loaded:
            self.session.refresh(row, loaded)
