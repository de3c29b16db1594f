"""Checking passwords, with a delay that grows with each wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account, WrongTries
from vssid_app.identity.passwords.hashing import hash_password, is_outdated, is_password
from vssid_app.identity.queries import wrong_tries
from vssid_app.identity.rules import delay_after, seconds_to_wait, still_counted


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
    with db.transaction() as session:
        now = instant()
        row = next(iter(wrong_tries([key])), None)
        if row is None:
            row = WrongTries(identifier_hash=key, count=0, last_at=now)
            session.add(row)
        wrong = still_counted(row.count, row.last_at, now)
        wait = seconds_to_wait(wrong, row.last_at, now)
        if wait:
            return Refused(wrong, wait, checked=False)
        row.count, row.last_at = wrong + 1, now
        return row.count


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


def fresh_hash(account: Account, password: str) -> str | None:
    """A new hash of a right password, where the kept one was made with other parameters."""
    kept = account.password_hash
    return hash_password(password) if kept and is_outdated(kept) else None


def mark_of(account: Account) -> str:
    """What tells one password of an account from the next, and is no secret: the salt of its hash."""
    parts = (account.password_hash or "").split("$")
    return parts[-2] if len(parts) > 1 else ""
