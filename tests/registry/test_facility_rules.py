"""Which facility a card has on a day, and what a file does to a change that was approved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.registry.facility_rules import Move, Overtaken, facility_on, next_move, overtaken

JANUARY, APRIL, JULY = date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1)
EVE = timedelta(days=1)
A_TO_B = Move(1, APRIL, "01025", "01067")
B_TO_C = Move(2, JULY, "01067", "01092")
A, B, C, D = "01025", "01067", "01092", "01218"

codes = st.sampled_from((A, B, C, D))
days = st.dates(JANUARY, date(2028, 12, 31))
moves = st.lists(st.builds(Move, st.integers(1, 99), days, codes, codes), max_size=5)


@pytest.mark.parametrize(
    ("day", "facility"),
    [(JANUARY, A), (APRIL - EVE, A), (APRIL, B), (JULY - EVE, B), (JULY, C), (date(2030, 1, 1), C)],
)
def test_each_holds_from_its_day(day: date, facility: str) -> None:
    assert facility_on(A, (B_TO_C, A_TO_B), day, None) == facility


def test_a_card_that_ended_before_has_the_facility_that_it_had() -> None:
    assert facility_on(A, (A_TO_B, B_TO_C), date(2028, 1, 1), JULY - EVE) == B
    assert facility_on(A, (A_TO_B,), date(2028, 1, 1), APRIL - EVE) == A


def test_a_card_that_prints_another_one_is_not_concerned() -> None:
    assert facility_on(D, (A_TO_B,), JULY, None) == D
    assert facility_on(None, (A_TO_B,), JULY, None) is None
    assert facility_on(None, (Move(3, APRIL, "", B),), JULY, None) == B


def test_the_next_one_is_told_until_it_holds() -> None:
    both = (A_TO_B, B_TO_C)
    assert next_move(A, both, JANUARY) == A_TO_B
    assert next_move(B, both, APRIL) == B_TO_C
    assert next_move(C, both, JULY) is None
    assert next_move(D, both, JANUARY) is None


def test_back_to_the_first_one_is_a_change_like_any_other() -> None:
    back = (A_TO_B, Move(2, JULY, B, A))
    assert [facility_on(A, back, day, None) for day in (JANUARY, APRIL, JULY)] == [A, B, A]


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (A, A, Overtaken(kept=True)),
        (A, B, Overtaken(taken_over=(A_TO_B,))),
        (A, C, Overtaken(taken_over=(A_TO_B, B_TO_C))),
        (A, D, Overtaken(dropped=(A_TO_B, B_TO_C))),
        (B, C, Overtaken(taken_over=(B_TO_C,))),
        (D, A, Overtaken()),
        (None, A, Overtaken()),
    ],
)
def test_what_a_file_says_of_it(before: str | None, now: str, found: Overtaken) -> None:
    assert overtaken(before, now, (A_TO_B, B_TO_C)) == found


def test_a_file_about_a_card_that_ended_before_says_nothing_of_it() -> None:
    assert overtaken(A, D, (A_TO_B,), APRIL - EVE) == Overtaken()


@given(codes, codes, moves)
def test_after_a_file_its_word_stands_or_what_follows_from_it(
    before: str, now: str, known: list[Move]
) -> None:
    """What a file says otherwise than a decision is what the card shows, on each day."""
    found = overtaken(before, now, known)
    left = [move for move in known if move not in (*found.taken_over, *found.dropped)]
    if found.dropped and now not in {move.replaced for move in left}:
        assert {facility_on(now, left, day, None) for day in (JANUARY, JULY, date.max)} == {now}
    if found.kept:
        assert left == known


@given(codes, moves, days, days)
def test_a_facility_comes_from_the_card_or_from_a_move(
    printed: str, known: list[Move], one: date, other: date
) -> None:
    first, later = min(one, other), max(one, other)
    reached = facility_on(printed, known, later, None)
    assert reached in {printed, *(move.facility_code for move in known if move.holds_from <= later)}
    assert facility_on(printed, known, later, first) == facility_on(printed, known, first, None)


@given(codes, moves, days)
def test_until_the_next_one_nothing_changes(printed: str, known: list[Move], day: date) -> None:
    now = facility_on(printed, known, day, None)
    coming = next_move(now, known, day)
    eve = coming.holds_from - EVE if coming else date.max
    assert facility_on(printed, known, eve, None) == now
    if coming:
        assert facility_on(printed, known, coming.holds_from, None) == coming.facility_code
