"""How a process reaches its database: what each kind of database is told at the beginning."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event

from vssid_app.core.settings import Settings

BUSY_TIMEOUT_MS = 15_000
CONNECTIONS = 32
"""How many are kept: one for the session and one for prepared reads of each of a site's 16 threads."""


def make_engine(settings: Settings) -> Engine:
    """The engine for the database of the settings."""
    # An error of the database goes to the log: it must not carry names and numbers there.
    engine = create_engine(
        settings.database_url,
        pool_pre_ping=not settings.uses_sqlite,
        pool_size=CONNECTIONS,
        hide_parameters=True,
    )
    if settings.uses_sqlite:
        _prepare_sqlite(engine)
    else:
        _prepare_postgresql(engine)
    return engine


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "handle_error")
    def _leave_out_details(context: ExceptionContext) -> None:
        # They quote the row that was refused, and errors go to the log.
        for error in (context.original_exception, context.sqlalchemy_exception):
            if error is not None and error.args:
                error.args = (str(error.args[0]).split("\nDETAIL:")[0], *error.args[1:])


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        # The driver must not begin by itself: it would begin a deferred transaction too late.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("begin_immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
