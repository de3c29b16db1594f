"""Recovery codes: a sheet of paper that stands in for a lost authenticator app, each line once."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.arrivals import Way, arrive
from vssid_app.identity.models import Account, RecoveryCode
from vssid_app.identity.passwords.operations import (
    Refused,
    check_password,
    count_try,
    forget_wrong,
    note_wrong,
)
from vssid_app.identity.staff import rules
from vssid_app.identity.staff.operations import password_key, second_factor_key


def make_recovery_codes(account: Account, password: str) -> list[str] | Refused:
    """Ten new codes in place of all earlier ones; given here once, kept only as keyed hashes."""
    key = password_key(account.user_name)
    refused = check_password(key, account, password)
    if refused is not None:
        return refused
    made = rules.recovery_codes()
    with db.transaction() as session:
        forget_codes(account)
        session.add_all(RecoveryCode(account_id=account.id, code_hash=_hash(account, code)) for code in made)
        forget_wrong([key])
        record(Tag.RECOVERY_CODES_MADE, actor=account.id, subject=account)
    return made


def codes_left(account: Account) -> int:
    """How many codes have not been used."""
    unused = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.account_id == account.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(unused) or 0


def pass_recovery_code(account: Account, typed: str) -> Refused | None:
    """A recovery code in place of the app's: signs in. Wrong ones count with wrong codes of the app."""
    key = second_factor_key(account)
    counted = count_try(key)
    if isinstance(counted, Refused):
        return counted
    with db.transaction():
        db.reload(account)
        if account.is_active and take_recovery_code(account, typed):
            forget_wrong([key])
            arrive(account, Way.SECOND_FACTOR)
            return None
    return note_wrong(key, counted)


def take_recovery_code(account: Account, typed: str) -> bool:
    """Use a code up; False when there is none such, or it has been used. Joins the caller's transaction."""
    row = _unused(account, typed)
    if row is None:
        return False
    row.used_at = instant()
    record(Tag.RECOVERY_CODE_USED, actor=account.id, subject=row)
    return True


def forget_codes(account: Account) -> None:
    """Make all codes worthless; joins the caller's transaction."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def _unused(account: Account, typed: str) -> RecoveryCode | None:
    row = db.session.scalars(
        select(RecoveryCode).where(
            RecoveryCode.account_id == account.id, RecoveryCode.code_hash == _hash(account, typed)
        )
    ).one_or_none()
    if row is not None:
        db.reload(row)
    return row if row is not None and row.used_at is None else None


def _hash(account: Account, code: str) -> str:
    # Keyed and bound to the account: 49 random bits cannot be tried out without the key.
    return keyring.fingerprint("recovery_code", f"{account.id}:{rules.bare_recovery_code(code)}")
