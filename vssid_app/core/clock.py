"""The only readers of time, in two readings.

``now()`` and ``today()`` are the current world's: all that a person reads, and every rule of the field.
``instant()`` is the machine's: the life of codes, sessions, leases, limits and logs, so that moving a
world's clock signs nobody out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vssid_app.core.world import current_world

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def instant() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The current world's time, aware, in Vietnam's zone."""
    return world_time(instant())


def today() -> date:
    """The current world's date in Vietnam."""
    return now().date()


def world_time(moment: datetime) -> datetime:
    """A machine's moment as the current world's clock shows it, in Vietnam's zone."""
    offset = timedelta(seconds=current_world().clock_offset)
    return (moment + offset).astimezone(VIETNAM)


def beginning_of(day: date) -> datetime:
    """The machine's moment at which a day of the current world begins."""
    return datetime.combine(day, time(), VIETNAM) - timedelta(seconds=current_world().clock_offset)
