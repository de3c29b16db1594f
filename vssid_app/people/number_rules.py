"""Numbers by which a person is known, and the ranges reserved for practice."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

# source: domain facts, "Formats": levels 1-5, two digits of province, mã số BHXH at the end
CARD_CODE = re.compile(r"[A-Z]{2}[1-5]\d{2}\d{10}", re.ASCII)
CARD_LIKE = re.compile(r"[A-Z]{2}\d*", re.ASCII)
SI_NUMBER_DIGITS = 10

SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")

RESERVED_IDENTITY = ("000", "099")
RESERVED_SI_NUMBER = "99"
RESERVED_PHONE = re.compile(r"0000\d{6}", re.ASCII)


class NumberKind(StrEnum):
    """What a number is."""

    SI_NUMBER = "si_number"
    CITIZEN_ID = "citizen_id"
    CARD_CODE = "card_code"
    LEGACY_ID_CARD = "legacy_id_card"


class NumberProblem(StrEnum):
    """Why a number is none of those known."""

    EMPTY = "empty"
    LETTERS = "letters"
    WRONG_LENGTH = "wrong_length"
    BAD_CARD_CODE = "bad_card_code"
    LEGACY_ID_NOT_ACCEPTED = "legacy_id_not_accepted"


class BadNumber(ValueError):
    """A number of no known kind. ``length`` counts the digits typed (of a card code: its characters)."""

    def __init__(self, problem: NumberProblem, length: int) -> None:
        """Keep the reason as a code, never the number itself (it could reach a log)."""
        super().__init__(f"{problem.value} ({length})")
        self.problem = problem
        self.length = length


@dataclass(frozen=True)
class RecognisedNumber:
    """A number in its stored form, its kind, and the mã số BHXH it holds, if any."""

    kind: NumberKind
    value: str
    si_number: str | None


KIND_BY_LENGTH = {
    10: NumberKind.SI_NUMBER,
    12: NumberKind.CITIZEN_ID,
    9: NumberKind.LEGACY_ID_CARD,
}


def squeeze_number(text: str) -> str:
    """Return a typed number without spaces, dots and hyphens, in plain digits and capitals."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def recognise_number(text: str, *, legacy_ids: bool) -> RecognisedNumber:
    """Say which number was typed: mã số BHXH, CCCD, card code or (where accepted) CMND.

    Raises BadNumber. A prefix is never a reason to refuse: there is no published check digit.
    """
    typed = squeeze_number(text)
    if not typed:
        raise BadNumber(NumberProblem.EMPTY, 0)
    if not typed.isascii() or not typed.isdigit():
        return _recognise_card_code(typed)
    kind = KIND_BY_LENGTH.get(len(typed))
    if kind is None:
        raise BadNumber(NumberProblem.WRONG_LENGTH, len(typed))
    if kind is NumberKind.LEGACY_ID_CARD and not legacy_ids:
        raise BadNumber(NumberProblem.LEGACY_ID_NOT_ACCEPTED, len(typed))
    return RecognisedNumber(kind, typed, typed if kind is NumberKind.SI_NUMBER else None)


def _recognise_card_code(typed: str) -> RecognisedNumber:
    if CARD_CODE.fullmatch(typed):
        return RecognisedNumber(NumberKind.CARD_CODE, typed, typed[-SI_NUMBER_DIGITS:])
    if CARD_LIKE.fullmatch(typed):
        raise BadNumber(NumberProblem.BAD_CARD_CODE, len(typed))
    raise BadNumber(NumberProblem.LETTERS, sum(char.isdigit() for char in typed))


def is_reserved(kind: NumberKind, value: str) -> bool:
    """Tell whether a recognised number lies in the ranges kept for practice worlds."""
    if kind is NumberKind.CARD_CODE:
        return value[-SI_NUMBER_DIGITS:].startswith(RESERVED_SI_NUMBER)
    if kind is NumberKind.SI_NUMBER:
        return value.startswith(RESERVED_SI_NUMBER)
    return value.startswith(RESERVED_IDENTITY)


def is_reserved_phone(phone: str) -> bool:
    """Tell whether a phone number (digits only) is a practice number: 0000 and six digits."""
    return RESERVED_PHONE.fullmatch(phone) is not None
