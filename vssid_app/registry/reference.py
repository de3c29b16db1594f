"""What cards are read with on a day: levels, shares, time limits, names of places.

Every page with a card needs all of it, and it changes a few times a year: a process keeps it for some
seconds instead of asking on each page.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from vssid_app.agencies.models import HealthFacility, InsuranceOffice
from vssid_app.core.extensions import db
from vssid_app.policy.models import FundScope, FundShare, Parameter
from vssid_app.policy.queries import benefit_levels, whole_number
from vssid_app.registry.rules import LevelRow

# An administrator's change of a dated row is on all pages after so many seconds.
REMEMBER_SECONDS = 10.0
# Rooms with clocks of their own ask for different days.
REMEMBERED_DAYS = 32


@dataclass(frozen=True, slots=True)
class Share:
    """What the fund pays of a cost, in percent, and of which part of it."""

    percent: int
    scope: FundScope


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data of one day."""

    on: date
    levels: tuple[LevelRow, ...]
    shares: Mapping[int, Share]
    facilities: Mapping[str, str]
    offices: Mapping[str, str]
    expiring_days: int
    max_gap_months: int


_Key = tuple[str, date]
_remembered: dict[_Key, tuple[float, Reference]] = {}


def reference_on(day: date) -> Reference:
    """The reference data of a day, at most ``REMEMBER_SECONDS`` old.

    Raises:
        UnknownParameter: for a day before the first dated row.
    """
    key = (str(db.engine.url), day)
    until, kept = _remembered.get(key, (0.0, None))
    if kept is not None and time.monotonic() < until:
        return kept
    found = _read(day)
    if len(_remembered) >= REMEMBERED_DAYS:
        _remembered.clear()
    _remembered[key] = (time.monotonic() + REMEMBER_SECONDS, found)
    return found


def _read(day: date) -> Reference:
    return Reference(
        on=day,
        levels=tuple(LevelRow(code, level, day, day) for code, level in benefit_levels(day).items()),
        shares=_shares(day),
        facilities=_names(HealthFacility, day),
        offices=_names(InsuranceOffice, day),
        expiring_days=whole_number(Parameter.EXPIRING_DAYS, day),
        max_gap_months=whole_number(Parameter.MAX_GAP_MONTHS, day),
    )


def _shares(day: date) -> dict[int, Share]:
    rows = db.session.scalars(select(FundShare).where(FundShare.in_force(day)))
    return {row.level: Share(row.percent, FundScope(row.scope)) for row in rows}


def _names(place: type[HealthFacility | InsuranceOffice], day: date) -> dict[str, str]:
    rows = select(place.code, place.name).where(place.in_force(day))
    return dict(db.session.execute(rows).all())
