"""Taking another authenticator app oneself: for a code of the old one, or of the sheet of recovery codes."""

from __future__ import annotations

from base64 import b32encode

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.devices import end_other_devices
from vssid_app.identity.models import Account, SignInSession
from vssid_app.identity.passwords.operations import Refused, count_try, forget_wrong, note_wrong
from vssid_app.identity.staff import rules
from vssid_app.identity.staff.operations import second_factor_key
from vssid_app.identity.staff.recovery import take_recovery_code

SECRET_BYTES = 20


def prove_factor(account: Account, typed: str) -> Refused | None:
    """The old second factor, for who is signed in; each code is taken, and counts, as at the sign-in."""
    key = second_factor_key(account)
    counted = count_try(key)
    if isinstance(counted, Refused):
        return counted
    with db.transaction():
        db.reload(account)
        step = rules.step_of(account.totp_secret or "", _digits(typed), instant(), account.totp_last_step)
        if step is not None:
            account.totp_last_step = step
        if step is not None or take_recovery_code(account, typed):
            forget_wrong([key])
            return None
    return note_wrong(key, counted)


def next_secret(account: Account, nonce: str) -> str:
    """The secret of the new app, computed from the pending change and kept nowhere until it is proven."""
    bound = f"{account.id}:{nonce}:{account.totp_secret}"
    digest = bytes.fromhex(keyring.fingerprint("next authenticator", bound))
    return b32encode(digest[:SECRET_BYTES]).decode()


def mark_of_secret(account: Account) -> str:
    """What tells one secret of an account from the next, and is no secret."""
    return keyring.fingerprint("authenticator", f"{account.id}:{account.totp_secret}")[:16]


def renew_factor(account: Account, nonce: str, typed: str, current: SignInSession) -> Refused | None:
    """Put the new app in the place of the old, by a code of the new; all other browsers are signed out."""
    key = second_factor_key(account)
    counted = count_try(key)
    if isinstance(counted, Refused):
        return counted
    with db.transaction():
        db.reload(account)
        secret = next_secret(account, nonce)
        step = rules.step_of(secret, typed, instant(), None)
        if step is not None:
            account.totp_secret, account.totp_last_step = secret, step
            forget_wrong([key])
            record(Tag.SECOND_FACTOR_CHANGED, actor=account.id, subject=account)
            end_other_devices(account, current)
            return None
    return note_wrong(key, counted)


def _digits(typed: str) -> str:
    return "".join(char for char in typed if char.isalnum())
