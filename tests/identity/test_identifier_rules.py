"""What one may sign in with, and the growing delay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.identity.arrivals import safe_path
from vssid_app.identity.rules import (
    BadIdentifier,
    IdentifierKind,
    IdentifierProblem,
    delay_after,
    read_identifiers,
    seconds_to_wait,
    still_counted,
)
from vssid_app.people.rules import NumberKind, is_reserved, is_reserved_phone

AT = datetime(2026, 9, 5, 9, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [
        (0, 0),
        (1, 0),
        (2, 0),
        (3, 5),
        (4, 10),
        (5, 20),
        (6, 40),
        (7, 80),
        (8, 160),
        (9, 320),
        (10, 640),
        (11, 900),
        (12, 900),
        (10_000, 900),
    ],
)
def test_the_delay_begins_with_the_third_and_doubles_up_to_a_quarter_of_an_hour(
    wrong: int, seconds: int
) -> None:
    assert delay_after(wrong) == timedelta(seconds=seconds)


@given(st.integers(0, 100))
def test_the_delay_never_shrinks(wrong: int) -> None:
    assert delay_after(wrong) <= delay_after(wrong + 1) <= timedelta(minutes=15)


def test_a_part_of_a_second_still_waits() -> None:
    assert seconds_to_wait(3, AT, AT + timedelta(seconds=4.5)) == 1
    assert seconds_to_wait(3, AT, AT + timedelta(seconds=5)) == 0


def test_wrong_ones_are_forgotten_after_a_day() -> None:
    assert still_counted(9, AT, AT + timedelta(hours=23)) == 9
    assert still_counted(9, AT, AT + timedelta(hours=24)) == 0


@pytest.mark.parametrize(
    ("typed", "kinds", "value"),
    [
        ("9900001234", [IdentifierKind.USER_NAME], "9900001234"),
        ("990 000 1234", [IdentifierKind.USER_NAME], "9900001234"),
        ("099.090.123456", [IdentifierKind.CITIZEN_ID], "099090123456"),
        ("099123456", [IdentifierKind.CITIZEN_ID], "099123456"),
        ("0000-345-678", [IdentifierKind.PHONE, IdentifierKind.USER_NAME], "0000345678"),
        ("+84000345678", [IdentifierKind.PHONE, IdentifierKind.USER_NAME], "0000345678"),
        ("９９００００１２３４", [IdentifierKind.USER_NAME], "9900001234"),
        (" Thu@ThucHanh.example ", [IdentifierKind.EMAIL], "thu@thuchanh.example"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, kinds: list[IdentifierKind], value: str) -> None:
    read = read_identifiers(typed, practice=True)

    assert [identifier.kind for identifier in read] == kinds
    assert read[0].value == value


def test_in_live_a_phone_is_kept_with_the_country_code() -> None:
    phone, number = read_identifiers("0000345678", practice=False)

    assert phone.value == "+84000345678"
    assert number.value == "0000345678"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", IdentifierProblem.LETTERS),
        ("abc", IdentifierProblem.LETTERS),
        ("12345678", IdentifierProblem.WRONG_LENGTH),
        ("99000012345", IdentifierProblem.WRONG_LENGTH),
        ("1234567890", IdentifierProblem.REAL),
        ("a@b", IdentifierProblem.EMAIL),
        ("ten@mail.test", IdentifierProblem.REAL),
    ],
)
def test_what_nobody_signs_in_with_is_refused(typed: str, problem: IdentifierProblem) -> None:
    with pytest.raises(BadIdentifier) as refused:
        read_identifiers(typed, practice=True)

    assert refused.value.problem is problem
    assert not typed or typed not in str(refused.value)


@given(st.from_regex(r"(0000|99|000|099|0[1-9]|[1-9])[0-9]{0,11}", fullmatch=True))
def test_practice_takes_the_numbers_that_people_keep_for_it(number: str) -> None:
    kinds = {9: NumberKind.LEGACY_ID_CARD, 10: NumberKind.SI_NUMBER, 12: NumberKind.CITIZEN_ID}
    if len(number) not in kinds:
        return
    is_kept = is_reserved(kinds[len(number)], number) or is_reserved_phone(number)
    try:
        read_identifiers(number, practice=True)
    except BadIdentifier:
        assert not is_kept
    else:
        assert is_kept


@pytest.mark.parametrize("path", ["/", "/toi", "/nguoi/x/the?mo=1"])
def test_paths_of_the_site_are_gone_on_to(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [None, "", "toi", "//x", "/\\x", "\\/x", "http://x", "javascript:x", "/\nx", "/ x", "/a\\b", "///x"],
)
def test_other_addresses_are_not(path: str | None) -> None:
    assert safe_path(path) is None
