"""A bar of parts: whole, in order, and no part too small to be seen."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vssid_app.registry.records.bar_rules import GAP, LEAST, WIDTH, Piece, bar

AMOUNTS = st.lists(st.integers(0, 10**12), max_size=4)


def test_nothing_is_no_bar() -> None:
    assert bar(()) == bar((0, 0)) == ()


def test_one_part_is_the_whole_bar() -> None:
    assert bar((0, 500)) == (Piece(1, 0, WIDTH),)


@given(AMOUNTS)
def test_pieces_fill_the_width_in_order(parts: list[int]) -> None:
    pieces = bar(parts)
    assert [piece.part for piece in pieces] == [n for n, part in enumerate(parts) if part]
    assert all(one.x + one.width + GAP == other.x for one, other in pairwise(pieces))
    assert not pieces or pieces[-1].x + pieces[-1].width == WIDTH


@given(AMOUNTS)
def test_what_is_there_can_be_seen(parts: list[int]) -> None:
    assert all(piece.width >= LEAST for piece in bar(parts))
