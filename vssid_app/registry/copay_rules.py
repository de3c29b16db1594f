"""The patient's own share of a calendar year, over which the fund pays all after five years without a break.

Source: domain facts, "Five years without a break" and "Settled by us". Amounts are whole đồng.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OwnShare:
    """What a patient paid of a visit as own share, on the day of discharge."""

    day: date
    copay: int
    in_network: bool = True


@dataclass(frozen=True)
class CopayYear:
    """The own share of a calendar year, counted from the five-year date on.

    ``threshold`` is that of the day when it was reached, else of the last day looked at; None where the base
    salary of that day is not known. ``refundable`` is what was paid above it all the same.
    """

    year: int
    counted: int
    threshold: int | None
    reached_on: date | None
    refundable: int = 0

    @property
    def left(self) -> int | None:
        """What the patient still has to bear; 0 once the threshold is reached, None where it is not known."""
        if self.reached_on is not None:
            return 0
        return None if self.threshold is None else max(self.threshold - self.counted, 0)


def copay_year(
    visits: Iterable[OwnShare],
    five_year_date: date,
    threshold_on: Callable[[date], int | None],
    until: date,
) -> CopayYear | None:
    """Return the own share of the calendar year of ``until`` up to that day; None before the five-year date.

    ``threshold_on`` gives 6 × the base salary of a day. The sum is held against the threshold of the day of
    each discharge; once reached it stays so to the end of the year, also when the base salary rises.
    """
    if until < five_year_date:
        return None
    first = max(five_year_date, date(until.year, 1, 1))
    shares = sorted((v for v in visits if v.in_network and first <= v.day <= until), key=lambda v: v.day)
    total = sum(share.copay for share in shares)
    counted = 0
    for share in shares:
        counted += share.copay
        threshold = threshold_on(share.day)
        if threshold is not None and counted >= threshold:
            return CopayYear(until.year, total, threshold, share.day, refundable=total - threshold)
    return CopayYear(until.year, total, threshold_on(until), None)
