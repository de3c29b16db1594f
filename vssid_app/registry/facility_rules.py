"""Which facility a card has on a day: what the office's files print on it, and what was approved since.

A move leads from one facility to another from a day on. It holds until a file of the office knows of it, or
says something else: what is printed stays as the files had it, so that the same file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Move(NamedTuple):
    """An approved change of facility that the office's files do not know yet."""

    id: int
    holds_from: date
    replaced: str
    """Code of the facility that it takes the place of; empty for cards without one."""
    facility_code: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What a line of a file does to moves: those that it knows of, and those that it says otherwise than."""

    taken_over: tuple[Move, ...] = ()
    dropped: tuple[Move, ...] = ()
    kept: bool = False
    """Whether the file still has the old facility, and the move stays in force."""


def moves_from(printed: str | None, moves: Iterable[Move], until: date) -> tuple[Move, ...]:
    """The moves that lead on from what is printed, one after another, as far as they hold by a day.

    Of one day there is one step only: another decision for the same day takes the place of the first.
    """
    at, steps = printed or "", list[Move]()
    for move in sorted(moves, key=lambda each: each.holds_from):
        same_day = bool(steps) and steps[-1].holds_from == move.holds_from
        if move.holds_from <= until and move.replaced == at and not same_day:
            steps.append(move)
            at = move.facility_code
    return tuple(steps)


def facility_on(printed: str | None, moves: Iterable[Move], day: date, last: date | None) -> str | None:
    """Return the facility on a day of a card whose last day is ``last``: what came after is not its own."""
    steps = moves_from(printed, moves, day if last is None else min(day, last))
    return steps[-1].facility_code if steps else printed


def next_move(facility: str | None, moves: Iterable[Move], day: date) -> Move | None:
    """Return the first move away from a day's facility that is still to come, also after the card's end."""
    to_come = [move for move in moves if move.holds_from > day]
    return next(iter(moves_from(facility, to_come, date.max)), None)


def overtaken(
    before: str | None, now: str | None, moves: Iterable[Move], last: date | None = None
) -> Overtaken:
    """Return what becomes of moves when a file prints ``now`` on a card on which ``before`` was printed.

    The old facility again is no news: the decision stays. One that a move leads to is that decision, come
    back from the office. Any other is the office's newer word.
    """
    steps = moves_from(before, moves, last or date.max)
    if not steps:
        return Overtaken()
    if (now or "") == (before or ""):
        return Overtaken(kept=True)
    reached = [place for place, move in enumerate(steps, 1) if move.facility_code == (now or "")]
    return Overtaken(taken_over=steps[: reached[-1]]) if reached else Overtaken(dropped=steps)
