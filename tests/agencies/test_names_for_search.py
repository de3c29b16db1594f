import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.agencies import rules


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Phường Bồ Đề", "bo de"),
        ("Thị trấn Trâu Quỳ", "trau quy"),
        ("Thành phố Hồ Chí Minh", "ho chi minh"),
        ("Đặc khu Côn Đảo", "con dao"),
        ("Phường 1", "1"),
        ("Xã Xã Phiên", "xa phien"),
        ("BHXH quận Long Biên", "long bien"),
        ("BHXH cơ sở Long Biên", "long bien"),
        ("BHXH TP Hà Nội", "ha noi"),
        ("BHXH Hà Nội", "ha noi"),
        ("TP Hà Nội", "ha noi"),
        ("Phường", "phuong"),
    ],
)
def test_a_name_is_compared_without_its_kind(name: str, bare: str) -> None:
    assert rules.bare_name(name) == bare


def test_short_forms_find_a_place_too() -> None:
    assert " tp " in rules.search_text("Phường Bến Thành", "Thành phố Hồ Chí Minh") + " "
    assert " tphcm " in rules.search_text("Phường Bến Thành", "Thành phố Hồ Chí Minh")


@given(st.text(max_size=3000))
def test_a_search_has_few_words_of_plain_letters_and_digits(text: str) -> None:
    words = rules.query_words(text)
    assert len(words) <= rules.MAX_WORDS
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words)
