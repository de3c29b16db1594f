"""Months without participation and what they mean, and the years of participation month by month.

Source: domain facts, "Five years without a break", "Settled by us"; what is marked (k) was not looked up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from vssid_app.registry.continuity_rules import MONTHS_A_YEAR, add_months
from vssid_app.registry.participation_rules import (
    ACCIDENT,
    HEALTH,
    UNEMPLOYMENT,
    PeriodFacts,
    covered_indexes,
    first_of_month,
    month_index,
    owed_indexes,
)


class GapMeaning(StrEnum):
    """What months without participation mean, by insurance; a page makes two sentences of each."""

    KEEPS_CONTINUITY = "keeps_continuity"
    """Health: short enough, so that the five years run on; the gap itself is not added."""
    BREAKS_CONTINUITY = "breaks_continuity"
    """Health: the five years begin again with the next month."""
    ADDS_UP = "adds_up"
    """Social: nothing is lost, the months before and after add up."""
    MONTHS_KEPT = "months_kept"
    """Unemployment: months not yet used for a benefit are kept (k)."""
    NOT_INSURED = "not_insured"
    """Accidents at work: not insured in these months; the months before count on."""


class MonthState(StrEnum):
    """A month in the bar of a year."""

    BEFORE = "before"
    """Before the first month of all."""
    COVERED = "covered"
    ARREARS = "arrears"
    GAP = "gap"
    AHEAD = "ahead"
    """Still to come, and paid already."""
    FUTURE = "future"


@dataclass(frozen=True)
class Gap:
    """Months without participation, both ends included (first days of months).

    ``is_open``: nothing has followed until today; then ``to_month`` is the month of today.
    """

    from_month: date
    to_month: date
    months: int
    meaning: GapMeaning
    is_open: bool = False


@dataclass(frozen=True)
class YearBar:
    """A calendar year as twelve months."""

    year: int
    months: tuple[MonthState, ...]

    @property
    def covered(self) -> int:
        """The months of participation in this year, those owed included."""
        return sum(state in {MonthState.COVERED, MonthState.ARREARS} for state in self.months)


def gaps(periods: Iterable[PeriodFacts], today: date, max_gap_months: int) -> tuple[Gap, ...]:
    """Return the months without participation since the first, newest first; of periods of one insurance.

    A gap up to today is one too; for health insurance it breaks the five years once today lies more than
    ``max_gap_months`` after the last cover, as ``continuity`` has it.
    """
    facts = tuple(periods)
    covered = sorted(covered_indexes(facts, today))
    if not covered:
        return ()
    scheme, found = facts[0].scheme, []
    for before, after in pairwise(covered):
        if after > before + 1:
            meaning = _meaning(scheme, is_long=after - before - 1 > max_gap_months)
            found.append(_gap(before + 1, after - 1, meaning, is_open=False))
    free_from = first_of_month(covered[-1] + 1)
    if free_from <= today:
        meaning = _meaning(scheme, is_long=today > add_months(free_from, max_gap_months))
        found.append(_gap(covered[-1] + 1, month_index(today), meaning, is_open=True))
    return tuple(reversed(found))


def year_bars(periods: Iterable[PeriodFacts], today: date) -> tuple[YearBar, ...]:
    """Return a bar for each year from the first month to the year of today, newest first."""
    facts = tuple(periods)
    if not facts:
        return ()
    end_of_year = date(today.year, MONTHS_A_YEAR, 31)
    paid = {month for period in facts for month in _paid(period, today, end_of_year)}
    owed, first = owed_indexes(facts, today), min(period.first for period in facts)
    return tuple(
        YearBar(year, tuple(_states(year, month_index(today), first, paid, owed)))
        for year in range(today.year, first // MONTHS_A_YEAR - 1, -1)
    )


def _paid(period: PeriodFacts, today: date, end_of_year: date) -> range:
    """Months up to today, and those to come that are paid: of a period with an end, since it is paid for."""
    return period.months(today if period.to_month is None else end_of_year)


def _meaning(scheme: str, *, is_long: bool) -> GapMeaning:
    if scheme == HEALTH:
        return GapMeaning.BREAKS_CONTINUITY if is_long else GapMeaning.KEEPS_CONTINUITY
    return {UNEMPLOYMENT: GapMeaning.MONTHS_KEPT, ACCIDENT: GapMeaning.NOT_INSURED}.get(
        scheme, GapMeaning.ADDS_UP
    )


def _gap(first: int, last: int, meaning: GapMeaning, *, is_open: bool) -> Gap:
    return Gap(first_of_month(first), first_of_month(last), last - first + 1, meaning, is_open)


def _states(year: int, today: int, first: int, paid: set[int], owed: set[int]) -> Iterator[MonthState]:
    for month in range(year * MONTHS_A_YEAR, (year + 1) * MONTHS_A_YEAR):
        if month in paid:
            covered = MonthState.ARREARS if month in owed else MonthState.COVERED
            yield MonthState.AHEAD if month > today else covered
        elif month > today:
            yield MonthState.FUTURE
        else:
            yield MonthState.BEFORE if month < first else MonthState.GAP
