"""What packages above show on Home as waiting for the holder, and the number at its bell.

``app.py`` brings the packages together.

Home is to ask the database little: the sources say what they read, and all is read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, cast, literal, select, type_coerce, union_all

from vssid_app.core.clock import today
from vssid_app.core.prepared import PreparedRead
from vssid_app.notices.counting import unread
from vssid_app.notices.queries import Reader

BELL = "bell"
MOST = 20
"""Rows of one source."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of Home."""

    title: str
    words: str
    url: str
    needs_holder: bool
    """Whether it is the holder's turn."""


class WaitingRow(NamedTuple):
    """What a source reads of each; all are texts, empty where there is nothing to say.

    The bell's number comes among them, as the code.
    """

    code: str
    kind: str
    status: str
    name: str
    """Full name of whom it is about."""
    public_id: str
    due_on: str
    """ISO, or empty."""
    acts: str
    """Empty where the viewer only sees it: then it is somebody else's turn."""


@dataclass(frozen=True)
class Source:
    """A package's rows: ``found`` selects the columns of ``WaitingRow``, the most urgent or newest first.

    It may use the parameters ``viewer``, the person whose Home it is, and ``today``, and says of each table
    that its rows are of this world.
    """

    name: str
    found: Select[*tuple[Any, ...]]
    tell: Callable[[WaitingRow], Waiting]


_sources: dict[str, Source] = {}


def ask_for_waiting(source: Source) -> None:
    """Have a source asked on Home."""
    _sources[source.name] = source


def waiting_and_unread(reader: Reader) -> tuple[Sequence[Waiting], int]:
    """All rows, in the order of their sources, and how many notices are unread; one statement."""
    asked = {"viewer": reader.person_id, "account": reader.account_id, "today": today()}
    found: dict[str, list[Waiting]] = {name: [] for name in _sources}
    unread_notices = 0
    for name, *columns in _read(tuple(_sources.values())).rows(**asked):
        row = WaitingRow(*columns)
        if name == BELL:
            unread_notices = int(row.code)
        else:
            found[name].append(_sources[name].tell(row))
    return [row for rows_of_one in found.values() for row in rows_of_one], unread_notices


@lru_cache(maxsize=4)
def _read(sources: tuple[Source, ...]) -> PreparedRead:
    nothing = [literal("", String)] * (len(WaitingRow._fields) - 1)
    number = unread().scalar_subquery()
    parts: list[Select[*tuple[Any, ...]]] = [
        select(literal(BELL, String).label("source"), cast(number, String), *nothing)
    ]
    for source in sources:
        first = source.found.limit(MOST).subquery()
        named = literal(source.name, String).label("source")
        parts.append(select(named, *(type_coerce(column, String) for column in first.c)))
    return PreparedRead(union_all(*parts))
