"""What packages above show on Home as waiting for the holder; ``app.py`` brings them together.

Home is to ask the database little: the sources say what they read, and all is read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, literal, select, type_coerce, union_all

from vssid_app.core.clock import today
from vssid_app.core.prepared import PreparedRead

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
    """What a source reads of each; all are texts, empty where there is nothing to say."""

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


def waiting_for(person_id: int) -> Sequence[Waiting]:
    """All rows, in the order of their sources; one statement."""
    if not _sources:
        return []
    rows = _read(tuple(_sources.values())).rows(viewer=person_id, today=today())
    found: dict[str, list[Waiting]] = {name: [] for name in _sources}
    for name, *columns in rows:
        found[name].append(_sources[name].tell(WaitingRow(*columns)))
    return [row for rows_of_one in found.values() for row in rows_of_one]


@lru_cache(maxsize=4)
def _read(sources: tuple[Source, ...]) -> PreparedRead:
    parts = []
    for source in sources:
        first = source.found.limit(MOST).subquery()
        named = literal(source.name, String).label("source")
        parts.append(select(named, *(type_coerce(column, String) for column in first.c)))
    return PreparedRead(union_all(*parts))
