"""The keys that cards are signed with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.clock import instant
from vssid_app.core.columns import EncryptedText
from vssid_app.core.db import Base
from vssid_app.core.world import WorldKind


class SigningKey(Base):
    """A key of this installation; each kind of world signs with one of its own, the newest not retired.

    A retired key signs nothing more; it is kept, since cards that it has signed still verify.
    """

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    kid: Mapped[str] = mapped_column(String(43), unique=True)
    """The beginning of the key's thumbprint (RFC 7638); it stands in each token, so it is short."""
    kind: Mapped[WorldKind] = mapped_column(index=True)
    public_jwk: Mapped[dict[str, str]] = mapped_column(JSON)
    private_jwk: Mapped[str] = mapped_column(EncryptedText("signing_keys.private_jwk"))
    made_at: Mapped[datetime] = mapped_column(default=instant)
    retired_at: Mapped[datetime | None]
