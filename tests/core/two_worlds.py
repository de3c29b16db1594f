"""Two worlds with a row of every scoped class in each, made from what the columns say."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Date, Enum, Integer
from sqlalchemy import inspect as inspect_class
from sqlalchemy.orm import Mapper

from vssid_app.cli import SCHEMA
from vssid_app.core.clock import instant
from vssid_app.core.db import Base, Moment, WorldScoped
from vssid_app.people.models import BirthColumn
from vssid_app.people.rules import BirthDate

assert SCHEMA, "importing it defines every class"

MAKERS: dict[type, Callable[[], object]] = {
    Moment: instant,
    Date: lambda: date(2026, 9, 5),
    Boolean: lambda: False,
    Integer: lambda: secrets.randbelow(1_000_000),
    BirthColumn: lambda: BirthDate(2010, 5, 3),
}


def scoped_classes() -> list[type[Any]]:
    """Every scoped class, parents before children."""
    by_table = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    ordered = [by_table[table] for table in Base.metadata.sorted_tables if table in by_table]
    return [found for found in ordered if issubclass(found, WorldScoped)]


def parents_of(scoped: type[Any]) -> Iterator[tuple[str, type[Any]]]:
    """Columns that point at a row of the same world, with the class that they point at."""
    by_table = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    for column in _columns(scoped):
        for key in column.foreign_keys:
            if column.key != "world_id":
                yield column.key, by_table[key.column.table]


def make(scoped: type[Any], parents: dict[type[Any], Any]) -> Any:
    """A row with every column that must have a value, pointing at the parents."""
    values = {column.key: _value(column) for column in _columns(scoped) if _needs_value(column)}
    values |= {key: parents[parent].id for key, parent in parents_of(scoped) if key in values}
    return scoped(**values)


def _columns(scoped: type[Any]) -> list[Column[Any]]:
    mapper: Mapper[Any] = inspect_class(scoped)
    return [column for column in mapper.local_table.c if isinstance(column, Column)]


def _needs_value(column: Column[Any]) -> bool:
    return not column.nullable and column.default is None and column.key not in {"id", "world_id"}


def _value(column: Column[Any]) -> object:
    if isinstance(column.type, Enum):
        members: type[StrEnum] = column.type.python_type
        return next(iter(members))
    for kind, maker in MAKERS.items():
        if isinstance(column.type, kind):
            return maker()
    return secrets.token_hex(20)[: getattr(column.type, "length", None) or 20]
