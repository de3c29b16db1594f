"""How often somebody has asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.db import Base, WorldScoped, scoped


class LookupCount(WorldScoped, Base):
    """Questions about persons in one window of time, by device, by address or by number."""

    __tablename__ = "lookup_counts"
    __table_args__ = scoped(
        UniqueConstraint("world_id", "key_hash"), Index("ix_lookup_counts_ends", "world_id", "ends_at")
    )

    key_hash: Mapped[str] = mapped_column(String(64))
    """Keyed hash of what is counted by and the window; neither number nor address is kept."""
    ends_at: Mapped[datetime]
    """The end of the window; after it the row is of no use and goes."""
    count: Mapped[int]
