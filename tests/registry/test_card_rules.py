from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.rules import IdentityField
from vssid_app.registry.rules import (
    CardFacts,
    CardHold,
    CardState,
    LevelRow,
    card_state,
    card_to_show,
    days_left,
    split_card_code,
)

TODAY = date(2026, 11, 22)
CARD = CardFacts("HS4019900000016", date(2026, 1, 1), date(2026, 12, 31))
ROWS = [
    LevelRow("HS", 4, date(2015, 1, 1)),
    LevelRow("CN", 3, date(2015, 1, 1), date(2025, 12, 31)),
    LevelRow("CN", 2, date(2026, 1, 1)),
]


def state_on(day: date, card: CardFacts = CARD, *, reported: bool = False) -> CardState:
    return card_state(card, day, expiring_days=30, is_reported=reported)


def test_a_card_code_is_cut_into_its_parts() -> None:
    parts = split_card_code("HS4019900000016")
    assert (parts.beneficiary_code, parts.printed_level) == ("HS", 4)
    assert (parts.province_code, parts.si_number) == ("01", "9900000016")


def test_the_days_left_end_with_zero_on_the_last_day() -> None:
    assert days_left(CARD, TODAY) == 39
    assert days_left(CARD, date(2026, 12, 31)) == 0
    assert days_left(CARD, date(2027, 1, 1)) == -1
    assert days_left(CardFacts("HS4019900000016", date(2026, 1, 1)), TODAY) is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 1, 1), CardState.VALID),
        (date(2026, 11, 30), CardState.VALID),
        (date(2026, 12, 1), CardState.EXPIRING),
        (date(2026, 12, 31), CardState.EXPIRING),
        (date(2027, 1, 1), CardState.EXPIRED),
    ],
)
def test_a_card_expires_from_thirty_days_before_its_end(day: date, state: CardState) -> None:
    assert state_on(day) is state


def test_a_card_without_an_end_stays_valid() -> None:
    assert state_on(date(2060, 1, 1), CardFacts("HS4019900000016", date(2026, 1, 1))) is CardState.VALID


def test_a_reported_payment_shows_only_once_the_old_card_has_ended() -> None:
    assert state_on(date(2027, 1, 1), reported=True) is CardState.REPORTED
    assert state_on(date(2026, 12, 31), reported=True) is CardState.EXPIRING


def test_a_card_of_days_to_come_is_not_expired() -> None:
    assert state_on(date(2025, 12, 31)) is CardState.REPORTED


def test_differing_facts_are_said_while_the_card_runs() -> None:
    card = CardFacts("HS4019900000016", CARD.valid_from, CARD.valid_to, differs=(IdentityField.FULL_NAME,))
    assert state_on(TODAY, card) is CardState.MISMATCH
    assert state_on(date(2027, 1, 1), card) is CardState.EXPIRED


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(CardHold), st.booleans())
def test_a_held_card_is_suspended_whatever_else(day: date, hold: CardHold, reported: bool) -> None:  # noqa: FBT001 - drawn
    card = CardFacts("HS4019900000016", CARD.valid_from, CARD.valid_to, hold)
    assert state_on(day, card, reported=reported) is CardState.SUSPENDED


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 900))
def test_a_valid_or_expiring_card_covers_the_day_and_no_other_does(day: date, length: int) -> None:
    card = CardFacts("HS4019900000016", date(2025, 1, 1), date(2025, 1, 1) + timedelta(days=length))
    usable = state_on(day, card) in {CardState.VALID, CardState.EXPIRING}
    assert usable == card.covers(day)


def test_of_several_valid_cards_the_best_level_is_shown() -> None:
    near_poor = CardFacts("CN2019900000016", date(2026, 1, 1), date(2026, 11, 30))
    assert card_to_show([CARD, near_poor], TODAY, ROWS) == near_poor
    assert card_to_show([near_poor, CARD], date(2026, 12, 1), ROWS) == CARD


def test_a_valid_card_comes_before_a_held_a_coming_and_a_past_one() -> None:
    held = CardFacts("CN2019900000016", date(2026, 1, 1), None, CardHold.WITHDRAWN)
    coming = CardFacts("HS4019900000016", date(2027, 1, 1), date(2027, 12, 31))
    past = CardFacts("HS4019900000016", date(2025, 1, 1), date(2025, 12, 31))
    cards = [past, coming, held, CARD]
    for expected in (CARD, held, coming, past):
        assert card_to_show(cards, TODAY, ROWS) == expected
        cards.remove(expected)
    assert card_to_show(cards, TODAY, ROWS) is None
