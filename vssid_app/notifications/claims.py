"""Claims on messages: who may send which now, and what becomes of the claims of a worker that was killed.

A claim ends with its lease. That of a worker of this machine ends with the worker: a code that it had claimed
when it was killed would be of no more use after the lease.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, life_signs
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage

BATCH = 20
LEASE = timedelta(minutes=5)


def claim(channel: Channel) -> Sequence[OutboxMessage]:
    """Lease up to a batch of due messages of a channel, of each address only the oldest that waits."""
    now = instant()
    due = messages_due(now, OutboxMessage).where(OutboxMessage.channel == channel).order_by(OutboxMessage.id)
    with db.transaction() as session:
        rows = session.scalars(due.limit(BATCH).with_for_update(skip_locked=True, of=OutboxMessage)).all()
        for row in rows:
            row.leased_until = now + LEASE
            row.claimed_by = life_signs.mine()
    return rows


def messages_due(now: datetime, what: type[OutboxMessage] | InstrumentedAttribute[Channel]) -> Select[Any]:
    """What of the messages that are due; an idle worker only reads, and takes the write lock from nobody."""
    earlier = aliased(OutboxMessage)
    waits_behind_another = (
        select(earlier.id)
        .where(
            earlier.delivery == Delivery.QUEUED,
            earlier.channel == OutboxMessage.channel,
            earlier.address_hash == OutboxMessage.address_hash,
            earlier.id < OutboxMessage.id,
        )
        .exists()
    )
    return select(what).where(
        OutboxMessage.delivery == Delivery.QUEUED,
        OutboxMessage.not_before <= now,
        or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now),
        ~waits_behind_another,
    )


def release(row: OutboxMessage) -> None:
    """End the claim on a message; inside the operation that says what became of it."""
    row.leased_until = row.claimed_by = None


def release_claims_of(dead: Sequence[str]) -> None:
    """Free what processes that have ended had claimed in the current world; it is due as it was before."""
    if not dead:
        return
    with db.transaction() as session:
        claimed = session.scalars(select(OutboxMessage).where(OutboxMessage.claimed_by.in_(dead))).all()
        for row in claimed:
            release(row)
    if claimed:
        structlog.get_logger().warning("claims of a dead worker are free again", messages=len(claimed))
