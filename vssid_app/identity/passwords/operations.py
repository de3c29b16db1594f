"""Checking passwords, with a delay that grows with each wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account, WrongTries
from vssid_app.identity.passwords.hashing import hash_password, is_outdated, is_password
from vssid_app.identity.queries import identifier_hash, wrong_tries
from vssid_app.identity.rules import (
    Identifier,
    IdentifierKind,
    delay_after,
    seconds_to_wait,
    still_counted,
)


@dataclass(frozen=True, slots=True)
class Refused:
    """No entry."""

    wrong: int
    """How many wrong tries count by now."""
    seconds: int
    """How long the next try has to wait."""
    checked: bool
    """False when the try came too soon to be looked at."""


def count_try(key: str) -> int | Refused:
    """Count a try before it is checked, so that many at once are not free; refused while the delay runs.

    ``key`` is the keyed hash of what was typed: with and without an account it goes the same way.
    """
    return count_tries([key])


def count_tries(keys: Sequence[str]) -> int | Refused:
    """``count_try`` for a try that counts against several things at once: the longest delay of them holds."""
    with db.transaction() as session:
        # Two first tries at once: neither finds a row that it could wait for.
        db.alone(*keys)
        now = instant()
        rows = {row.identifier_hash: row for row in wrong_tries(keys)}
        for key in keys:
            if key not in rows:
                rows[key] = WrongTries(identifier_hash=key, count=0, last_at=now)
                session.add(rows[key])
        waits = [_standing(row, now) for row in rows.values()]
        longest = max(waits, key=lambda refused: refused.seconds)
        if longest.seconds:
            return longest
        for row, before in zip(rows.values(), waits, strict=True):
            row.count, row.last_at = before.wrong + 1, now
        return max(row.count for row in rows.values())


def _standing(row: WrongTries, now: datetime) -> Refused:
    """How many wrong tries count now, and how long they make the next one wait."""
    wrong = still_counted(row.count, row.last_at, now)
    return Refused(wrong, seconds_to_wait(wrong, row.last_at, now), checked=False)


def note_wrong(key: str, counted: int) -> Refused:
    """Write a refused try into the log; the next one waits."""
    with db.transaction():
        for row in wrong_tries([key]):
            record(Tag.SIGN_IN_REFUSED, actor=None, subject=row, wrong=counted)
    return Refused(counted, int(delay_after(counted).total_seconds()), checked=True)


def forget_wrong(keys: Sequence[str]) -> None:
    """Begin to count anew, inside the operation that let somebody in."""
    for row in wrong_tries(keys):
        row.count = 0


def check_password(key: str, account: Account | None, password: str) -> Refused | None:
    """Check a password; takes as long, writes as much and answers the same where there is no account."""
    counted = count_try(key)
    if isinstance(counted, Refused):
        return counted
    if is_password(password, account.password_hash if account else None):
        return None
    return note_wrong(key, counted)


def confirm_password(account: Account, password: str) -> Refused | None:
    """Check a signed-in holder's own password once more; wrong ones count as at the sign-in."""
    key = identifier_hash(Identifier(IdentifierKind.USER_NAME, account.user_name))
    refused = check_password(key, account, password)
    if refused is None:
        with db.transaction():
            forget_wrong([key])
    return refused


def fresh_hash(account: Account, password: str) -> str | None:
    """A new hash of a right password, where the kept one was made with other parameters."""
    kept = account.password_hash
    return hash_password(password) if kept and is_outdated(kept) else None


def mark_of(account: Account) -> str:
    """What tells one password of an account from the next, and is no secret: the salt of its hash."""
    parts = (account.password_hash or "").split("$")
    return parts[-2] if len(parts) > 1 else ""
