"""Trusted devices: where the account's phone was proven, a password alone signs in for 30 days."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account, TrustedDevice

# source: issue "Accounts": a code at each sign-in annoys, none at all protects nobody
TRUSTED_FOR = timedelta(days=30)


def is_trusted(account: Account, device: str) -> bool:
    """Whether the account's phone was proven on this device lately."""
    row = _row(account, device)
    return row is not None and row.until > instant()


def trust(account: Account, device: str) -> None:
    """Ask this device for the password only, from now on; joins the caller's transaction."""
    row = _row(account, device)
    if row is None:
        row = TrustedDevice(account_id=account.id, device_hash=device)
        db.session.add(row)
    row.until = instant() + TRUSTED_FOR


def distrust(account: Account, device: str) -> None:
    """Ask this device for a code again; joins the caller's transaction."""
    db.session.execute(
        delete(TrustedDevice).where(
            TrustedDevice.account_id == account.id, TrustedDevice.device_hash == device
        )
    )


def distrust_all(account: Account, *, but: str | None = None) -> None:
    """Ask every device for a code again, except this one; joins the caller's transaction."""
    rows = delete(TrustedDevice).where(TrustedDevice.account_id == account.id)
    db.session.execute(rows.where(TrustedDevice.device_hash != but) if but else rows)


def _row(account: Account, device: str) -> TrustedDevice | None:
    return db.session.scalars(
        select(TrustedDevice).where(
            TrustedDevice.account_id == account.id, TrustedDevice.device_hash == device
        )
    ).one_or_none()
