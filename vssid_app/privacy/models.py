"""Requests of people to have their account deleted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.clock import instant
from vssid_app.core.db import Base, WorldScoped, same_world, scoped


class DeletionRequest(WorldScoped, Base):
    """It waits some days, in which the holder can take it back; then the daily sweep carries it out."""

    __tablename__ = "deletion_requests"
    __table_args__ = scoped(
        UniqueConstraint("code"),
        # One request a proof, however often it is tapped.
        UniqueConstraint("challenge_id"),
        same_world("account_id", "accounts"),
        same_world("person_id", "persons"),
        Index("ix_deletion_requests_account", "world_id", "account_id"),
        Index("ix_deletion_requests_office", "world_id", "office_code"),
    )

    code: Mapped[str] = mapped_column(String(12))
    challenge_id: Mapped[int]
    account_id: Mapped[int]
    person_id: Mapped[int]
    office_code: Mapped[str] = mapped_column(String(5), default="")
    """The office that knows the person; empty where none does."""
    asked_at: Mapped[datetime] = mapped_column(default=instant)
    due_on: Mapped[date]
    """From this day of the world on it is carried out."""
    taken_back_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    address_hashes: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Once it is done: what the messages that were sent are still found by, until they go too."""
    messages_gone_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        """Whether it waits."""
        return self.taken_back_at is None and self.done_at is None
