"""Finding challenges, and counting what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.identity.codes.models import Challenge, IssuedCode
from vssid_app.identity.codes.rules import ADDRESS_WINDOW, DEVICE_WINDOW, LIFE, Purpose


def find_challenge(public_id: str, *purposes: Purpose) -> Challenge | None:
    """The challenge of an address, of one of these purposes."""
    return db.session.scalars(
        select(Challenge).where(Challenge.public_id == public_id, Challenge.purpose.in_(purposes))
    ).one_or_none()


def open_challenge(purpose: Purpose, address_hash: str, device: str, subject: str) -> Challenge | None:
    """The newest unproven challenge that the same device asked for the same thing."""
    found = db.session.scalars(
        select(Challenge)
        .join(IssuedCode, IssuedCode.challenge_id == Challenge.id)
        .where(
            Challenge.purpose == purpose,
            Challenge.device_hash == device,
            Challenge.proven_at.is_(None),
            IssuedCode.address_hash == address_hash,
        )
        .order_by(Challenge.id.desc())
        .limit(1)
    ).first()
    return found if found and found.subject == subject else None


def proven_since(moment: datetime, device: str, *purposes: Purpose) -> Sequence[Challenge]:
    """What a device has proven since a moment, of codes that it asked for."""
    sent = select(IssuedCode.challenge_id).where(
        IssuedCode.device_hash == device, IssuedCode.issued_at > moment - LIFE
    )
    return db.session.scalars(
        select(Challenge).where(
            Challenge.id.in_(sent),
            Challenge.device_hash == device,
            Challenge.purpose.in_(purposes),
            Challenge.proven_at > moment,
        )
    ).all()


def sent_to(address_hash: str, now: datetime) -> Sequence[datetime]:
    """When codes were sent to an address, within the window that its limit counts."""
    return db.session.scalars(
        select(IssuedCode.issued_at).where(
            IssuedCode.address_hash == address_hash,
            IssuedCode.issued_at > now - ADDRESS_WINDOW,
            IssuedCode.expires_at <= now + ADDRESS_WINDOW,
        )
    ).all()


def sent_by(device: str, now: datetime) -> Sequence[datetime]:
    """When a device asked for codes, within the window that its limit counts."""
    return db.session.scalars(
        select(IssuedCode.issued_at).where(
            IssuedCode.device_hash == device, IssuedCode.issued_at > now - DEVICE_WINDOW
        )
    ).all()
