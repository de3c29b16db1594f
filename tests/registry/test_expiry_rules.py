"""When the end of a card is told, and when another card makes it no end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.registry.expiry_rules import REMIND_BEFORE, CardSpan, follower, is_followed, reminder_due

END = date(2026, 12, 31)
DAY = timedelta(days=1)
THIS = CardSpan(1, date(2026, 1, 1), END)


@pytest.mark.parametrize(
    ("left", "reminder"),
    [(365, None), (31, None), (30, 30), (29, 30), (11, 30), (10, 10), (2, 10), (1, 1), (0, 1), (-1, None)],
)
def test_the_nearest_one_is_due(left: int, reminder: int | None) -> None:
    assert reminder_due(END, END - left * DAY) == reminder


@given(st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_however_the_clock_jumps_each_is_told_once_at_most_and_the_last_day_is_never_missed(
    jumps: list[int],
) -> None:
    on, told = END - 45 * DAY, list[int]()
    for jump in jumps:
        on += jump * DAY
        reminder = reminder_due(END, on)
        if reminder is not None and reminder not in told:
            told.append(reminder)
    assert told == sorted(told, reverse=True), "none comes after a nearer one"
    assert set(told) <= set(REMIND_BEFORE)
    if END - DAY <= on <= END:
        assert told[-1] == 1


@pytest.mark.parametrize(
    ("other", "followed"),
    [
        (CardSpan(2, END + DAY, date(2027, 12, 31)), True),
        (CardSpan(2, END + DAY, None), True),
        (CardSpan(2, date(2026, 6, 1), date(2027, 5, 31)), True),
        (CardSpan(2, END + 2 * DAY, date(2027, 12, 31)), False),
        (CardSpan(2, date(2025, 1, 1), date(2025, 12, 31)), False),
        (CardSpan(2, date(2026, 2, 1), END), False),
        (CardSpan(0, date(2026, 2, 1), END), True),
    ],
)
def test_a_card_that_goes_on_without_a_gap_makes_it_no_end(other: CardSpan, followed: bool) -> None:  # noqa: FBT001
    assert is_followed(THIS, [THIS, other]) is followed
    # Of two with one end just one is told, but neither goes on after the other.
    assert (follower(THIS, [THIS, other]) is not None) is (followed and other.valid_to != END)


def test_a_card_alone_is_followed_by_nothing_and_one_without_an_end_does_not_end() -> None:
    assert not is_followed(THIS, [THIS])
    assert is_followed(CardSpan(1, date(2026, 1, 1), None), [])


spans = st.tuples(st.dates(date(2026, 1, 1), END), st.dates(END, END + 3 * DAY))


@given(st.lists(spans, min_size=1, max_size=5))
def test_of_cards_that_meet_just_one_is_told(days: list[tuple[date, date]]) -> None:
    cards = [CardSpan(n, first, last) for n, (first, last) in enumerate(days)]
    assert sum(not is_followed(card, cards) for card in cards) == 1
