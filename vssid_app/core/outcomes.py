"""What became of forms that were sent, so that the same form sent again is led to the same place."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Index, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.clock import instant
from vssid_app.core.db import Base, WorldScoped, scoped
from vssid_app.core.extensions import db

KEPT_FOR = timedelta(days=2)
"""Longer than any phone keeps a form that it could not send (``frontend/scripts/drafts.js``)."""
LONGEST = 500


class FormOutcome(WorldScoped, Base):
    """A form that was done."""

    __tablename__ = "form_outcomes"
    __table_args__ = scoped(
        UniqueConstraint("world_id", "mark"), Index("ix_form_outcomes_at", "world_id", "at")
    )

    mark: Mapped[str] = mapped_column(String(64))
    """Keyed hash of the form's own key, the phone, the address and what was filled in; none of it is kept."""
    led_to: Mapped[str] = mapped_column(String(LONGEST))
    """The path that its sender was led to."""
    at: Mapped[datetime]
    """When, by the machine's clock."""


def outcome(mark: str) -> str | None:
    """Where a form led that was done before; None for a new one."""
    return db.session.scalar(select(FormOutcome.led_to).where(FormOutcome.mark == mark))


def keep_outcome(mark: str, led_to: str) -> None:
    """Remember where a form has led; of two at the same moment the first is remembered."""
    if len(led_to) > LONGEST:
        return
    with db.transaction(keep_read=True) as session:
        db.alone(mark)
        if outcome(mark) is None:
            session.add(FormOutcome(mark=mark, led_to=led_to, at=instant()))


def forget_outcomes() -> bool:
    """Delete those that no form can ask for any more."""
    with db.transaction() as session:
        session.execute(delete(FormOutcome).where(FormOutcome.at < instant() - KEPT_FOR))
    return False
