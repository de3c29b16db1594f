"""When the primary facility can be changed: the first days of each quarter.

Source: general knowledge (k), as the dated parameter ``facility_change_days`` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = 12
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Window:
    """The window that a day lies in, or the next one; both days are included."""

    first: date
    last: date

    def is_open_on(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def window_on(day: date, days: int) -> Window:
    """The window of the day's quarter while it is not over, else that of the next quarter."""
    first = date(day.year, (day.month - 1) // _QUARTER * _QUARTER + 1, 1)
    last = first + timedelta(days=days - 1)
    if day <= last:
        return Window(first, last)
    following = months_later(first, _QUARTER)
    return Window(following, following + timedelta(days=days - 1))


def holds_from(asked: date, approved: date | None = None) -> date:
    """From when a change that is asked for on a day holds: the first day of the next month.

    One that is approved later than that holds from its approval: nobody is given a facility for days past.
    """
    told = months_later(asked.replace(day=1), 1)
    return told if approved is None else max(told, approved)


def months_later(first: date, months: int) -> date:
    """The first day of a month so many months later."""
    index = first.year * _MONTHS + first.month - 1 + months
    return date(index // _MONTHS, index % _MONTHS + 1, 1)
