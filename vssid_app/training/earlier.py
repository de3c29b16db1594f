"""Doing something on an earlier working day of the world, through the real operations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from vssid_app.core.clock import VIETNAM, instant, now, today
from vssid_app.core.world import current_world, in_world
from vssid_app.policy.queries import working_days_before

OPENS = time(8, 0)
MOST_DAYS = 12
SOME_MINUTES = timedelta(minutes=90)


class EarlierDays:
    """The working days before the world's day, the nearest first; asked for once."""

    def __init__(self, days: Sequence[date] | None = None) -> None:
        self._days = working_days_before(today(), MOST_DAYS) if days is None else days

    def since(self, first: date) -> EarlierDays:
        """Those from a day on: what would lie before it lies on the first that is left, or today."""
        return EarlierDays([day for day in self._days if day >= first])

    def moment(self, days_ago: int, minutes: int) -> datetime:
        """A moment of the world on an earlier working day, so many minutes after the office has opened.

        Of today it lies within the last ninety minutes, in the same order.
        """
        ago = min(days_ago, len(self._days))
        if ago == 0:
            return now() - SOME_MINUTES + min(timedelta(minutes=minutes) / 6, SOME_MINUTES)
        return datetime.combine(self._days[ago - 1], OPENS, VIETNAM) + timedelta(minutes=minutes)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Run a block with the world's clock at a moment; the machine's goes on."""
    offset = round((moment - instant()).total_seconds())
    with in_world(replace(current_world(), clock_offset=offset)):
        yield


def machine_moment(moment: datetime) -> datetime:
    """When the machine's clock stood as the world's does at a moment."""
    return moment - timedelta(seconds=current_world().clock_offset)
