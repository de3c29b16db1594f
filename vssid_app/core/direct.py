"""Where prepared statements run: on one connection that a request's reads share, or on the operation's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from sqlalchemy import Connection, Engine, PoolProxiedConnection
from sqlalchemy.engine.interfaces import DBAPIConnection

from vssid_app.core.compiled import CompiledStatement


class Direct:
    """Runs compiled statements by SQLite's driver, elsewhere through SQLAlchemy."""

    def __init__(self) -> None:
        # Empty until the first read; None outside a scope.
        self._lent: ContextVar[list[PoolProxiedConnection] | None] = ContextVar("lent", default=None)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Reads of this block share a connection."""
        token = self._lent.set([])
        try:
            yield
        finally:
            self.give_back()
            self._lent.reset(token)

    def give_back(self) -> None:
        """Let others have the connection; the next read asks for one again."""
        lent = self._lent.get()
        if lent:
            lent.pop().close()

    def read(self, engine: Engine, statement: CompiledStatement, values: dict[str, Any]) -> Sequence[Any]:
        """The rows, outside any operation."""
        if not _by_driver(engine):
            with engine.connect() as connection:
                return statement.run(connection, values)
        lent = self._lent.get()
        if lent is None:
            lone = engine.raw_connection()
            try:
                return _run_by_driver(engine, lone, statement, values)
            finally:
                lone.close()
        if not lent:
            lent.append(engine.raw_connection())
        return _run_by_driver(engine, lent[0], statement, values)


def run_inside(connection: Connection, statement: CompiledStatement, values: dict[str, Any]) -> Sequence[Any]:
    """Run a statement in the transaction of a connection."""
    if _by_driver(connection.engine):
        return _run_by_driver(connection.engine, connection.connection, statement, values)
    return statement.run(connection, values)


def _by_driver(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _run_by_driver(
    engine: Engine, lent: PoolProxiedConnection, statement: CompiledStatement, values: dict[str, Any]
) -> Sequence[Any]:
    def tell(text: str, sent: Sequence[Any]) -> None:
        # Those that count the engine's statements hear of these too.
        for hear in engine.dispatch.before_cursor_execute:
            hear(None, None, text, sent, None, executemany=False)

    # Outside an operation without a transaction of its own: SQLite reads each statement in one.
    connection = cast("DBAPIConnection", lent.dbapi_connection)
    return statement.run_by_driver(connection, engine.dialect, values, tell)
