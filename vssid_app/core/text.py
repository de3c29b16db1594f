"""Text as people write it: folding for search, comparing names, masking, and grouping digits."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import filterfalse

NO_BREAK_SPACE = "\u00a0"
HIDDEN_DIGITS = "•••"

# The five tone marks of Vietnamese as combining characters: grave, acute, tilde, hook above, dot below.
TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")

# Old Vietnamese fonts write đ with the Icelandic eth, which looks the same in capitals.
LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ"})
# Phones type the curly ones by themselves, registers mostly keep the straight one: K’Brôi is K'Brôi.
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′´`", "'"))
WITHOUT_STROKE = str.maketrans({"đ": "d", "Đ": "D"})
_PLAIN = WITHOUT_STROKE | APOSTROPHES

LOCAL_PHONE_DIGITS = 10
SI_NUMBER_DIGITS = 10
CITIZEN_ID_DIGITS = 12
LEGACY_ID_DIGITS = 9
CARD_CODE_LENGTH = 15


def fold(text: str) -> str:
    """Return the text for searching: lower case, no accents, đ as d, single spaces, straight apostrophes."""
    decomposed = unicodedata.normalize("NFD", text.translate(LOOK_ALIKES))
    bare = "".join(filterfalse(unicodedata.combining, decomposed))
    return " ".join(bare.translate(_PLAIN).casefold().split())


def clean_name(text: str) -> str:
    """Return the name as it is stored: composed letters (NFC), single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text.translate(LOOK_ALIKES)).split())


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same to a Vietnamese reader.

    Case, spacing, the form of encoding, of apostrophes and the place of the tone mark (hoà, hòa) do not
    count; a missing or other accent does.
    """
    return _name_key(one) == _name_key(other)


def has_hidden_characters(text: str) -> bool:
    """Tell whether the text holds control or invisible characters (NUL, marks of direction)."""
    return any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and not char.isspace() for char in text)


def show_phone(phone: str) -> str:
    """Return a phone number as people read it aloud: ``0000 345 678``; E.164 becomes national."""
    local = _local_phone(phone)
    return _grouped(local, (4, 3, 3)) if len(local) == LOCAL_PHONE_DIGITS else local


def mask_phone(phone: str) -> str:
    """Return a phone number with its middle hidden: ``0000 ••• 678``."""
    local = _local_phone(phone)
    return NO_BREAK_SPACE.join((local[:4], HIDDEN_DIGITS, local[-3:]))


def mask_email(email: str) -> str:
    """Return an address with all of the mailbox but its first letter hidden: ``a•••@thuchanh.example``."""
    mailbox, _, domain = email.rpartition("@")
    return f"{mailbox[:1]}{HIDDEN_DIGITS}@{domain}"


def mask_number(number: str) -> str:
    """Return an identity or insurance number of which only the last three digits are seen."""
    return f"{HIDDEN_DIGITS}{NO_BREAK_SPACE}{number[-3:]}"


def group_number(number: str) -> str:
    """Return a number of 9, 10 or 12 digits in groups: ``990 123 4567``, ``099 209 012 345``."""
    groups = {
        LEGACY_ID_DIGITS: (3, 3, 3),
        SI_NUMBER_DIGITS: (3, 3, 4),
        CITIZEN_ID_DIGITS: (3, 3, 3, 3),
    }
    return _grouped(number, groups.get(len(number), (len(number),)))


def group_card_code(card_code: str) -> str:
    """Return a card code of 15 characters in groups: ``HS 4 01 990 000 0016``."""
    if len(card_code) != CARD_CODE_LENGTH:
        return card_code
    return _grouped(card_code, (2, 1, 2, 3, 3, 4))


def show_money(amount: int | Decimal) -> str:
    """Return an amount of đồng, rounded to whole đồng: ``563.220 đ``."""
    whole = int(Decimal(amount).to_integral_value(rounding=ROUND_HALF_UP))
    return f"{whole:,}".replace(",", ".") + NO_BREAK_SPACE + "đ"


def _name_key(text: str) -> tuple[str, ...]:
    return tuple(
        _syllable_key(syllable) for syllable in clean_name(text).translate(APOSTROPHES).casefold().split()
    )


def _syllable_key(syllable: str) -> str:
    """Move the tone mark to the end, where every way of placing it meets."""
    decomposed = unicodedata.normalize("NFD", syllable)
    letters = "".join(char for char in decomposed if char not in TONE_MARKS)
    tones = "".join(char for char in decomposed if char in TONE_MARKS)
    return letters + tones


def _local_phone(phone: str) -> str:
    digits = re.sub(r"[^\d+]", "", phone)
    return re.sub(r"^\+84", "0", digits)


def _grouped(text: str, sizes: Iterable[int]) -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(text[start : start + size])
        start += size
    return NO_BREAK_SPACE.join(parts)
