"""Mobile phone numbers: real ones in the live world, reserved ones in practice worlds."""

import re
from enum import StrEnum

from vssid_app.core.late import phonenumbers
from vssid_app.people.number_rules import is_reserved_phone, squeeze_number

# source: domain facts, "Formats"; the library knows the ranges too, but counts some landlines as valid
MOBILE = re.compile(r"(?:\+?84|0)((?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\d{7})", re.ASCII)
INTERNATIONAL = re.compile(r"(?:\+|00)?84(?=\d{9}$)", re.ASCII)
BRACKETS = re.compile(r"[()]")
LOCAL_DIGITS = 10


class PhoneProblem(StrEnum):
    """Why a phone number is refused."""

    EMPTY = "empty"
    LETTERS = "letters"
    WRONG_LENGTH = "wrong_length"
    NOT_MOBILE = "not_mobile"
    REAL_NUMBER = "real_number"
    PRACTICE_NUMBER = "practice_number"


class BadPhone(ValueError):
    """A refused phone number. ``length`` counts the digits typed."""

    def __init__(self, problem: PhoneProblem, length: int) -> None:
        """Keep the reason as a code, never the number itself (it could reach a log)."""
        super().__init__(f"{problem.value} ({length})")
        self.problem = problem
        self.length = length


def normalise_phone(text: str, *, practice: bool) -> str:
    """Return the stored form of a typed mobile number; raises BadPhone.

    Practice: ``0000345678``, only from the reserved range. Live: E.164, only Vietnamese mobiles.
    """
    local = _local_digits(text)
    if len(local) != LOCAL_DIGITS:
        raise BadPhone(PhoneProblem.WRONG_LENGTH, len(local))
    if not local.startswith("0"):
        raise BadPhone(PhoneProblem.NOT_MOBILE, len(local))
    if practice:
        return _practice_phone(local)
    return _live_phone(local)


def _local_digits(text: str) -> str:
    typed = BRACKETS.sub("", squeeze_number(text))
    digits = typed.removeprefix("+")
    if not digits:
        raise BadPhone(PhoneProblem.EMPTY, 0)
    if not (digits.isascii() and digits.isdigit()):
        raise BadPhone(PhoneProblem.LETTERS, sum(char.isdigit() for char in digits))
    return INTERNATIONAL.sub("0", typed).removeprefix("+")


def _practice_phone(local: str) -> str:
    if not is_reserved_phone(local):
        raise BadPhone(PhoneProblem.REAL_NUMBER, len(local))
    return local


def _live_phone(local: str) -> str:
    if is_reserved_phone(local):
        raise BadPhone(PhoneProblem.PRACTICE_NUMBER, len(local))
    if not MOBILE.fullmatch(local):
        raise BadPhone(PhoneProblem.NOT_MOBILE, len(local))
    parsed = phonenumbers.parse(local, "VN")
    if phonenumbers.number_type(parsed) != phonenumbers.PhoneNumberType.MOBILE:
        raise BadPhone(PhoneProblem.NOT_MOBILE, len(local))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
