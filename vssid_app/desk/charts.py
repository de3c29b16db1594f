"""A chart with its table of the same numbers: bars or columns of pieces, in hundredths of its length."""

from __future__ import annotations

from dataclasses import dataclass

from vssid_app.service_requests.figure_rules import PERCENT

Cell = str | int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, in hundredths of the chart's length; ``look`` says what it stands for."""

    look: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart, with what it says in words."""

    label: str
    pieces: tuple[Piece, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and its table; ``upright``: its bars are columns side by side, and said in one sentence."""

    title: str
    bars: tuple[Bar, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()
    upright: bool = False
    said: str = ""
    note: str = ""
    top: int = 0
    """Of an upright one: the number at its upper edge."""
    ground: tuple[str, ...] = ()
    """Under an upright one: what stands below its columns, or below the first and the last."""


def in_a_row(most: int, look: str, count: int, then: str = "", more: int = 0) -> tuple[Piece, ...]:
    """One piece after the other, of these counts, with ``most`` as the whole length; an empty one is none."""
    if not most:
        return ()
    first, second = PERCENT * count / most, PERCENT * more / most
    pieces = (Piece(look, 0, round(first, 2)), Piece(then, round(first, 2), round(second, 2)))
    return tuple(piece for piece in pieces if piece.length)
