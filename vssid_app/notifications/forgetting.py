"""Deleting what was sent to an address, once its holder has had it deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from vssid_app.core.extensions import db
from vssid_app.notifications.models import Delivery, OutboxMessage, PracticeAddress


def forget_messages(address_hashes: Sequence[str], *, until: datetime) -> None:
    """Delete what left (or was given up) before a moment, and who plays the addresses in practice.

    Joins the caller's transaction. What is still on its way is about something else, and goes.
    """
    db.session.execute(
        delete(OutboxMessage).where(
            OutboxMessage.address_hash.in_(address_hashes),
            OutboxMessage.delivery != Delivery.QUEUED,
            OutboxMessage.created_at <= until,
        )
    )
    db.session.execute(delete(PracticeAddress).where(PracticeAddress.address_hash.in_(address_hashes)))
