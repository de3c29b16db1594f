"""Where a new dated row stands among the rows that are there; asks the database nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from vssid_app.core.dated import Dated

ONE_DAY = timedelta(days=1)


Row = TypeVar("Row", bound=Dated)


class DatedProblem(StrEnum):
    """Why a row cannot begin on a day."""

    OVERLAP = "overlap"
    PAST = "past"


class BadRow(ValueError):
    """Nothing may be changed so; ``problem`` says why."""

    def __init__(self, problem: DatedProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Place(Generic[Row]):
    """A new row's days, and the row that it takes over from, whose last day becomes ``earlier_to``."""

    valid_from: date
    valid_to: date | None
    earlier: Row | None

    @property
    def earlier_to(self) -> date:
        """The new last day of the earlier row."""
        return self.valid_from - ONE_DAY


def place_among(rows: Sequence[Row], first_day: date, today: date, reason: str) -> Place[Row]:
    """The place of a row that begins on a day: it holds as long as the one that it takes over from did.

    Raises:
        BadRow: when a row begins on that day already, or when the day is past and no reason is given, since
            what was shown and decided since then was by the earlier row.
    """
    if any(row.valid_from == first_day for row in rows):
        raise BadRow(DatedProblem.OVERLAP)
    if first_day < today and not reason:
        raise BadRow(DatedProblem.PAST)
    earlier = in_force(rows, first_day)
    later = [row.valid_from for row in rows if row.valid_from > first_day]
    gap_end = min(later) - ONE_DAY if later else None
    return Place(first_day, earlier.valid_to if earlier else gap_end, earlier)


def in_force(rows: Iterable[Row], day: date) -> Row | None:
    """The row that holds on a day."""
    holding = (row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to))
    return next(holding, None)
