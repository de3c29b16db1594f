"""Closing an account for good: nobody signs in to it any more, and nobody is reached by it.

Rows that the log speaks of are emptied, not deleted: the number of a deleted row would be given again, and
the log would then speak of somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, or_, select, update

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.identity import sessions
from vssid_app.identity.codes.models import ChallengeRow, IssuedCode
from vssid_app.identity.models import Account, AccountCase, LoginIdentifier, SignInSession
from vssid_app.identity.trust import distrust_all
from vssid_app.notifications.in_app import forget_account
from vssid_app.notifications.operations import address_hash

NOBODY = ""


def close_account(account: Account) -> list[str]:
    """Take contact, password, devices, sessions and notices off an account and leave an empty row.

    Joins the caller's transaction. Gives the keyed hashes that messages to it are still found by. The person
    may register again.
    """
    db.reload(account)
    hashes = [address_hash(address) for address in (account.phone, account.email) if address]
    _end_access(account)
    _forget_codes(account, hashes)
    forget_account(account.id)
    account.phone = account.email = account.email_proven_at = account.password_hash = None
    account.user_name = f"#{account.id}"
    account.person_id = None
    account.closed_at = account.disabled_at = instant()
    record(Tag.ACCOUNT_CLOSED, actor=None, subject=account)
    return hashes


def open_case_of(account: Account) -> AccountCase | None:
    """The case of a lost phone that waits for an officer, if there is one."""
    waiting = select(AccountCase).where(
        AccountCase.account_id == account.id, AccountCase.decided_at.is_(None)
    )
    return db.session.scalars(waiting.limit(1)).first()


def _end_access(account: Account) -> None:
    sessions.end_sessions_of(account)
    db.session.flush()
    nameless = {"browser": NOBODY, "device_hash": NOBODY}
    db.session.execute(update(SignInSession).where(SignInSession.account_id == account.id).values(nameless))
    distrust_all(account)
    db.session.execute(delete(LoginIdentifier).where(LoginIdentifier.account_id == account.id))
    db.session.execute(
        update(AccountCase).where(AccountCase.account_id == account.id).values(new_phone=NOBODY)
    )


def _forget_codes(account: Account, hashes: Sequence[str]) -> None:
    """The questions stay, as some of their numbers stand in other rows; of whom they were asked does not."""
    sent = select(IssuedCode.challenge_id).where(IssuedCode.address_hash.in_(hashes))
    own = or_(ChallengeRow.account_id == account.id, ChallengeRow.id.in_(sent))
    ids = list(db.session.scalars(select(ChallengeRow.id).where(own)))
    nobodys = {"address": None, "subject": NOBODY, "account_id": None, "device_hash": NOBODY}
    db.session.execute(update(ChallengeRow).where(ChallengeRow.id.in_(ids)).values(nobodys))
    empty = {"address_hash": NOBODY, "device_hash": NOBODY}
    db.session.execute(update(IssuedCode).where(IssuedCode.challenge_id.in_(ids)).values(empty))
