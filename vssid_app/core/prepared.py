"""Statements that nearly every page sends: put together once, and run without making mapped objects.

Reading and writing objects through the ORM costs a page more than all the rest of its work. These name
tables and their world themselves, and give plain rows. Source: docs/decisions/0021-prepared-reads.md and
0029-prepared-writes.md.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import (
    Alias,
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    Column,
    CompoundSelect,
    Integer,
    Join,
    Select,
    Table,
    Update,
    bindparam,
    insert,
)
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.sql import visitors
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault
from sqlalchemy.sql.visitors import ExternallyTraversible

from vssid_app.core.compiled import CompiledStatement
from vssid_app.core.db import Base, WorldViolation, changed_columns, scoped_tables
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world

WORLD = "world_id"
_HERE = "this_world"
APPEND_ONLY = "append_only"
"""Mark in a table's ``info``: its rows are added, never changed."""


def table_of(mapped: type[Base]) -> Table:
    """The table of a mapped class."""
    return cast("Table", mapped.__table__)


def this_world() -> BindParameter[int]:
    """The place of the world's number in a prepared read."""
    return bindparam(_HERE, type_=Integer)


def _here(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, _HERE: current_world().id}


class PreparedRead:
    """A statement on tables, which says of each table of personal data that its rows are of this world.

    Raises:
        WorldViolation: when the statement forgets to say it of one; at import, so that none is ever run.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]) -> None:
        _refuse_unbound(statement)
        self._statement = CompiledStatement(statement)
        # What holds in all worlds, as the law does, is asked outside of any too.
        self._is_of_world = any(
            isinstance(part, BindParameter) and part.key == _HERE
            for part in visitors.iterate(cast("ExternallyTraversible", statement))
        )

    def rows(self, **values: Any) -> Sequence[tuple[Any, ...]]:
        """The rows, in the world of the running request or job.

        Raises:
            NoWorld: outside any world, if the statement names it.
        """
        return db.read(self._statement, _here(values) if self._is_of_world else values)

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        rows = self.rows(**values)
        return rows[0] if rows else None


class PreparedInsert:
    """Adds a row of a mapped class, inside the operation that is open; its world is set here.

    What is not given has the column's default, as in a new object; listeners of single objects hear nothing.
    """

    def __init__(self, mapped: type[Base]) -> None:
        table = table_of(mapped)
        columns = [column for column in table.columns if not column.primary_key]
        self._defaults = {column.key: _default(column) for column in columns if column.key != WORLD}
        self._statement = CompiledStatement(
            insert(table).returning(*table.primary_key.columns),
            column_keys=[column.key for column in columns],
        )

    def add(self, **values: Any) -> int:
        """The number of the new row.

        Raises:
            TypeError: for a column that there is not, or that is not the caller's to say.
            WriteOutsideTransaction: outside ``transaction()``.
            NoWorld: outside any world.
        """
        if unknown := values.keys() - self._defaults.keys():
            raise TypeError(f"no such columns, or not the caller's: {', '.join(sorted(unknown))}")
        row = {name: values[name] if name in values else make() for name, make in self._defaults.items()}
        row[WORLD] = current_world().id
        number: int = db.write(self._statement, row)[0][0]
        return number


class PreparedUpdate:
    """A change of rows on one table, which says that they are of this world, inside the open operation.

    Objects that the session has read already do not hear of it.

    Raises:
        WorldViolation: when the statement forgets to say it, or would move rows to another world; at import.
        TypeError: for a table whose rows are never changed; at import.
    """

    def __init__(self, statement: Update) -> None:
        table = cast("Table", statement.table)
        if table.info.get(APPEND_ONLY):
            raise TypeError(f"rows of {table} are added, never changed")
        if WORLD in changed_columns(statement):
            raise WorldViolation("a row stays in its world")
        said = [column for each in _conditions(statement) for column in _said_to_be_here(each)]
        if not any(column.table is table for column in said):
            raise WorldViolation(f"a prepared change of {table} does not say which world it changes")
        _refuse_unbound(statement)
        self._statement = CompiledStatement(statement.returning(*table.primary_key.columns))

    def run(self, **values: Any) -> int:
        """How many rows were changed.

        Raises:
            WriteOutsideTransaction: outside ``transaction()``.
        """
        return len(db.write(self._statement, _here(values)))


def _default(column: Column[Any]) -> Callable[[], Any]:
    default = column.default
    if isinstance(default, ScalarElementColumnDefault):
        value = default.arg
        return lambda: value
    if isinstance(default, CallableColumnDefault):
        # SQLAlchemy has wrapped it, so that it takes the context of a statement; ours ask nothing of it.
        return lambda: default.arg(cast("ExecutionContext", None))
    return lambda: None


def _refuse_unbound(
    statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Update,
) -> None:
    parts = list(visitors.iterate(cast("ExternallyTraversible", statement)))
    bound = {id(column.table) for part in parts for column in _said_to_be_here(part)}
    read = [leaf for part in parts if isinstance(part, Select) for leaf in _leaves(part.get_final_froms())]
    for leaf in read:
        if _is_scoped(leaf) and id(leaf) not in bound:
            raise WorldViolation(f"a prepared read of {leaf} does not say which world it reads")


def _conditions(statement: Update) -> Sequence[Any]:
    """What must hold of a row for it to be changed; inside an ``or`` it need not."""
    where = statement.whereclause
    if isinstance(where, BooleanClauseList) and where.operator is operator.and_:
        return where.clauses
    return [where]


def _said_to_be_here(part: Any) -> list[Any]:
    """The column that a comparison says to be this world's number."""
    if not isinstance(part, BinaryExpression) or part.operator is not operator.eq:
        return []
    column, value = part.left, part.right
    is_world = isinstance(value, BindParameter) and value.key == _HERE and getattr(column, "key", "") == WORLD
    return [column] if is_world else []


def _leaves(froms: Sequence[Any]) -> Iterator[Any]:
    """The tables and their aliases, out of the joins that they stand in."""
    for each in froms:
        if isinstance(each, Join):
            yield from _leaves((each.left, each.right))
        else:
            yield each


def _is_scoped(leaf: Any) -> bool:
    table = leaf.element if isinstance(leaf, Alias) else leaf
    return isinstance(table, Table) and table in scoped_tables()
