"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from vssid_app.core.extensions import db

# Once a second for all visitors together: which world this process is in.
SHARED = "FROM worlds"


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements of a block; beginning and ending a transaction are none."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, text: str, *_more: Any) -> None:
        if not text.startswith(("BEGIN", "PRAGMA")) and SHARED not in text:
            sent.append(text)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
