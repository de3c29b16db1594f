"""Working days; plain Python."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices work: Monday to Friday, no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def working_day_after(start: date, days: int, holidays: Collection[date]) -> date:
    """The last day of a time limit of so many working days; the day of ``start`` is not counted.

    Raises:
        ValueError: when ``days`` is not positive.
    """
    if days < 1:
        raise ValueError(f"a time limit of {days} working days")
    day = start
    while days:
        day += ONE_DAY
        days -= is_working_day(day, holidays)
    return day
