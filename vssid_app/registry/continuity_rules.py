"""Months of participation, and five years without a break."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

MONTHS_A_YEAR = 12
ONE_DAY = timedelta(days=1)

# The name of the right itself: "đủ 5 năm liên tục".
FIVE_YEARS_IN_MONTHS = 5 * MONTHS_A_YEAR


@dataclass(frozen=True)
class CoveredMonths:
    """A period of participation: whole months, both ends included; any day of a month names it.

    ``to_month`` None means that it goes on. ``starts_on`` is given where cover begins inside the first month:
    a child's begins on the day of birth (source: domain facts, "Settled by us").
    """

    from_month: date
    to_month: date | None = None
    starts_on: date | None = None

    @property
    def first_day(self) -> date:
        """The day on which cover begins."""
        return self.starts_on or self.from_month.replace(day=1)

    def free_from(self, today: date) -> date:
        """The first day no longer covered; one that goes on counts up to the month of today."""
        return add_months((self.to_month or today).replace(day=1), 1)


@dataclass(frozen=True)
class Continuity:
    """The last run of participation without a long gap.

    ``broken_since`` is the first day without cover when the gap up to today is already too long, else None.
    """

    start: date
    five_year_date: date
    broken_since: date | None = None

    def is_reached_on(self, day: date) -> bool:
        """Tell whether five years without a break are full on that day, and still run."""
        return self.broken_since is None and day >= self.five_year_date


class YearsAndMonths(NamedTuple):
    """A number of months as whole years and the months left."""

    years: int
    months: int


def continuity(periods: Iterable[CoveredMonths], today: date, max_gap_months: int) -> Continuity | None:
    """Return the run that counts today, or None when nothing has begun yet.

    A next start at most ``max_gap_months`` after the last cover keeps the run; the gap itself is not added
    (source: domain facts, "Five years without a break"). Months paid ahead count when they come.
    """
    begun = sorted((p for p in periods if p.first_day <= today), key=lambda period: period.first_day)
    if not begun:
        return None
    start, free_from = begun[0].first_day, begun[0].free_from(today)
    for period in begun[1:]:
        if period.first_day > add_months(free_from, max_gap_months):
            start, free_from = period.first_day, period.free_from(today)
        free_from = max(free_from, period.free_from(today))
    is_broken = today > add_months(free_from, max_gap_months)
    return Continuity(start, add_months(start, FIVE_YEARS_IN_MONTHS), free_from if is_broken else None)


def months_covered(periods: Iterable[CoveredMonths], until: date) -> int:
    """Count the months of participation up to and with that of ``until``; one covered twice is one."""
    last = _month_index(until)
    months: set[int] = set()
    for period in periods:
        end = last if period.to_month is None else min(last, _month_index(period.to_month))
        months.update(range(_month_index(period.from_month), end + 1))
    return len(months)


def years_and_months(months: int) -> YearsAndMonths:
    """Split a number of months: 67 is five years and seven months."""
    return YearsAndMonths(*divmod(months, MONTHS_A_YEAR))


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(_month_index(day) + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of_month(day: date) -> date:
    """Return the last day of the month of that day."""
    return add_months(day.replace(day=1), 1) - ONE_DAY


def _month_index(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month - 1
