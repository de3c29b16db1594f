"""What is kept under which key: every encrypted column of the models, and every private file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    TableClause,
    Text,
    column,
    func,
    or_,
    select,
)
from sqlalchemy import table as bare_table

from vssid_app.core.columns import EncryptedText
from vssid_app.core.db import Base
from vssid_app.core.extensions import private_files
from vssid_app.core.files import FileDamaged, FileMissing

DAMAGED = "?"
"""In counts: what cannot be told to be under any key."""


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table with encrypted columns, as stored: values are neither decrypted nor encrypted on the way."""

    stored: TableClause
    key: str
    purposes: Mapping[str, str]

    def under_others(self, current: str, dialect: str, *, after: int) -> Select[*tuple[object, ...]]:
        """Rows, from a key on, that hold a value under another key than the current one."""
        stale = [key_id_in(self.stored.c[name], dialect) != current for name in self.purposes]
        key = self.stored.c[self.key]
        return select(self.stored).where(key > after, or_(*stale)).order_by(key)


def sealed_tables() -> Iterator[SealedTable]:
    """Found in the models, so that none is ever forgotten."""
    for table in Base.metadata.sorted_tables:
        purposes = {
            each.name: each.type.purpose for each in table.columns if isinstance(each.type, EncryptedText)
        }
        if purposes:
            (key,) = table.primary_key
            columns = [column(name, Text) for name in purposes]
            yield SealedTable(bare_table(table.name, column(key.name, Integer), *columns), key.name, purposes)


def key_id_in(value: ColumnElement[str], dialect: str) -> ColumnElement[str]:
    """The part of a sealed value that names its key."""
    if dialect == "postgresql":
        return func.split_part(value, ":", 1)
    return func.substr(value, 1, func.instr(value, ":") - 1)


def count_values(connection: Connection) -> Counter[str]:
    """How many values are under each key."""
    counts: Counter[str] = Counter()
    for table in sealed_tables():
        for name in table.purposes:
            value = table.stored.c[name]
            key = key_id_in(value, connection.dialect.name)
            rows = connection.execute(select(key, func.count()).where(value.is_not(None)).group_by(key))
            counts.update({key_id or DAMAGED: n for key_id, n in rows})
    return counts


def count_files() -> Counter[str]:
    """How many private files are under each key."""
    counts: Counter[str] = Counter()
    for file_id in private_files.ids():
        try:
            counts[private_files.key_of(file_id)] += 1
        except FileMissing:
            continue
        except FileDamaged:
            counts[DAMAGED] += 1
    return counts
