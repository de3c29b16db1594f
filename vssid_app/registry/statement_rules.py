"""The yearly notice of contributions, C14-TS: what was paid in a year, and the totals up to its end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vssid_app.registry.continuity_rules import MONTHS_A_YEAR
from vssid_app.registry.participation_rules import (
    PeriodFacts,
    arrears_months,
    first_of_month,
    total_months,
)


@dataclass(frozen=True)
class StatementRow:
    """Months of one insurance at one unit within the year; pay in đồng a month."""

    scheme: str
    from_month: date
    to_month: date
    unit_code: str
    unit_name: str
    job_title: str
    base_pay: int | None
    salary: int | None
    months: int


@dataclass(frozen=True)
class SchemeTotal:
    """Months of one insurance: in the year, from the beginning to its end, and how many of all are owed."""

    in_year: int
    to_end_of_year: int
    arrears: int


@dataclass(frozen=True)
class Statement:
    """The notice of a year. ``until``: the last day that it speaks of, in a running year that of today."""

    year: int
    until: date
    rows: tuple[StatementRow, ...]
    totals: Mapping[str, SchemeTotal]


def statement_of(periods: Iterable[PeriodFacts], year: int, today: date) -> Statement:
    """Return the notice of a year up to its end, or up to the month of today in the running year.

    Rows stand by insurance and month; a year before the first month has none. Insurances without a month up
    to the end of the year have no total. A year to come is as empty as today leaves it.
    """
    until = min(date(year, MONTHS_A_YEAR, 31), today)
    facts = tuple(periods)
    rows = [row for row in (_row(period, year, until) for period in facts) if row is not None]
    rows.sort(key=lambda row: (row.scheme, row.from_month, row.unit_code))
    totals = {scheme: _total(facts, scheme, year, today) for scheme in sorted({one.scheme for one in facts})}
    return Statement(
        year, until, tuple(rows), {scheme: total for scheme, total in totals.items() if total.to_end_of_year}
    )


def statement_years(periods: Iterable[PeriodFacts], today: date) -> tuple[int, ...]:
    """Return the years in which at least one month was covered, newest first."""
    months = {month for period in periods for month in period.months(today)}
    return tuple(sorted({month // MONTHS_A_YEAR for month in months}, reverse=True))


def _row(period: PeriodFacts, year: int, until: date) -> StatementRow | None:
    months = [month for month in period.months(until) if month // MONTHS_A_YEAR == year]
    if not months:
        return None
    return StatementRow(
        scheme=period.scheme,
        from_month=first_of_month(months[0]),
        to_month=first_of_month(months[-1]),
        unit_code=period.unit_code,
        unit_name=period.unit_name,
        job_title=period.job_title,
        base_pay=period.base_pay,
        salary=period.salary,
        months=len(months),
    )


def _total(facts: tuple[PeriodFacts, ...], scheme: str, year: int, today: date) -> SchemeTotal:
    """Months up to the end of the year; those of the year are what it adds to the end of the year before."""
    own = [period for period in facts if period.scheme == scheme]
    until = min(date(year, MONTHS_A_YEAR, 31), today)
    to_end = total_months(own, until)
    before = total_months(own, min(until, date(year - 1, MONTHS_A_YEAR, 31)))
    return SchemeTotal(to_end - before, to_end, arrears_months(own, today, until))
