"""Invented names, drawn from words that many people bear, and misspelt as registers misspell them."""

import unicodedata
from collections.abc import Iterator
from random import Random

from vssid_app.core.text import TONE_MARKS, clean_name, fold, same_name
from vssid_app.people.rules import Sex

FAMILY_NAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
    *("Dương", "Lý", "Đào", "Đinh", "Trịnh", "Mai", "Lưu", "Tạ", "Cao", "Chu", "Kiều", "Quách"),
)
MIDDLE_NAMES = {
    Sex.MALE: ("Văn", "Đức", "Minh", "Quang", "Hữu", "Gia", "Anh", "Tuấn", "Thành", "Xuân", "Công", "Duy"),
    Sex.FEMALE: (
        "Thị",
        "Thu",
        "Ngọc",
        "Minh",
        "Thuỳ",
        "Khánh",
        "Phương",
        "Thanh",
        "Bảo",
        "Diệu",
        "Hà",
        "Kim",
    ),
}
GIVEN_NAMES = {
    Sex.MALE: (
        *("An", "Bách", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hoàng", "Hùng", "Huy", "Khang"),
        *("Khôi", "Kiên", "Lâm", "Long", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Sơn", "Thắng", "Tùng"),
    ),
    Sex.FEMALE: (
        *("An", "Anh", "Châu", "Chi", "Diệp", "Dung", "Giang", "Hạnh", "Hoà", "Hương", "Lan", "Linh"),
        *("Loan", "Mai", "My", "Nga", "Ngân", "Nhung", "Quỳnh", "Thảo", "Thuý", "Trang", "Vy", "Yến"),
    ),
}

# A vowel that clerks take for its neighbour.
NEIGHBOUR_VOWELS = {"a": "â", "ă": "a", "â": "a", "e": "ê", "ê": "e", "o": "ô", "ô": "o", "ơ": "o"}
NEIGHBOUR_VOWELS |= {"u": "ư", "ư": "u", "y": "i", "i": "y"}


def draw_family_name(chance: Random) -> str:
    """Draw a family name."""
    return chance.choice(FAMILY_NAMES)


def draw_name(chance: Random, sex: Sex, family_name: str) -> str:
    """Draw a full name of three words; middle and given name are never the same word."""
    given = chance.choice(GIVEN_NAMES[sex])
    middle = chance.choice([word for word in MIDDLE_NAMES[sex] if word != given])
    return f"{family_name} {middle} {given}"


def mailbox(full_name: str, mark: str) -> str:
    """Return an address of mail that reaches nobody: the domain is reserved for examples."""
    return f"{fold(full_name).replace(' ', '.')}.{mark}@thuchanh.example"


def misspell(full_name: str) -> str:
    """Return the name with the given name written wrongly, so that it is another name to a reader."""
    return next(wrong for wrong in _misspellings(full_name) if not same_name(wrong, full_name))


def _misspellings(full_name: str) -> Iterator[str]:
    *before, given = full_name.split()
    start = " ".join(before)
    yield clean_name(f"{start} {_without_tone(given)}")
    for at, letter in enumerate(given):
        if letter.lower() in NEIGHBOUR_VOWELS:
            wrong = NEIGHBOUR_VOWELS[letter.lower()]
            yield f"{start} {given[:at]}{wrong.upper() if letter.isupper() else wrong}{given[at + 1 :]}"
    yield f"{before[0]} {given}"


def _without_tone(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(char for char in decomposed if char not in TONE_MARKS)
