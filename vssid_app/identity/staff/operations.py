"""Adding staff, taking them out, and letting them in by two factors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete

from vssid_app.agencies.queries import office
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, keyring
from vssid_app.identity import queries, sessions
from vssid_app.identity.arrivals import Way, arrive
from vssid_app.identity.models import Account, LoginIdentifier, RecoveryCode, Role, StaffRole
from vssid_app.identity.passwords.hashing import hash_password
from vssid_app.identity.passwords.operations import (
    Refused,
    check_password,
    count_try,
    forget_wrong,
    note_wrong,
)
from vssid_app.identity.rules import Identifier, IdentifierKind, is_staff_name
from vssid_app.identity.staff import rules


class StaffProblem(StrEnum):
    """Why staff cannot be added or changed so."""

    BAD_NAME = "bad_name"
    TAKEN = "taken"
    UNKNOWN_OFFICE = "unknown_office"
    UNKNOWN_USER = "unknown_user"
    OWN_ACCOUNT = "own_account"
    SHARED_PART = "shared_part"
    LAST_ROLE = "last_role"
    HAS_ROLE = "has_role"


class StaffRefused(Exception):
    """Nothing was changed; ``problem`` says why."""

    def __init__(self, problem: StaffProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a new member of staff begins with; it is shown once and kept nowhere."""

    user_name: str
    password: str


def add_staff(
    user_name: str, display_name: str, role: Role, office_code: str, *, by: int | None = None
) -> Credentials:
    """Add a member of staff; the first sign-in takes the second factor and changes the one-time password.

    Administrators have no office; ``by`` is the administrator's account, None for the command.

    Raises:
        StaffRefused: when the name cannot be one or is taken, or the office does not exist today.
    """
    if not is_staff_name(user_name):
        raise StaffRefused(StaffProblem.BAD_NAME)
    if role is Role.OFFICER and office(office_code, today()) is None:
        raise StaffRefused(StaffProblem.UNKNOWN_OFFICE)
    begun, hashed = _begin_with(user_name)
    with db.transaction() as session:
        if queries.account_of_identifier(IdentifierKind.USER_NAME, user_name) or queries.find_staff(
            user_name
        ):
            raise StaffRefused(StaffProblem.TAKEN)
        account = Account(
            user_name=user_name,
            display_name=display_name,
            password_hash=hashed,
            totp_secret=rules.new_secret(),
        )
        session.add(account)
        session.flush()
        value_hash = queries.identifier_hash(Identifier(IdentifierKind.USER_NAME, user_name))
        session.add_all(
            [
                StaffRole(account_id=account.id, role=role, office_code=office_code),
                LoginIdentifier(account_id=account.id, kind=IdentifierKind.USER_NAME, value_hash=value_hash),
            ]
        )
        record(Tag.STAFF_ADDED, actor=by, subject=account, role=role, office=office_code)
    return begun


def disable_staff(user_name: str, *, by: int | None = None) -> None:
    """Take a member of staff out; whatever is signed in is out at once.

    Raises:
        StaffRefused: when nobody has this name, or it may not be changed by this administrator.
    """
    with db.transaction():
        account = staff_to_change(user_name, by)
        account.disabled_at = instant()
        sessions.end_sessions_of(account)
        record(Tag.ACCOUNT_DISABLED, actor=by, subject=account)


def reset_second_factor(user_name: str, *, by: int | None = None) -> Credentials:
    """Begin anew with a member of staff whose phone (or password) is lost: one-time password, new secret.

    Raises:
        StaffRefused: when nobody has this name, or it may not be changed by this administrator.
    """
    begun, hashed = _begin_with(user_name)
    with db.transaction():
        account = staff_to_change(user_name, by)
        account.password_hash, account.totp_secret = hashed, rules.new_secret()
        account.totp_last_step = account.activated_at = None
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
        sessions.end_sessions_of(account)
        record(Tag.SECOND_FACTOR_RESET, actor=by, subject=account)
    return begun


def check_staff_password(user_name: str, password: str) -> Account | Refused:
    """The first factor; unknown names take and answer the same."""
    name = user_name.casefold()
    key = password_key(name)
    account = queries.find_staff(name)
    usable = account if account and account.totp_secret and account.disabled_at is None else None
    refused = check_password(key, usable, password)
    if refused is not None or usable is None:
        return refused or Refused(0, 0, checked=True)
    with db.transaction():
        forget_wrong([key])
    return usable


def has_second_factor(account: Account) -> bool:
    """Whether the authenticator app has proven that it holds the secret; until then it may be shown."""
    return account.totp_last_step is not None or account.activated_at is not None


def password_key(user_name: str) -> str:
    """What wrong passwords of a staff name are counted by."""
    return keyring.fingerprint("staff", user_name)


def second_factor_key(account: Account) -> str:
    """What wrong second factors of an account are counted by."""
    return keyring.fingerprint("second_factor", str(account.id))


def pass_second_factor(account: Account, code: str) -> Refused | None:
    """The second factor: signs in, unless the one-time password still has to be changed."""
    key = second_factor_key(account)
    counted = count_try(key)
    if isinstance(counted, Refused):
        return counted
    with db.transaction():
        db.reload(account)
        step = rules.step_of(account.totp_secret or "", code, instant(), account.totp_last_step)
        if step is not None and account.disabled_at is None:
            if not has_second_factor(account):
                record(Tag.SECOND_FACTOR_ENROLLED, actor=account.id, subject=account)
            account.totp_last_step = step
            forget_wrong([key])
            if account.activated_at is not None:
                arrive(account, Way.SECOND_FACTOR)
            return None
    return note_wrong(key, counted)


def set_staff_password(account: Account, password: str) -> None:
    """Change the one-time password after both factors, and sign in. The password has passed its rule."""
    hashed = hash_password(password)
    with db.transaction():
        db.reload(account)
        account.password_hash = hashed
        account.activated_at = instant()
        record(Tag.PASSWORD_CHANGED, actor=account.id, subject=account)
        sessions.end_sessions_of(account)
        arrive(account, Way.SECOND_FACTOR)


def _begin_with(user_name: str) -> tuple[Credentials, str]:
    password = rules.one_time_password()
    return Credentials(user_name, password), hash_password(password)


def staff_to_change(user_name: str, by: int | None) -> Account:
    """The account of a member of staff, for a change by an administrator (None: by the command).

    Raises:
        StaffRefused: when nobody has this name; when it is the administrator's own account, since nobody may
            lock the last door behind them; or a practice part without a password, which all visitors share.
    """
    account = queries.find_staff(user_name)
    if account is None:
        raise StaffRefused(StaffProblem.UNKNOWN_USER)
    if by is not None and account.id == by:
        raise StaffRefused(StaffProblem.OWN_ACCOUNT)
    if by is not None and account.password_hash is None:
        raise StaffRefused(StaffProblem.SHARED_PART)
    return account
