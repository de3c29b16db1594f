"""How long a code lives, how often one may be asked for, how often guessed."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

import pyotp

CODE_DIGITS = 6
LIFE = timedelta(minutes=15)
ACTIVATION_LIFE = timedelta(days=7)
RESEND_AFTER = timedelta(seconds=30)
MAX_WRONG = 5
ADDRESS_WINDOW = timedelta(minutes=15)
MAX_PER_ADDRESS = 5
DEVICE_WINDOW = timedelta(hours=1)
# A school's one tablet registers a class: the limit of a device is far above that of a number.
MAX_PER_DEVICE = 60


class Purpose(StrEnum):
    """What a code is good for; a code of one purpose opens nothing else."""

    REGISTER = "register"
    EMAIL = "email"
    SIGN_IN = "sign_in"
    RECOVER = "recover"
    ACTIVATE = "activate"
    OPEN_DOSSIER = "open_dossier"
    NEW_DEVICE = "new_device"
    OLD_CONTACT = "old_contact"
    NEW_CONTACT = "new_contact"
    LOST_PHONE = "lost_phone"
    HAND_OVER = "hand_over"
    WITHDRAW = "withdraw"
    OWN_DATA = "own_data"
    CLOSE_ACCOUNT = "close_account"
    SEND_REQUEST = "send_request"
    CARE = "care"


class Answer(StrEnum):
    """What became of a typed code."""

    RIGHT = "right"
    AGAIN = "again"
    """The right code a second time, by the device that proved it: a double tap, Back, a refresh."""
    WRONG = "wrong"
    EXPIRED = "expired"
    USED = "used"
    EXHAUSTED = "exhausted"


class Refusal(StrEnum):
    """Why no further code is sent now."""

    TOO_SOON = "too_soon"
    ADDRESS_LIMIT = "address_limit"
    DEVICE_LIMIT = "device_limit"


class SentCode(Protocol):
    """What the rules need to know of a code that was sent."""

    n: int
    expires_at: datetime
    wrong_tries: int
    used_at: datetime | None


Sent = TypeVar("Sent", bound=SentCode)


@dataclass(frozen=True, slots=True)
class Wait:
    """No code now, but again after ``seconds``."""

    refusal: Refusal
    seconds: int


def life_of(purpose: Purpose) -> timedelta:
    """How long a code of a purpose can be used."""
    return ACTIVATION_LIFE if purpose is Purpose.ACTIVATE else LIFE


def code_for(server_key: bytes, challenge: str, purpose: Purpose, address: str, n: int) -> str:
    """The ``n``-th code of a challenge: HOTP (RFC 4226) with a key made of all that it is bound to."""
    bound = f"{challenge}\x00{purpose}\x00{address}".encode()
    key = base64.b32encode(hmac.digest(server_key, bound, "sha256")).decode()
    return pyotp.HOTP(key, digits=CODE_DIGITS).at(n)


def judge(
    typed: str, codes: Sequence[Sent], expected: Sequence[str], at: datetime
) -> tuple[Answer, Sent | None]:
    """What a typed code is, and the sent code that it matches.

    Each earlier code that has not expired still counts. All are compared, in constant time each.
    """
    matches = [code for code, value in zip(codes, expected, strict=True) if is_code(typed, value)]
    living = [code for code in codes if is_living(code, at)]
    if matches and (match := matches[-1]) in living:
        return Answer.RIGHT, match
    # Once all living codes are used up by guessing, even an expired one that matches tells nothing.
    if not living and any(code.wrong_tries >= MAX_WRONG for code in codes):
        return Answer.EXHAUSTED, None
    if matches:
        return (Answer.USED if matches[-1].used_at else Answer.EXPIRED), None
    return (Answer.WRONG if living else Answer.EXPIRED), None


def is_code(typed: str, expected: str) -> bool:
    """Compare in constant time, whatever was typed."""
    return hmac.compare_digest(expected.encode(), typed.encode(errors="replace"))


def is_living(code: SentCode, at: datetime) -> bool:
    """Whether a code can still be used."""
    return code.used_at is None and code.expires_at > at and code.wrong_tries < MAX_WRONG


def wait_before_sending(
    to_address: Sequence[datetime], by_device: Sequence[datetime], at: datetime
) -> Wait | None:
    """Whether another code must wait; the arguments are the moments of earlier ones.

    Limits are by number and by device, never by network address: a school is one address.
    """
    recent = [moment for moment in to_address if moment > at - ADDRESS_WINDOW]
    if recent and (left := max(recent) + RESEND_AFTER - at) > timedelta():
        return Wait(Refusal.TOO_SOON, _seconds(left))
    if len(recent) >= MAX_PER_ADDRESS:
        return Wait(Refusal.ADDRESS_LIMIT, _seconds(sorted(recent)[-MAX_PER_ADDRESS] + ADDRESS_WINDOW - at))
    busy = [moment for moment in by_device if moment > at - DEVICE_WINDOW]
    if len(busy) >= MAX_PER_DEVICE:
        return Wait(Refusal.DEVICE_LIMIT, _seconds(sorted(busy)[-MAX_PER_DEVICE] + DEVICE_WINDOW - at))
    return None


def _seconds(left: timedelta) -> int:
    return max(1, -(-left // timedelta(seconds=1)))
