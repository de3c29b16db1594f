"""Reads that nearly every page makes: put together once, and run without making mapped objects.

Reading objects through the ORM costs a page more than all the rest of its work in the database. These name
tables and their world themselves, and give plain rows. Source: docs/decisions/0021-prepared-reads.md.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Alias, BinaryExpression, BindParameter, Integer, Join, Select, Table, bindparam
from sqlalchemy.sql import visitors
from sqlalchemy.sql.visitors import ExternallyTraversible

from vssid_app.core.compiled import CompiledStatement
from vssid_app.core.db import Base, WorldViolation, scoped_tables
from vssid_app.core.extensions import db

WORLD = "world_id"


def table_of(mapped: type[Base]) -> Table:
    """The table of a mapped class."""
    return cast("Table", mapped.__table__)


def this_world() -> BindParameter[int]:
    """The place of the world's number in a prepared read."""
    return bindparam(WORLD, type_=Integer)


class PreparedRead:
    """A statement on tables, which says of each table of personal data that its rows are of this world.

    Raises:
        WorldViolation: when the statement forgets to say it of one; at import, so that none is ever run.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        _refuse_unbound(statement)
        self._statement = CompiledStatement(statement)

    def rows(self, **values: Any) -> Sequence[tuple[Any, ...]]:
        """The rows, in the world of the running request or job."""
        return db.read(self._statement, values)

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        rows = self.rows(**values)
        return rows[0] if rows else None


def _refuse_unbound(statement: Select[*tuple[Any, ...]]) -> None:
    parts = list(visitors.iterate(cast("ExternallyTraversible", statement)))
    bound = {id(column.table) for part in parts for column in _said_to_be_here(part)}
    read = [leaf for part in parts if isinstance(part, Select) for leaf in _leaves(part.get_final_froms())]
    for leaf in read:
        if _is_scoped(leaf) and id(leaf) not in bound:
            raise WorldViolation(f"a prepared read of {leaf} does not say which world it reads")


def _said_to_be_here(part: Any) -> list[Any]:
    """The column that a comparison says to be this world's number."""
    if not isinstance(part, BinaryExpression) or part.operator is not operator.eq:
        return []
    column, value = part.left, part.right
    is_world = isinstance(value, BindParameter) and value.key == WORLD and getattr(column, "key", "") == WORLD
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
