"""Months of participation in one insurance: totals, months owed, and the rows of a list.

Source: domain facts, "Months of participation", "Settled by us". A month is a whole one, a month covered
twice is one, one that goes on counts up to the month of today, and months paid ahead count when they come.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vssid_app.registry.continuity_rules import MONTHS_A_YEAR, CoveredMonths

# The codes of the four insurances, as ``models.Scheme`` has them.
HEALTH, SOCIAL, UNEMPLOYMENT, ACCIDENT = "HI", "SI", "UI", "OAD"


@dataclass(frozen=True)
class PeriodFacts:
    """A run of months in one insurance at one unit; pay in đồng a month, None where it is not known.

    Any day of a month names it; both months are included; no ``to_month``: it goes on.
    """

    scheme: str
    from_month: date
    to_month: date | None
    unit_code: str = ""
    unit_name: str = ""
    job_title: str = ""
    base_pay: int | None = None
    salary: int | None = None
    arrears_months: int = 0
    beneficiary_code: str = ""

    @property
    def first(self) -> int:
        """The number of its first month."""
        return month_index(self.from_month)

    def last(self, until: date) -> int:
        """The number of its last month, not after that of ``until``; below ``first`` before it has begun."""
        most = month_index(until)
        return most if self.to_month is None else min(most, month_index(self.to_month))

    def months(self, until: date) -> range:
        """The numbers of its months up to and with that of ``until``."""
        return range(self.first, self.last(until) + 1)

    def owed(self, today: date) -> range:
        """The numbers of the months owed: the last of its months, since the oldest debt is paid first.

        Health insurance has none, whatever a file says (source: domain facts, "Months of participation").
        """
        if self.scheme == HEALTH:
            return range(0)
        months = self.months(today)
        return months[max(len(months) - max(self.arrears_months, 0), 0) :]


@dataclass(frozen=True)
class PeriodRow:
    """Periods at one unit that follow on each other without a gap: one row, its parts newest first.

    ``months`` counts up to the month of today; ``to_month`` None: it goes on.
    """

    unit_code: str
    unit_name: str
    from_month: date
    to_month: date | None
    months: int
    arrears_months: int
    parts: tuple[PeriodFacts, ...]


def covered_indexes(periods: Iterable[PeriodFacts], until: date) -> set[int]:
    """Return the numbers of the months of participation up to and with that of ``until``."""
    return {month for period in periods for month in period.months(until)}


def owed_indexes(periods: Iterable[PeriodFacts], today: date) -> set[int]:
    """Return the numbers of the months that are owed today."""
    return {month for period in periods for month in period.owed(today)}


def total_months(periods: Iterable[PeriodFacts], until: date) -> int:
    """Count the months of participation up to and with that of ``until``, those owed included."""
    return len(covered_indexes(periods, until))


def arrears_months(periods: Iterable[PeriodFacts], today: date, until: date | None = None) -> int:
    """Count the months owed today, up to the month of ``until`` if given; one owed by two units is one."""
    most = month_index(until or today)
    return sum(month <= most for month in owed_indexes(periods, today))


def merged_rows(periods: Iterable[PeriodFacts], today: date) -> tuple[PeriodRow, ...]:
    """Return the periods of one insurance as rows, newest first; a change of pay begins no new row."""
    runs: list[list[PeriodFacts]] = []
    for period in sorted(periods, key=lambda one: (one.unit_code, one.unit_name, one.first)):
        run = runs[-1] if runs else []
        if run and _follows(run, period):
            run.append(period)
        else:
            runs.append([period])
    rows = (_row(run, today) for run in runs)
    return tuple(sorted(rows, key=lambda row: (row.to_month or date.max, row.from_month), reverse=True))


def month_index(day: date) -> int:
    """Return the number of a day's month, counted so that neighbours differ by one."""
    return day.year * MONTHS_A_YEAR + day.month - 1


def first_of_month(index: int) -> date:
    """Return the first day of the month with this number."""
    return date(index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1, 1)


def covered_months(period: PeriodFacts, starts_on: date | None = None) -> CoveredMonths:
    """Return the period as the rules of continuity take it; ``starts_on``: a small child's day of birth."""
    return CoveredMonths(period.from_month, period.to_month, starts_on)


def _follows(run: list[PeriodFacts], period: PeriodFacts) -> bool:
    """Tell whether a period is at the unit of the run and leaves no month between."""
    if (run[0].unit_code, run[0].unit_name) != (period.unit_code, period.unit_name):
        return False
    ends = [one.to_month for one in run]
    return any(end is None or period.first <= month_index(end) + 1 for end in ends)


def _row(run: list[PeriodFacts], today: date) -> PeriodRow:
    ends = [one.to_month for one in run if one.to_month is not None]
    return PeriodRow(
        unit_code=run[0].unit_code,
        unit_name=run[0].unit_name,
        from_month=run[0].from_month.replace(day=1),
        to_month=max(ends).replace(day=1) if len(ends) == len(run) else None,
        months=total_months(run, today),
        arrears_months=arrears_months(run, today),
        parts=tuple(reversed(run)),
    )
