"""Bringing all that is encrypted under the first key, while the site runs; cut off, it is run again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam, update

from vssid_app.core.extensions import db, keyring, private_files
from vssid_app.core.files import FileDamaged, FileMissing
from vssid_app.core.sealed import SealedTable, sealed_tables
from vssid_app.core.stored_files import batches, named_files

ROWS_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one table, or of the files."""

    what: str
    renewed: int
    unreadable: int


def reencrypt_all() -> Iterator[Done]:
    """Rewrite each value and each file that is not under the first key; each batch is kept by itself."""
    with db.scope():
        for table in sealed_tables():
            yield _whole_table(table)
        yield _all_files()


def _whole_table(table: SealedTable) -> Done:
    renewed = unreadable = 0
    last: int | None = 0
    while last is not None:
        last, good, bad = _batch(table, last)
        renewed, unreadable = renewed + good, unreadable + bad
    return Done(table.stored.name, renewed, unreadable)


def _batch(table: SealedTable, after: int) -> tuple[int | None, int, int]:
    """Some rows, read and written under one lock: nothing that anybody else writes meanwhile is lost.

    Gives the last row (None: there are no more), and how many rows were renewed and how many not readable.
    """
    current, _key = keyring.current
    with db.transaction() as session:
        connection = session.connection()
        wanted = table.under_others(current, connection.dialect.name, after=after)
        rows = connection.execute(wanted.limit(ROWS_AT_ONCE).with_for_update()).mappings().all()
        if not rows:
            return None, 0, 0
        renewed = [row for row in (_renewed(table, dict(row)) for row in rows) if row is not None]
        if renewed:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in table.purposes}
            key = table.stored.c[table.key] == bindparam("row")
            connection.execute(update(table.stored).where(key).values(values), renewed)
    return rows[-1][table.key], len(renewed), len(rows) - len(renewed)


def _renewed(table: SealedTable, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The row's values under the first key; None where one cannot be read."""
    new: dict[str, Any] = {"row": row[table.key]}
    try:
        for name, purpose in table.purposes.items():
            sealed = row[name]
            new[f"new_{name}"] = sealed and keyring.encrypt(keyring.decrypt(sealed, purpose), purpose)
    except (KeyError, InvalidTag, ValueError):
        return None
    return new


def _all_files() -> Done:
    renewed = unreadable = 0
    for batch in batches(private_files.ids()):
        stale = [file_id for file_id in batch if _is_stale(file_id)]
        for file_id in stale:
            done = _renew_file(file_id)
            renewed, unreadable = renewed + (done is True), unreadable + (done is False)
    return Done("files", renewed, unreadable)


def _is_stale(file_id: str) -> bool:
    try:
        return private_files.key_of(file_id) != keyring.current[0]
    except FileMissing:
        return False
    except FileDamaged:
        return True


def _renew_file(file_id: str) -> bool | None:
    """Whether it could be read; None for one that no row names: the sweep deletes it.

    Under the lock, so that a file that is being deleted with its row does not come back.
    """
    with db.transaction() as session:
        world = named_files(session.connection(), [file_id]).get(file_id)
        if world is None:
            return None
        try:
            private_files.put(file_id, private_files.get(file_id, world=world), world=world)
        except (FileMissing, FileDamaged):
            return False
    return True
