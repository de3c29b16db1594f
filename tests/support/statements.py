"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.support.pages import PageClient
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


def cost(client: PageClient, path: str) -> list[str]:
    """What a page asks each time; what a process remembers for some seconds is not counted.

    The shorter of two readings after a first one: between two, the remembered may have run out.
    """
    client.get(path)
    readings = []
    for _n in range(2):
        with statements() as sent:
            client.get(path)
        readings.append(sent)
    return min(readings, key=len)
