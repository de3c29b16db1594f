"""Statements on tables that are compiled once for a database's life, and run by its driver.

SQLAlchemy takes thirty microseconds to run what it has compiled before, and sixty to lend a connection and
begin; SQLite answers in three. The few statements that nearly every page sends are therefore given to
SQLite's driver as they were compiled, their values turned by the columns' own types. On other databases they
run through SQLAlchemy: the way there costs more than all of this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Dialect, UpdateBase
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Select

Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | UpdateBase
Hear = Callable[[str, Sequence[Any]], None]
"""Is told of each statement before it runs: what counts or traces statements sees these as well."""


class CompiledStatement:
    """A statement with all its values in named places; compiled at its first use on a kind of database."""

    def __init__(self, statement: Statement, *, column_keys: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._column_keys = column_keys
        self._for_driver: dict[str, _ForDriver] = {}

    def run(self, connection: Connection, values: dict[str, Any]) -> Sequence[Any]:
        """The rows that it gives, through SQLAlchemy."""
        return connection.execute(self._statement, values).all()

    def run_by_driver(
        self, connection: DBAPIConnection, dialect: Dialect, values: dict[str, Any], hear: Hear
    ) -> Sequence[Any]:
        """The same from the driver of SQLite; rows are plain tuples.

        Raises:
            DBAPIError: as SQLAlchemy would; it does not quote the values.
        """
        ready = self._for_driver.get(dialect.name)
        if ready is None:
            ready = self._for_driver[dialect.name] = _ForDriver(self._statement, dialect, self._column_keys)
        return ready.run(connection, dialect, values, hear)


class _ForDriver:
    def __init__(self, statement: Statement, dialect: Dialect, keys: Sequence[str] | None) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=keys)
        names = compiled.positiontup
        if names is None:
            raise TypeError(f"{dialect.name} does not take values by their place")
        if compiled.post_compile_params:
            raise TypeError("a list of any length has no text of its own: write equalities")
        self._text = str(compiled)
        binds: Any = compiled._bind_processors  # noqa: SLF001 - how the library's own cursor turns values
        given = compiled.params
        self._places = [(name, given[name], binds.get(name)) for name in names]
        columns = compiled._result_columns  # noqa: SLF001 - as above
        turns = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._turns = [(place, turn) for place, turn in enumerate(turns) if turn]

    def run(
        self, connection: DBAPIConnection, dialect: Dialect, values: dict[str, Any], hear: Hear
    ) -> Sequence[Any]:
        sent = []
        for name, given, turn in self._places:
            value = values.get(name, given)
            sent.append(turn(value) if turn else value)
        hear(self._text, sent)
        try:
            found: list[Any] = connection.cursor().execute(self._text, sent).fetchall()
        except dialect.loaded_dbapi.Error as error:
            raise DBAPIError.instance(
                self._text, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
            ) from error
        return self._turned(found) if self._turns else found

    def _turned(self, found: Sequence[Any]) -> Sequence[Any]:
        rows = []
        for row in found:
            turned = list(row)
            for place, turn in self._turns:
                turned[place] = turn(turned[place])
            rows.append(tuple(turned))
        return rows
