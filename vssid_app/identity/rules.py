"""What one may sign in with, and how long one waits after wrong passwords."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from vssid_app.core.late import phonenumbers

FREE_TRIES = 2
FIRST_DELAY = timedelta(seconds=5)
LONGEST_DELAY = timedelta(minutes=15)
# After a day without one, wrong passwords are forgotten: nobody guesses at that pace.
FORGET_AFTER = timedelta(days=1)

SEPARATORS = re.compile(r"[\s.\-()\u2010-\u2015\u200b-\u200f\u2060\ufeff]+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
STAFF_NAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")
# The practice ranges, as the rules of people have them (a test compares): 99 and eight digits, 0000 and
# six, 000 or 099 and the rest of an identity number.
PRACTICE_NUMBER = re.compile(r"99\d{8}|0000\d{6}|(?:000|099)\d{9}|(?:000|099)\d{6}", re.ASCII)
PRACTICE_DOMAIN = ".example"
PHONE_DIGITS = 10
COUNTRY_CODE = "+84"


class IdentifierKind(StrEnum):
    """What one can sign in with."""

    USER_NAME = "user_name"
    CITIZEN_ID = "citizen_id"
    PHONE = "phone"
    EMAIL = "email"


class IdentifierProblem(StrEnum):
    """Why something typed cannot be what somebody signs in with."""

    LETTERS = "letters"
    EMAIL = "email"
    WRONG_LENGTH = "wrong_length"
    REAL = "real"
    PHONE = "phone"


class BadIdentifier(ValueError):
    """Nobody signs in with this. ``length`` counts the digits typed."""

    def __init__(self, problem: IdentifierProblem, length: int = 0) -> None:
        """Keep the reason as a code, never the number itself (it could reach a log)."""
        super().__init__(f"{problem} ({length})")
        self.problem = problem
        self.length = length


@dataclass(frozen=True, slots=True)
class Identifier:
    """A typed value in its stored form, as one kind."""

    kind: IdentifierKind
    value: str


def delay_after(wrong: int) -> timedelta:
    """How long the next try has to wait after so many wrong passwords: 5 s from the third, doubling."""
    if wrong <= FREE_TRIES:
        return timedelta()
    doublings = min(wrong - FREE_TRIES - 1, 20)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def seconds_to_wait(wrong: int, last: datetime, at: datetime) -> int:
    """How many seconds are left of the delay; 0 when one may try."""
    left = last + delay_after(wrong) - at
    return max(0, -(-left // timedelta(seconds=1)))


def still_counted(wrong: int, last: datetime, at: datetime) -> int:
    """How many wrong passwords count at a moment: none after a day of rest."""
    return wrong if at - last < FORGET_AFTER else 0


def read_identifiers(typed: str, *, practice: bool) -> tuple[Identifier, ...]:
    """What a typed mã số BHXH, CCCD, CMND, phone or email may be, likeliest first.

    Ten digits that begin with 0 may be a phone or a mã số BHXH of the first provinces: both are looked up.

    Raises:
        BadIdentifier: when it is none of them, or (in practice worlds) lies outside the reserved ranges.
    """
    plain = unicodedata.normalize("NFKC", typed)
    if "@" in plain:
        return (_email("".join(plain.split()), practice=practice),)
    digits = _local(SEPARATORS.sub("", plain))
    if not (digits.isascii() and digits.isdigit()):
        raise BadIdentifier(IdentifierProblem.LETTERS)
    kinds = _kinds(digits)
    if not kinds:
        raise BadIdentifier(IdentifierProblem.WRONG_LENGTH, len(digits))
    if practice and not PRACTICE_NUMBER.fullmatch(digits):
        raise BadIdentifier(IdentifierProblem.REAL, len(digits))
    return tuple(Identifier(kind, _stored(kind, digits, practice=practice)) for kind in kinds)


def read_phone(typed: str, *, practice: bool) -> str:
    """The stored form of a typed mobile number.

    Raises:
        BadIdentifier: when it is something else, or (in practice worlds) lies outside the reserved ranges.
    """
    found = next(
        (each for each in read_identifiers(typed, practice=practice) if each.kind is IdentifierKind.PHONE),
        None,
    )
    if found is None or not (practice or _is_mobile(found.value)):
        raise BadIdentifier(IdentifierProblem.PHONE)
    return found.value


def read_email(typed: str, *, practice: bool) -> str:
    """The stored form of a typed email.

    Raises:
        BadIdentifier: when it has not the form of one, or (in practice worlds) could be somebody's.
    """
    return _email("".join(unicodedata.normalize("NFKC", typed).split()), practice=practice).value


def is_staff_name(typed: str) -> bool:
    """Whether this may be the user name of staff: letters first, so that it is never taken for a number."""
    return STAFF_NAME.fullmatch(typed) is not None


def is_email(text: str) -> bool:
    """Whether this has the form of an address."""
    return EMAIL.fullmatch(text) is not None


def _is_mobile(number: str) -> bool:
    parsed = phonenumbers.parse(number, None)
    return phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE


def _email(address: str, *, practice: bool) -> Identifier:
    if not is_email(address):
        raise BadIdentifier(IdentifierProblem.EMAIL)
    if practice and not address.casefold().endswith(PRACTICE_DOMAIN):
        raise BadIdentifier(IdentifierProblem.REAL)
    return Identifier(IdentifierKind.EMAIL, address.casefold())


def _local(squeezed: str) -> str:
    return "0" + squeezed.removeprefix(COUNTRY_CODE) if squeezed.startswith(COUNTRY_CODE) else squeezed


def _kinds(digits: str) -> tuple[IdentifierKind, ...]:
    if len(digits) == PHONE_DIGITS and digits.startswith("0"):
        return (IdentifierKind.PHONE, IdentifierKind.USER_NAME)
    by_length = {
        10: (IdentifierKind.USER_NAME,),
        12: (IdentifierKind.CITIZEN_ID,),
        # The old CMND, in worlds before 2025.
        9: (IdentifierKind.CITIZEN_ID,),
    }
    return by_length.get(len(digits), ())


def _stored(kind: IdentifierKind, digits: str, *, practice: bool) -> str:
    """Phones of the live world are kept with the country code, those of practice as they are written."""
    if kind is IdentifierKind.PHONE and not practice:
        return COUNTRY_CODE + digits[1:]
    return digits
