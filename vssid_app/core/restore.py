"""Bringing a backup back: all of it is checked before anything is changed, and then it is one transaction."""

from __future__ import annotations

import json
import tarfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from vssid_app.core.archive import (
    FILES,
    MANIFEST,
    TABLES,
    Manifest,
    NotABackup,
    hash_of,
    read_manifest,
    read_value,
    schema_of,
    stored_tables,
)
from vssid_app.core.extensions import db
from vssid_app.core.files import FolderStore

ROWS_AT_ONCE = 500


def restore_backup(source: Path, files: Path) -> Manifest:
    """Put a backup's rows and private files in the place of what is there now.

    Raises:
        NotABackup: when any part of it is not as it was made; then nothing is changed.
    """
    files.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=files.parent, prefix=".restore-") as draft:
        folder = Path(draft)
        manifest = _unpack(source, folder)
        # Files first: a row never points at nothing, and a file without a row harms nobody.
        _bring_files(folder / FILES, files)
        with db.transaction() as session:
            _bring_rows(session.connection(), folder / TABLES, manifest)
        _forget_other_files(files, {Path(name).name for name in manifest.hashes if name.startswith(FILES)})
    return manifest


def _unpack(source: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = read_manifest((folder / MANIFEST).read_bytes())
    except (tarfile.TarError, OSError, EOFError, zlib.error):
        raise NotABackup("this is no backup, or a damaged one") from None
    found = {path.relative_to(folder).as_posix() for path in folder.glob("*/*")}
    if found != set(manifest.hashes):
        raise NotABackup("this backup is damaged: parts are missing or too many")
    for name, expected in manifest.hashes.items():
        if hash_of(folder / name) != expected:
            raise NotABackup(f"this backup is damaged: {name}")
    with db.engine.connect() as connection:
        _check_schema(connection, manifest)
    return manifest


def _check_schema(connection: Connection, manifest: Manifest) -> None:
    here = schema_of(connection)
    if here != manifest.schema:
        raise NotABackup(f"this backup has schema {manifest.schema}, the database {here}")


def _bring_files(source: Path, target: Path) -> None:
    store = FolderStore(target)
    for path in source.glob("*"):
        store.put(path.name, path.read_bytes())


def _forget_other_files(files: Path, known: set[str]) -> None:
    for path in files.glob("??/*"):
        if path.name not in known and not path.name.startswith("."):
            path.unlink(missing_ok=True)


def _bring_rows(connection: Connection, folder: Path, manifest: Manifest) -> None:
    _check_schema(connection, manifest)
    tables = stored_tables(connection)
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table in reversed(tables):
        connection.execute(table.delete())
    for table in tables:
        _bring_table(connection, table, folder / f"{table.name}.jsonl")


def _bring_table(connection: Connection, table: Table, source: Path) -> None:
    with source.open(encoding="utf-8") as file:
        rows = (_row(table, json.loads(line)) for line in file)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            connection.execute(insert(table), batch)
    for column in _counted(connection, table):
        sequence = func.pg_get_serial_sequence(table.name, column)
        highest = select(func.max(table.c[column])).scalar_subquery()
        connection.execute(select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None))))


def _row(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {column.name: read_value(column, row[column.name]) for column in table.columns}


def _counted(connection: Connection, table: Table) -> Iterator[str]:
    """Columns that PostgreSQL numbers: they must go on after the highest; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        yield from (
            c.name for c in table.primary_key if "nextval" in str(getattr(c.server_default, "arg", ""))
        )
