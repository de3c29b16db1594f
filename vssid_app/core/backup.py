"""Making a backup while the site runs: one moment of the database, and every private file of that moment."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from sqlalchemy import Connection, Table, select

from vssid_app.core.archive import (
    FILES,
    FORMAT,
    MANIFEST,
    TABLES,
    Manifest,
    hash_of,
    new_probe,
    schema_of,
    stored_tables,
    write_value,
)
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db

TRIES = 5
ROWS_AT_ONCE = 1000


class NotMade(Exception):
    """No consistent moment was found: files vanished faster than they could be read."""


def make_backup(target: Path, files: Path) -> Manifest:
    """Write all rows, and the private files below ``files``, into one archive, readable by its owner alone.

    The site goes on meanwhile. Either the whole archive is there afterwards or none.

    A file that is missing twice is lost, not just replaced: the log names it, and all else is kept.

    Raises:
        NotMade: when the photos changed again and again while they were read.
    """
    missing: set[str] = set()
    for _ in range(TRIES):
        with TemporaryDirectory(dir=target.parent, prefix=".backup-") as draft:
            folder = Path(draft)
            schema, wanted = _copy_rows(folder)
            _copy_files(files, folder / FILES)
            before, missing = missing, {name for name in wanted if not (folder / FILES / name).exists()}
            if missing == before:
                if missing:
                    structlog.get_logger().warning("files are lost", files=sorted(missing))
                return _pack(folder, target, schema)
    raise NotMade("photos were replaced while they were read: try again")


@contextmanager
def one_moment() -> Iterator[Connection]:
    """A connection that sees the database as it is now, to its end."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
        with connection.begin():
            yield connection


def _copy_rows(folder: Path) -> tuple[str, set[str]]:
    """Write each table; gives the schema's revision and the names of the files that rows speak of."""
    (folder / TABLES).mkdir()
    wanted: set[str] = set()
    with one_moment() as connection:
        schema = schema_of(connection)
        for table in stored_tables(connection):
            wanted |= _copy_table(connection, table, folder / TABLES / f"{table.name}.jsonl")
    return schema, wanted


def _copy_table(connection: Connection, table: Table, target: Path) -> set[str]:
    wanted = set()
    rows = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table)).mappings()
    with target.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({name: write_value(value) for name, value in row.items()}) + "\n")
            if row.get("file_id"):
                wanted.add(str(row["file_id"]))
    return wanted


def _copy_files(source: Path, target: Path) -> None:
    """Copy what is there; one that goes meanwhile is missed by nobody, or makes the backup begin anew."""
    target.mkdir()
    for path in source.glob("??/*"):
        if path.name.startswith("."):
            continue
        try:
            shutil.copyfile(path, target / path.name)
        except FileNotFoundError:
            continue


def _pack(folder: Path, target: Path, schema: str) -> Manifest:
    members = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*"))
    hashes = {name: hash_of(folder / name) for name in members}
    manifest = Manifest(FORMAT, schema, instant().isoformat(), new_probe(), hashes)
    (folder / MANIFEST).write_bytes(manifest.signed())
    packed = folder / "packed"
    descriptor = os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
            for name in (MANIFEST, *members):
                archive.add(folder / name, arcname=name)
        file.flush()
        os.fsync(file.fileno())
    packed.replace(target)
    return manifest
