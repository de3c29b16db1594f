import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.rules import (
    BadNumber,
    NumberKind,
    NumberProblem,
    contains_real_number,
    is_reserved,
    recognise_number,
)

SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", "–", "  "])
FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def digits(prefix: str, length: int) -> st.SearchStrategy[str]:
    rest = length - len(prefix)
    return st.text("0123456789", min_size=rest, max_size=rest).map(lambda tail: prefix + tail)


PRACTICE_NUMBERS = st.one_of(digits("99", 10), digits("000", 12), digits("099", 12), digits("HS40199", 15))


@pytest.mark.parametrize(
    ("typed", "kind", "value", "si_number"),
    [
        ("9901234567", NumberKind.SI_NUMBER, "9901234567", "9901234567"),
        (" 990 123 4567 ", NumberKind.SI_NUMBER, "9901234567", "9901234567"),
        ("99.0123-4567", NumberKind.SI_NUMBER, "9901234567", "9901234567"),
        ("９９０１２３４５６７", NumberKind.SI_NUMBER, "9901234567", "9901234567"),
        ("\u200e9901234567\u200b", NumberKind.SI_NUMBER, "9901234567", "9901234567"),
        ("099209012345", NumberKind.CITIZEN_ID, "099209012345", None),
        ("HS4019900000016", NumberKind.CARD_CODE, "HS4019900000016", "9900000016"),
        (
            "hs 4 01 · 990".replace("· ", "") + " 000 0016",
            NumberKind.CARD_CODE,
            "HS4019900000016",
            "9900000016",
        ),
        ("099012345", NumberKind.LEGACY_ID_CARD, "099012345", None),
    ],
)
def test_one_field_says_which_number_was_typed(
    typed: str, kind: NumberKind, value: str, si_number: str | None
) -> None:
    found = recognise_number(typed, legacy_ids=True)
    assert (found.kind, found.value, found.si_number) == (kind, value, si_number)


@pytest.mark.parametrize(
    ("typed", "problem", "length"),
    [
        ("", NumberProblem.EMPTY, 0),
        (" - . ", NumberProblem.EMPTY, 0),
        ("99012345", NumberProblem.WRONG_LENGTH, 8),
        ("99012345678", NumberProblem.WRONG_LENGTH, 11),
        ("9" * 10_000, NumberProblem.WRONG_LENGTH, 10_000),
        ("990123456O", NumberProblem.LETTERS, 9),
        ("không nhớ", NumberProblem.LETTERS, 0),
        ("990123\x004567", NumberProblem.LETTERS, 10),
        ("٩٩٠١٢٣٤٥٦٧", NumberProblem.LETTERS, 10),
        ("HS401990000001", NumberProblem.BAD_CARD_CODE, 14),
        ("HS9019900000016", NumberProblem.BAD_CARD_CODE, 15),
        ("H54019900000016", NumberProblem.LETTERS, 14),
    ],
)
def test_a_wrong_number_says_what_is_wrong_and_how_much_was_typed(
    typed: str, problem: NumberProblem, length: int
) -> None:
    with pytest.raises(BadNumber) as refused:
        recognise_number(typed, legacy_ids=True)
    assert (refused.value.problem, refused.value.length) == (problem, length)


def test_a_card_of_nine_digits_is_refused_once_it_is_no_longer_accepted() -> None:
    with pytest.raises(BadNumber) as refused:
        recognise_number("099012345", legacy_ids=False)
    assert refused.value.problem is NumberProblem.LEGACY_ID_NOT_ACCEPTED


def test_a_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(BadNumber) as refused:
        recognise_number("99012345", legacy_ids=False)
    assert "99012345" not in str(refused.value)


@given(PRACTICE_NUMBERS, st.data())
def test_writing_habits_do_not_change_a_number(number: str, data: st.DataObject) -> None:
    typed = "".join(char + data.draw(SEPARATORS) for char in number).lower()
    if data.draw(st.booleans()):
        typed = typed.translate(FULLWIDTH)
    assert recognise_number(typed, legacy_ids=False) == recognise_number(number, legacy_ids=False)


@given(st.text(max_size=40))
def test_any_text_is_recognised_or_refused(text: str) -> None:
    try:
        found = recognise_number(text, legacy_ids=True)
    except BadNumber:
        return
    assert recognise_number(found.value, legacy_ids=True) == found


@given(PRACTICE_NUMBERS)
def test_practice_numbers_are_reserved(number: str) -> None:
    found = recognise_number(number, legacy_ids=True)
    assert is_reserved(found.kind, found.value)
    assert not contains_real_number(f"Số của em là {number}, xin cảm ơn.")


@pytest.mark.parametrize("prefix", ["001", "010", "098", "100"])
def test_other_identity_numbers_are_not_reserved(prefix: str) -> None:
    assert not is_reserved(NumberKind.CITIZEN_ID, prefix + "2" * 9)
    assert not is_reserved(NumberKind.LEGACY_ID_CARD, prefix + "2" * 6)


def test_an_insurance_number_outside_the_range_is_not_reserved() -> None:
    assert not is_reserved(NumberKind.SI_NUMBER, "98" + "0" * 8)
    assert not is_reserved(NumberKind.CARD_CODE, "HS401" + "98" + "0" * 8)


@given(st.integers(min_value=9, max_value=12), st.data())
def test_a_real_number_in_free_text_is_found_however_it_is_spaced(length: int, data: st.DataObject) -> None:
    number = data.draw(digits("1", length))
    spaced = "".join(digit + data.draw(SEPARATORS) for digit in number)
    assert contains_real_number(f"Gọi {spaced} giúp em")


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 0900 000 000 giúp em",
        "+84 900.000.000",
        "HS 4 01 010 000 0016",
        "HS4010100000016",
        "Số thẻ: 0000 345 678 và 0900.000.000",
        "1234567890123",
    ],
)
def test_a_real_number_is_found(text: str) -> None:
    assert contains_real_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tổ 5, ngõ 12, Ngọc Lâm, Long Biên, Hà Nội",
        "Sinh ngày 05/09/2009, học lớp 10 Mẫu 1, năm học 2026-2027",
        "Gọi 1900 9068",
        "Máy của mẹ: 0000 345 678, của bố: 0000 345 679",
        "HS 4 01 990 000 0016",
        "CCCD 099 209 012 345, mã số 990 123 4567",
        "CMND 099 012 345",
    ],
)
def test_practice_numbers_and_everyday_figures_are_no_real_number(text: str) -> None:
    assert not contains_real_number(text)
