"""The second factor: codes of an authenticator app (TOTP, RFC 6238), each taken once."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp

STEP_SECONDS = 30
# One step either side: the clock of a phone may be half a minute wrong, and typing takes time.
TOLERATED_STEPS = (0, -1, 1)
ONE_TIME_GROUPS = 4
ONE_TIME_GROUP = 4
# Without characters that are taken for one another: 0 o, 1 l i.
RECOVERY_CODES = 10
RECOVERY_GROUP = 5
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def step_of(secret: str, typed: str, at: datetime, last_step: int | None) -> int | None:
    """The step of a typed code; None when it is wrong, too old, or not after the last step taken."""
    now = int(at.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for offset in TOLERATED_STEPS:
        step = now + offset
        is_right = hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode(errors="replace"))
        if is_right and (last_step is None or step > last_step):
            return step
    return None


def new_secret() -> str:
    """A secret for an authenticator app, 160 bits."""
    return pyotp.random_base32()


def otpauth_address(secret: str, user_name: str, issuer: str) -> str:
    """The address that an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name=issuer)


def one_time_password() -> str:
    """A password to begin with, easy to read aloud: four groups of four, 79 bits."""
    return "-".join(_group(ONE_TIME_GROUP) for _ in range(ONE_TIME_GROUPS))


def recovery_codes() -> list[str]:
    """Ten codes for a sheet of paper, each good once: two groups of five, 49 bits."""
    return [f"{_group(RECOVERY_GROUP)}-{_group(RECOVERY_GROUP)}" for _ in range(RECOVERY_CODES)]


def bare_recovery_code(typed: str) -> str:
    """A typed recovery code as it is hashed: without hyphens and spaces, in small letters."""
    return "".join(char for char in typed.casefold() if char.isalnum())


def grouped_secret(secret: str) -> str:
    """A secret in groups of four, for who types it into the app instead of scanning."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def _group(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
