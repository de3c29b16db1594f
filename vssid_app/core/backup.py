"""Making a backup while the site runs: one moment of the database, and every private file of that moment."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
from vssid_app.core.files import LONGEST_HEADER, FileDamaged, key_id_of
from vssid_app.core.sealed import count_values
from vssid_app.core.stored_files import file_columns

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
            rows = _copy_rows(folder)
            _copy_files(files, folder / FILES)
            before, missing = missing, {name for name in rows.files if not (folder / FILES / name).exists()}
            if missing == before:
                if missing:
                    structlog.get_logger().warning("files are lost", files=sorted(missing))
                return _pack(folder, target, rows)
    raise NotMade("photos were replaced while they were read: try again")


@contextmanager
def one_moment() -> Iterator[Connection]:
    """A connection that sees the database as it is now, to its end."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
        with connection.begin():
            yield connection


@dataclass(frozen=True, slots=True)
class _Rows:
    """What was found while the tables were written."""

    schema: str
    files: set[str]
    """The names of the files that rows speak of."""
    keys: set[str]
    """The ids of the keys that values are under."""


def _copy_rows(folder: Path) -> _Rows:
    (folder / TABLES).mkdir()
    files: set[str] = set()
    with one_moment() as connection:
        for table in stored_tables(connection):
            files |= _copy_table(connection, table, folder / TABLES / f"{table.name}.jsonl")
        return _Rows(schema_of(connection), files, set(count_values(connection)))


def _copy_table(connection: Connection, table: Table, target: Path) -> set[str]:
    wanted: set[str] = set()
    naming = [column.name for column in file_columns() if column.table.name == table.name]
    rows = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table)).mappings()
    with target.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({name: write_value(value) for name, value in row.items()}) + "\n")
            wanted.update(row[name] for name in naming if row[name])
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


def _keys_of_files(folder: Path) -> set[str]:
    """The ids of the keys that the copied files are under; what is damaged has none."""
    found = set()
    for path in folder.iterdir():
        with path.open("rb") as file, suppress(FileDamaged):
            found.add(key_id_of(file.read(LONGEST_HEADER)))
    return found


def _pack(folder: Path, target: Path, rows: _Rows) -> Manifest:
    members = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/*"))
    hashes = {name: hash_of(folder / name) for name in members}
    probe = new_probe(rows.keys | _keys_of_files(folder / FILES))
    manifest = Manifest(FORMAT, rows.schema, instant().isoformat(), probe, hashes)
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
