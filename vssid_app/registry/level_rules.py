"""Benefit levels of beneficiary codes, and what the fund pays; the rows come dated, from the policy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# From best to worst, source: domain facts, "Beneficiary codes and levels": 5 pays also outside the scope,
# 1 without limits, 2 with limits, then the shares go down.
BEST_FIRST = (5, 1, 2, 3, 4)


@dataclass(frozen=True)
class LevelRow:
    """The level of a beneficiary code between two days, both included; no end means until further notice."""

    beneficiary_code: str
    level: int
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the row is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def benefit_level(beneficiary_code: str, on: date, rows: Iterable[LevelRow]) -> int | None:
    """Return the level of a code on a day, or None where no row is in force (unknown, never the worst).

    The dated table decides, not the digit printed on the card (source: domain facts, "Settled by us").
    """
    levels = (row.level for row in rows if row.beneficiary_code == beneficiary_code and row.holds_on(on))
    return next(levels, None)


def best_level(levels: Iterable[int]) -> int | None:
    """Return the level that counts for who holds several valid cards, or None without any."""
    return min(levels, key=BEST_FIRST.index, default=None)


def fund_percent(level: int, percents: Mapping[int, int]) -> int:
    """Return the share of costs that the fund pays at a level, in percent; KeyError if unknown."""
    return percents[level]
