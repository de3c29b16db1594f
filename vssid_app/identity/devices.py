"""Signed-in browsers of an account: seeing them, and signing them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, world_time
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.listeners import tell_sessions_ended
from vssid_app.identity.models import Account, SignInSession
from vssid_app.identity.trust import distrust, distrust_all


@dataclass(frozen=True, slots=True)
class Device:
    """A signed-in browser as the page shows it; ``name`` is what a form calls it by."""

    name: str
    browser: str
    since: datetime
    seen_on: date
    is_this: bool


def devices_of(account: Account, current: SignInSession) -> list[Device]:
    """The signed-in browsers of an account, the current one first."""
    rows = sorted(_living(account), key=lambda row: row.id != current.id)
    return [
        Device(
            _name_of(row),
            row.browser,
            row.started_at,
            world_time(row.seen_at).date(),
            is_this=row.id == current.id,
        )
        for row in rows
    ]


def _name_of(row: SignInSession) -> str:
    """Neither the number of the row nor anything that signs in."""
    return keyring.fingerprint("session", str(row.id))[:22]


def _living(account: Account) -> Sequence[SignInSession]:
    """The living sessions of an account, the newest first."""
    rows = select(SignInSession).where(
        SignInSession.account_id == account.id,
        SignInSession.ended_at.is_(None),
        SignInSession.expires_at > instant(),
    )
    return db.session.scalars(rows.order_by(SignInSession.id.desc())).all()


def end_device(account: Account, current: SignInSession, name: str) -> bool:
    """Sign one other browser out, and trust it no more; False when that was done before, or is not theirs."""
    with db.transaction():
        found = next((row for row in _living(account) if _name_of(row) == name), None)
        if found is None or found.id == current.id:
            return False
        _end(account, found)
        distrust(account, found.device_hash)
        tell_sessions_ended(account)
        return True


def end_other_devices(account: Account, current: SignInSession) -> int:
    """Sign out all browsers but the current one, and trust no other; gives how many there were."""
    with db.transaction():
        others = [row for row in _living(account) if row.id != current.id]
        for row in others:
            _end(account, row)
        distrust_all(account, but=current.device_hash)
        tell_sessions_ended(account)
        return len(others)


def _end(account: Account, row: SignInSession) -> None:
    row.ended_at = instant()
    record(Tag.SIGNED_OUT, actor=account.id, subject=row, way="devices")
