"""Which private files the rows name, and the sweep of those that none does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import islice

import structlog
from sqlalchemy import Column, Connection, select

from vssid_app.core.clock import instant
from vssid_app.core.columns import StoredFile
from vssid_app.core.db import Base
from vssid_app.core.extensions import db, private_files

# A file is written before its row: by then the transaction that was to name it has long ended.
SPARED = timedelta(days=1)
AT_ONCE = 200
# More than that, and more than half of all: then it is the rows that are missing, not the files too many.
MANY = 100


def file_columns() -> Sequence[Column[str]]:
    """The columns that name private files, found in the models."""
    tables = Base.metadata.sorted_tables
    return [column for table in tables for column in table.columns if isinstance(column.type, StoredFile)]


def named_files(connection: Connection, ids: Sequence[str]) -> Mapping[str, int]:
    """Those of the ids that rows of any world name, each with its world."""
    found: dict[str, int] = {}
    for column in file_columns():
        rows = select(column, column.table.c.world_id).where(column.in_(ids))
        found |= {file_id: int(world) for file_id, world in connection.execute(rows)}
    return found


def sweep_orphan_files() -> bool:
    """Delete the files, older than a day, that no row names: their transaction failed, or was cut off.

    All are left where hardly any file has a row: that is another database's folder, not a heap of orphans.
    """
    before = instant() - SPARED
    with db.scope():
        seen = orphans = 0
        for batch in batches(private_files.ids(before=before)):
            seen, orphans = seen + len(batch), orphans + len(_orphans(batch))
        if orphans > max(MANY, seen // 2):
            structlog.get_logger().error("files without rows are left: wrong database?", files=orphans)
            return False
        deleted = sum(_delete_orphans(batch) for batch in batches(private_files.ids(before=before)))
    drafts = private_files.forget_drafts(before)
    if deleted or drafts:
        structlog.get_logger().info("files without rows are deleted", files=deleted, drafts=drafts)
    return False


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """Some at a time."""
    left = iter(ids)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


def _orphans(ids: Sequence[str]) -> set[str]:
    named = named_files(db.session.connection(), ids)
    db.session.rollback()
    return set(ids).difference(named)


def _delete_orphans(ids: Sequence[str]) -> int:
    """Looked up again under the write lock, which no operation is in the middle of then."""
    if not _orphans(ids):
        return 0
    with db.transaction() as session:
        orphans = set(ids).difference(named_files(session.connection(), ids))
        for file_id in orphans:
            private_files.delete(file_id)
    return len(orphans)
