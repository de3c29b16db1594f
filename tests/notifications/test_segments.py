"""A text is counted as the networks count it."""

from __future__ import annotations

import pytest

from vssid_app.notifications.segments import BASIC, EXTENSION, Alphabet, size_of


def test_the_alphabet_is_the_one_of_the_standard() -> None:
    assert len(BASIC) == 127, "128 places, one of them the escape"
    assert len(EXTENSION) == 10
    assert not BASIC & EXTENSION


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "segments"),
    [
        ("", Alphabet.GSM, 0, 1),
        ("a" * 160, Alphabet.GSM, 160, 1),
        ("a" * 161, Alphabet.GSM, 161, 2),
        ("a" * 306, Alphabet.GSM, 306, 2),
        ("a" * 307, Alphabet.GSM, 307, 3),
        ("ế" * 70, Alphabet.UCS2, 70, 1),
        ("ế" * 71, Alphabet.UCS2, 71, 2),
        ("ế" * 134, Alphabet.UCS2, 134, 2),
        ("ế" * 135, Alphabet.UCS2, 135, 3),
        ("ế" * 201, Alphabet.UCS2, 201, 3),
        ("ế" * 202, Alphabet.UCS2, 202, 4),
    ],
)
def test_the_limits_of_both_alphabets(text: str, alphabet: Alphabet, units: int, segments: int) -> None:
    found = size_of(text)
    assert (found.alphabet, found.units, found.segments) == (alphabet, units, segments)


@pytest.mark.parametrize("letter", sorted(EXTENSION))
def test_a_letter_of_the_extension_takes_two_units(letter: str) -> None:
    assert size_of(letter * 80).segments == 1
    assert size_of(letter * 81).segments == 2
    assert size_of(letter).units == 2


def test_an_escape_is_never_torn_from_its_letter() -> None:
    text = "a" * 152 + "€" + "a" * 152
    assert size_of(text).units == 306
    assert size_of(text).segments == 3, "the first part ends one unit short"


def test_a_picture_takes_two_units_and_is_never_torn() -> None:
    assert size_of("😀").units == 2
    assert size_of("ế" * 66 + "😀" + "ế" * 66).segments == 3


@pytest.mark.parametrize("letter", ["ê", "ơ", "đ", "–", "\u00a0", "“", "ç"])
def test_one_letter_outside_turns_the_whole_message(letter: str) -> None:
    assert size_of("a" * 70 + letter).alphabet is Alphabet.UCS2
    assert size_of("a" * 70 + letter).segments == 2


def test_french_and_capital_letters_of_the_alphabet_stay_in_it() -> None:
    assert size_of("à è é ù ì ò Ç Ä Ö Ñ Ü").alphabet is Alphabet.GSM


def test_accents_written_apart_cost_more() -> None:
    assert size_of("e\u0302\u0301").units == 3
    assert size_of("ế").units == 1
