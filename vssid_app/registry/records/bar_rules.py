"""A sum as a bar of parts: how wide each is drawn."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH = 300
GAP = 2
# A part that is there is seen, however small.
LEAST = 6


class Piece(NamedTuple):
    """A part of a bar: which, from where, how wide; in units of ``WIDTH``."""

    part: int
    x: int
    width: int


def bar(parts: Sequence[int]) -> tuple[Piece, ...]:
    """Return the pieces of the parts above nought, in their order; they fill the width, with gaps between."""
    there = [(index, part) for index, part in enumerate(parts) if part > 0]
    if not there:
        return ()
    room = WIDTH - GAP * (len(there) - 1)
    whole = sum(part for _, part in there)
    widths = [max(LEAST, room * part // whole) for _, part in there]
    widest = widths.index(max(widths))
    widths[widest] += room - sum(widths)
    starts = [sum(widths[:n]) + GAP * n for n in range(len(there))]
    return tuple(Piece(there[n][0], starts[n], widths[n]) for n in range(len(there)))
