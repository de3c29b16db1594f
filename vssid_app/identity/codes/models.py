"""A challenge is one question "is this your phone?"; it may be answered by any of its unexpired codes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vssid_app.core.clock import instant
from vssid_app.core.columns import EncryptedText
from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.identity.codes.rules import Purpose
from vssid_app.notifications.models import Channel


class ChallengeRow(WorldScoped, Base):
    """One purpose, one address, proven once and used once."""

    __tablename__ = "challenges"
    __table_args__ = scoped(UniqueConstraint("public_id"))

    public_id: Mapped[str] = mapped_column(String(22))
    purpose: Mapped[Purpose]
    channel: Mapped[Channel]
    address: Mapped[str | None] = mapped_column(EncryptedText("challenges.address"))
    """None in a decoy: asked for an account that does not exist; looks alike, sends nothing."""
    device_hash: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None]
    """The account that signs in, recovers or activates by it."""
    subject: Mapped[str] = mapped_column(EncryptedText("challenges.subject"), default="")
    """What the asker's step needs back after the proof (a dossier code, an email)."""
    created_at: Mapped[datetime] = mapped_column(default=instant)
    proven_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    codes: Mapped[list[IssuedCode]] = relationship(order_by="IssuedCode.n", lazy="selectin")


class IssuedCode(WorldScoped, Base):
    """That a code was sent; the code itself is computed from the challenge and ``n``, never stored."""

    __tablename__ = "issued_codes"
    __table_args__ = scoped(
        same_world("challenge_id", "challenges"),
        Index("ix_issued_codes_address", "world_id", "address_hash", "issued_at"),
        Index("ix_issued_codes_device", "world_id", "device_hash", "issued_at"),
        UniqueConstraint("challenge_id", "n"),
    )

    challenge_id: Mapped[int]
    n: Mapped[int]
    address_hash: Mapped[str] = mapped_column(String(64))
    device_hash: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime] = mapped_column(default=instant)
    expires_at: Mapped[datetime]
    wrong_tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
