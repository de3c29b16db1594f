"""Writing thousands of rows at once: COPY on PostgreSQL, one prepared statement elsewhere.

These go round the world filter, which cannot follow lists of rows: each row is given the session's world
here, and each change names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import psycopg
from sqlalchemy import Column, ColumnDefault, Table, bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from vssid_app.core.db import CROSS_WORLD, Base
from vssid_app.core.extensions import db

Row = Mapping[str, Any]


class Clash(Exception):
    """Somebody stored the same meanwhile: look again, and decide anew."""


class NotStored(Exception):
    """The database refused rows; its words are left out, since they quote them."""


def add_rows(model: type[Base], rows: Sequence[Row]) -> None:
    """Insert rows, each with the same columns; what is not given has the column's default.

    Raises:
        Clash: when there is a row with such a key by now.
        NotStored: when the database refuses a row for another reason.
    """
    if not rows:
        return
    table = _table(model)
    columns = [column for column in table.columns if column.name != "id"]
    complete = [{column.name: _value(column, row) for column in columns} for row in rows]
    if db.engine.dialect.name == "postgresql":
        _copy(table, columns, complete)
        return
    try:
        db.session.execute(insert(table), complete, execution_options=CROSS_WORLD)
    except IntegrityError:
        raise Clash from None


def change_rows(model: type[Base], rows: Sequence[tuple[int, Row]]) -> None:
    """Update rows by their ids, each with the same columns.

    Raises:
        Clash: as ``add_rows``.
    """
    if not rows:
        return
    table = _table(model)
    statement = (
        update(table)
        .where(table.c.id == bindparam("row_id"), table.c.world_id == bindparam("row_world"))
        .values({name: bindparam(name) for name in rows[0][1]})
    )
    world = db.session.world_id
    given = [{**row, "row_id": row_id, "row_world": world} for row_id, row in rows]
    try:
        db.session.execute(statement, given, execution_options=CROSS_WORLD)
    except IntegrityError:
        raise Clash from None


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is kept in no table of its own")
    return table


def _value(column: Column[Any], row: Row) -> Any:
    if column.name == "world_id":
        return db.session.world_id
    if column.name in row:
        return row[column.name]
    return column.default.arg if isinstance(column.default, ColumnDefault) else None


def _copy(table: Table, columns: Sequence[Column[Any]], rows: Sequence[Row]) -> None:
    names = ", ".join(column.name for column in columns)
    write = [(column.name, _as_stored(column)) for column in columns]
    driver: Any = db.session.connection().connection.driver_connection
    try:
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy,  # no value is part of it
        ):
            for row in rows:
                copy.write_row([stored(row[name]) for name, stored in write])
    except psycopg.errors.IntegrityError:
        raise Clash from None
    except psycopg.Error as error:
        raise NotStored(type(error).__name__) from None


def _as_stored(column: Column[Any]) -> Callable[[Any], Any]:
    """What an insert does to a value on its way: encrypt, write a date of birth as text."""
    dialect = db.engine.dialect
    return column.type.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)
