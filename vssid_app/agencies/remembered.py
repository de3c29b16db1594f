"""Names of places that every page shows, asked for some seconds apart instead of on each page.

They change a few times a year. An administrator's change is on the pages of this process at once, and on
those of others after `REMEMBER_SECONDS`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
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
_NEVER = (0.0, None)


def commune(code: str | None, on: date) -> Address | None:
    """The commune that had a code on a day, with what it belonged to."""
    return _remember("commune", code, on, lambda known: queries.commune(known, on)) if code else None


def school_name(code: str | None, on: date) -> str:
    """The name of the school that had a code on a day; empty without one."""
    return _remember("school", code, on, lambda known: _name(queries.school(known, on))) if code else ""


def school_names(codes: Iterable[str | None], on: date) -> Mapping[str, str]:
    """The names of schools on a day, by code: for a list, with one question for those not remembered."""
    wanted = {code for code in codes if code}
    unknown = {
        code for code in wanted if time.monotonic() >= _remembered.get(_key("school", code, on), _NEVER)[0]
    }
    asked = queries.school_names(unknown, on) if unknown else {}
    for code in unknown:
        _keep(_key("school", code, on), asked.get(code, ""))
    return {code: school_name(code, on) for code in wanted}


def office_name(code: str | None, on: date) -> str:
    """The name of the office that had a code on a day; empty without one."""
    return _remember("office", code, on, lambda known: _name(queries.office(known, on))) if code else ""


def office_code_for_commune(code: str | None, on: date) -> str:
    """The code of the office that serves a commune on a day; empty without one."""
    return (
        _remember("serves", code, on, lambda known: _code(queries.office_for_commune(known, on)))
        if code
        else ""
    )


def has_districts(on: date) -> bool:
    """Whether addresses of a day name a district."""
    return _remember("districts", "", on, lambda _known: queries.has_districts(on))


def forget_places() -> None:
    """Ask again."""
    _remembered.clear()


def _name(place: Place | None) -> str:
    return place.name if place else ""


def _code(place: Place | None) -> str:
    return place.code if place else ""


def _remember(kind: str, code: str, on: date, ask: Callable[[str], Found]) -> Found:
    key = _key(kind, code, on)
    until, known = _remembered.get(key, _NEVER)
    if time.monotonic() < until:
        kept: Found = known
        return kept
    found = ask(code)
    _keep(key, found)
    return found


def _key(kind: str, code: str, on: date) -> tuple[Any, ...]:
    return (str(db.engine.url), kind, code, on)


def _keep(key: tuple[Any, ...], found: object) -> None:
    if len(_remembered) >= REMEMBERED_PLACES:
        _remembered.clear()
    _remembered[key] = (time.monotonic() + REMEMBER_SECONDS, found)


@event.listens_for(WorldSession, "after_flush")
def _notice_changes(session: WorldSession, _context: UOWTransaction) -> None:
    if any(isinstance(row, Place) for row in (*session.new, *session.dirty, *session.deleted)):
        forget_places()
