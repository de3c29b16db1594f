"""Dates of birth as papers give them: to the day, or (on old papers) the year alone."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum
from functools import total_ordering

MONTHS_A_YEAR = 12

# Nobody in the register is older; a date before this is a slip of the finger.
OLDEST_AGE = 130

ISO_BIRTH = re.compile(r"(\d{4})(?:-(\d{2})-(\d{2}))?", re.ASCII)


class BirthProblem(StrEnum):
    """Why a date of birth cannot be right."""

    UNREADABLE = "unreadable"
    NO_SUCH_MONTH = "no_such_month"
    NO_SUCH_DAY = "no_such_day"
    FUTURE = "future"
    TOO_LONG_AGO = "too_long_ago"


class BadBirthDate(ValueError):
    """A date of birth that cannot be right; ``problem`` says why."""

    def __init__(self, problem: BirthProblem) -> None:
        """Keep the reason as a code; the sentence is the form's."""
        super().__init__(problem.value)
        self.problem = problem


@total_ordering
@dataclass(frozen=True)
class BirthDate:
    """A date of birth with its precision: month and day are both known or both unknown.

    Raises BadBirthDate for a day that no calendar has.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if (self.month is None) != (self.day is None) or not MINYEAR <= self.year <= MAXYEAR:
            raise BadBirthDate(BirthProblem.UNREADABLE)
        if self.month is None or self.day is None:
            return
        if not 1 <= self.month <= MONTHS_A_YEAR:
            raise BadBirthDate(BirthProblem.NO_SUCH_MONTH)
        if not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise BadBirthDate(BirthProblem.NO_SUCH_DAY)

    @classmethod
    def parse(cls, text: str) -> BirthDate:
        """Read ``2009-09-05`` or ``2009``; raises BadBirthDate."""
        found = ISO_BIRTH.fullmatch(text.strip())
        if not found:
            raise BadBirthDate(BirthProblem.UNREADABLE)
        year, month, day = (int(part) if part else None for part in found.groups())
        return cls(year or 0, month, day)

    @classmethod
    def on(cls, day: date) -> BirthDate:
        """Return the date of birth of who was born on this day."""
        return cls(day.year, day.month, day.day)

    def checked(self, today: date) -> BirthDate:
        """Return itself; raises BadBirthDate when it is in the future or over 130 years ago."""
        if self._key() > ((today.year, today.month, today.day) if self.is_exact else (today.year, 0, 0)):
            raise BadBirthDate(BirthProblem.FUTURE)
        if self.age_on(today) > OLDEST_AGE:
            raise BadBirthDate(BirthProblem.TOO_LONG_AGO)
        return self

    @property
    def is_exact(self) -> bool:
        """Tell whether the day is known, not the year alone."""
        return self.day is not None

    def agrees_with(self, other: BirthDate) -> bool:
        """Tell whether both can be the same birth; a year alone agrees with any day of that year."""
        if self.is_exact and other.is_exact:
            return self == other
        return self.year == other.year

    def age_on(self, day: date) -> int:
        """Return the age in completed years on that day; a year alone counts from its first day."""
        had_birthday = (day.month, day.day) >= (self.month or 1, self.day or 1)
        return day.year - self.year - (0 if had_birthday else 1)

    def iso(self) -> str:
        """Return ``2009-09-05`` or ``2009``, as ``parse`` reads it."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.is_exact else f"{self.year:04d}"

    def show(self) -> str:
        """Return the date as Vietnamese papers print it: ``05/09/2009`` or ``2009``."""
        return f"{self.day:02d}/{self.month:02d}/{self.year}" if self.is_exact else f"{self.year}"

    def __lt__(self, other: BirthDate) -> bool:
        """Order by time; a year alone comes before the days of that year."""
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0
