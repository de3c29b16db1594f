"""Names of places that every page shows, asked for some seconds apart instead of on each page.

They change a few times a year. An administrator's change is on the pages of this process at once, and on
those of others after `REMEMBER_SECONDS`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import UOWTransaction

from vssid_app.agencies import queries
from vssid_app.agencies.models import Place
from vssid_app.agencies.queries import Address
from vssid_app.core.db import WorldSession
from vssid_app.core.extensions import db

REMEMBER_SECONDS = 10.0
# A district has some hundred communes and schools; rooms with clocks of their own ask for different days.
REMEMBERED_PLACES = 4000

Found = TypeVar("Found")

_remembered: dict[tuple[Any, ...], tuple[float, Any]] = {}


def commune(code: str | None, on: date) -> Address | None:
    """The commune that had a code on a day, with what it belonged to."""
    return _remember("commune", code, on, lambda known: queries.commune(known, on)) if code else None


def school_name(code: str | None, on: date) -> str:
    """The name of the school that had a code on a day; empty without one."""
    return _remember("school", code, on, lambda known: _name(queries.school(known, on))) if code else ""


def office_name(code: str | None, on: date) -> str:
    """The name of the office that had a code on a day; empty without one."""
    return _remember("office", code, on, lambda known: _name(queries.office(known, on))) if code else ""


def has_districts(on: date) -> bool:
    """Whether addresses of a day name a district."""
    return _remember("districts", "", on, lambda _known: queries.has_districts(on))


def forget_places() -> None:
    """Ask again."""
    _remembered.clear()


def _name(place: Place | None) -> str:
    return place.name if place else ""


def _remember(kind: str, code: str, on: date, ask: Callable[[str], Found]) -> Found:
    key = (str(db.engine.url), kind, code, on)
    until, known = _remembered.get(key, (0.0, None))
    if time.monotonic() < until:
        kept: Found = known
        return kept
    found = ask(code)
    if len(_remembered) >= REMEMBERED_PLACES:
        _remembered.clear()
    _remembered[key] = (time.monotonic() + REMEMBER_SECONDS, found)
    return found


@event.listens_for(WorldSession, "after_flush")
def _notice_changes(session: WorldSession, _context: UOWTransaction) -> None:
    if any(isinstance(row, Place) for row in (*session.new, *session.dirty, *session.deleted)):
        forget_places()
