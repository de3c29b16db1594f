"""How often one may ask about persons; plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Counted(StrEnum):
    """What questions are counted by."""

    DEVICE = "device"
    ADDRESS = "address"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many questions in a window of time."""

    count: int
    window: timedelta


# A school's one tablet asks for a class; a hall of 500 phones stands behind one address. The limit by number
# is what keeps a date of birth from being guessed: all days of a century would take a fortnight.
LIMITS = {
    Counted.DEVICE: Limit(60, timedelta(hours=1)),
    Counted.ADDRESS: Limit(3000, timedelta(minutes=10)),
    Counted.NUMBER: Limit(100, timedelta(hours=1)),
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit after this question; ``seconds`` until it is whole again."""

    limit: int
    remaining: int
    seconds: int


@dataclass(frozen=True, slots=True)
class TooMany:
    """No answer now, but again after so many seconds; ``counted`` says by what."""

    counted: Counted
    seconds: int


def window_at(counted: Counted, at: datetime) -> datetime:
    """The beginning of the window that a moment lies in; windows stand on whole hours and parts of them."""
    window = LIMITS[counted].window
    return at - (at - datetime.min.replace(tzinfo=at.tzinfo)) % window


def allowance(counted: Counted, asked: int, at: datetime) -> Allowance:
    """What is left when so many questions were asked in the window of a moment."""
    limit = LIMITS[counted]
    left = window_at(counted, at) + limit.window - at
    return Allowance(limit.count, max(0, limit.count - asked), max(1, -(-left // timedelta(seconds=1))))


def refusal(counted: Counted, asked: int, at: datetime) -> TooMany | None:
    """Whether one more question is too many, when so many were asked before it in the window."""
    if asked < LIMITS[counted].count:
        return None
    return TooMany(counted, allowance(counted, asked, at).seconds)
