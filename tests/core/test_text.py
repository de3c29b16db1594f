import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.core.text import (
    NO_BREAK_SPACE,
    clean_name,
    fold,
    group_card_code,
    group_number,
    has_hidden_characters,
    mask_email,
    mask_number,
    mask_phone,
    same_name,
    show_money,
    show_phone,
)

NAMES = st.sampled_from(
    ["Nguyễn Văn An", "Trần Thị Hoà", "Đỗ Thuý Quỳnh", "Lê Đức Thuỵ", "Vũ Hoàng Khuê", "Phạm Uyên Như"]
)


def plain(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Phường Bồ Đề,  Hà Nội", "phuong bo de, ha noi"),
        ("ĐỨC GIANG", "duc giang"),
        ("Ðức Giang", "duc giang"),
        ("K’Brôi Yʼ Hoàng", "k'broi y' hoang"),
        ("  Nguyễn\u00a0Gia\tThiều ", "nguyen gia thieu"),
        ("", ""),
    ],
)
def test_folding_leaves_lower_case_without_accents(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(NAMES)
def test_folding_gives_the_same_for_either_form_of_unicode(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(name)
    assert fold(name).isascii()


def test_a_name_is_stored_composed_and_with_single_spaces() -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn   Văn\u00a0An ")
    assert clean_name(typed) == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn An", "NGUYỄN VĂN AN"),
        ("Nguyễn Văn An", " Nguyễn  Văn An"),
        ("Trần Thị Hoà", "Trần Thị Hòa"),
        ("Đỗ Thuý Quỳnh", "Đỗ Thúy Quỳnh"),
        ("Lê Đức Thuỵ", "Lê Đức Thụy"),
        ("Đỗ Văn Bình", "Ðỗ Văn Bình"),
        ("K'Brôi Y'Hoàng", "K’BRÔI Y’HOÀNG"),
    ],
)
def test_names_that_differ_only_in_writing_are_the_same(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(unicodedata.normalize("NFD", one), other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn Ân"),
        ("Nguyễn Văn An", "Nguyen Van An"),
        ("Trần Thị Hoà", "Trần Thị Hoa"),
        ("Trần Thị Hoà", "Trần Thị Hoá"),
        ("Đỗ Thị Mai", "Dỗ Thị Mai"),
        ("Lý Thị Vy", "Lý Thị Vi"),
        ("Nguyễn Văn An", "Nguyễn An"),
    ],
)
def test_another_accent_letter_or_word_is_another_name(one: str, other: str) -> None:
    assert not same_name(one, other)


@given(NAMES, NAMES)
def test_sameness_of_names_goes_both_ways(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)


@pytest.mark.parametrize("text", ["An\x00", "An\u202egnab", "An\u200b", "\ufeffAn"])
def test_invisible_characters_are_seen(text: str) -> None:
    assert has_hidden_characters(text)


def test_ordinary_text_of_several_lines_hides_nothing() -> None:
    assert not has_hidden_characters("Tổ 5, Ngọc Lâm\r\n\tLong Biên\u00a0– Hà Nội")


@pytest.mark.parametrize("phone", ["0000345678", "0000 345 678"])
def test_a_phone_is_shown_in_groups_or_masked(phone: str) -> None:
    assert plain(show_phone(phone)) == "0000 345 678"
    assert plain(mask_phone(phone)) == "0000 ••• 678"


def test_a_phone_in_international_form_is_shown_as_people_know_it() -> None:
    assert plain(show_phone("+84900000000")) == "0900 000 000"
    assert plain(mask_phone("+84900000000")) == "0900 ••• 000"


def test_an_address_of_mail_keeps_one_letter_and_its_domain() -> None:
    assert mask_email("an.mau@thuchanh.example") == "a•••@thuchanh.example"


def test_a_masked_number_shows_three_digits() -> None:
    assert plain(mask_number("9901234567")) == "••• 567"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("9901234567", "990 123 4567"),
        ("099209012345", "099 209 012 345"),
        ("099012345", "099 012 345"),
        ("1234", "1234"),
    ],
)
def test_numbers_are_grouped_by_their_kind(number: str, shown: str) -> None:
    assert plain(group_number(number)) == shown


def test_a_card_code_is_grouped_as_on_the_card() -> None:
    assert plain(group_card_code("HS4019900000016")) == "HS 4 01 990 000 0016"
    assert group_card_code("HS40199") == "HS40199"


@given(st.from_regex(r"\A(?:\d{9}|\d{10}|\d{12})\Z"))
def test_grouping_never_breaks_over_lines_and_loses_no_digit(number: str) -> None:
    assert " " not in group_number(number)
    assert group_number(number).replace(NO_BREAK_SPACE, "") == number


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(563_220, "563.220 đ"), (0, "0 đ"), (Decimal("1234567.5"), "1.234.568 đ"), (-1500, "-1.500 đ")],
)
def test_money_is_shown_in_whole_dong(amount: int | Decimal, shown: str) -> None:
    assert plain(show_money(amount)) == shown
