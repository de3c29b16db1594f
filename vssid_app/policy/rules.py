"""Working days, and dated values; plain Python."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
COMMON_YEAR = 2021
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value as written, and the days between which it holds, both included; no last day: until changed."""

    value: str
    valid_from: date
    valid_to: date | None


def value_on(values: Iterable[DatedValue], day: date) -> str | None:
    """The value that holds on a day; None where none does."""
    holding = (
        row.value for row in values if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
    )
    return next(holding, None)


def month_and_day(value: str) -> tuple[int, int]:
    """Month and day of ``09-30``.

    Raises:
        ValueError: when it is no day that each year has.
    """
    day = date.fromisoformat(f"{COMMON_YEAR}-{value}")
    return day.month, day.day


def is_weekend(day: date) -> bool:
    """Whether offices rest on this day of the week: Saturday and Sunday."""
    return day.weekday() >= SATURDAY


def is_working_day(day: date, holidays: Collection[date], worked: Collection[date] = ()) -> bool:
    """Whether offices work: Monday to Friday, no public holiday; and on days ``worked`` instead of others."""
    return day in worked or not (is_weekend(day) or day in holidays)


def last_start_of_passed(
    on: date, days: int, holidays: Collection[date], worked: Collection[date] = ()
) -> date:
    """The latest start of which a time limit of so many working days has passed when ``on`` begins.

    Raises:
        ValueError: when ``days`` is not positive.
    """
    if days < 1:
        raise ValueError(f"a time limit of {days} working days")
    day = on
    while days:
        day -= ONE_DAY
        days -= is_working_day(day, holidays, worked)
    return day - ONE_DAY


def working_day_after(
    start: date, days: int, holidays: Collection[date], worked: Collection[date] = ()
) -> date:
    """The last day of a time limit of so many working days; the day of ``start`` is not counted.

    Raises:
        ValueError: when ``days`` is not positive.
    """
    if days < 1:
        raise ValueError(f"a time limit of {days} working days")
    day = start
    while days:
        day += ONE_DAY
        days -= is_working_day(day, holidays, worked)
    return day


def working_days_between(
    start: date, end: date, holidays: Collection[date], worked: Collection[date] = ()
) -> int:
    """How many working days lie after ``start``, up to and with ``end``; 0 where ``end`` is not after it."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays, worked) for day in days)


def working_days_of_spans(
    spans: Collection[tuple[date, date]], holidays: Collection[date], worked: Collection[date] = ()
) -> dict[tuple[date, date], int]:
    """``working_days_between`` of many spans; each day of them all is looked at once."""
    if not spans:
        return {}
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    until, day, so_far = {first: 0}, first, 0
    while day < last:
        day += ONE_DAY
        so_far += is_working_day(day, holidays, worked)
        until[day] = so_far
    return {(start, end): until[end] - until[start] if end > start else 0 for start, end in spans}


def working_days_before(
    on: date, count: int, holidays: Collection[date], worked: Collection[date] = ()
) -> list[date]:
    """The last so many working days before a day, the nearest first."""
    found: list[date] = []
    while len(found) < count:
        on -= ONE_DAY
        if is_working_day(on, holidays, worked):
            found.append(on)
    return found


def working_day_from(day: date, holidays: Collection[date], worked: Collection[date] = ()) -> date:
    """The day itself where offices work on it, else the next on which they do.

    Source: Civil Code 2015, article 148 clause 5: a time limit whose last day is a weekend or public holiday
    ends with the working day that follows.
    """
    while not is_working_day(day, holidays, worked):
        day += ONE_DAY
    return day
