"""The worker's half of the outbox: claim, send outside of any transaction, mark.

A message is marked right after it left. A crash between the two sends it again, under the same key: the
receiver can tell. Messages to one address leave in the order in which they were written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import visiting, worlds_of
from vssid_app.notifications.channels import (
    ANSWER_SECONDS,
    Away,
    Final,
    NotConnected,
    Parcel,
    Retry,
    WayOut,
)
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage
from vssid_app.notifications.notices import with_link
from vssid_app.notifications.rules import is_hopeless, is_useless, wait_after
from vssid_app.notifications.ways import ways_out

BATCH = 20
LEASE = timedelta(minutes=5)
# What one letter takes at the worst; nothing is begun that could outlive the lease.
LONGEST_SENDING = timedelta(seconds=12 * ANSWER_SECONDS)
ERROR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Claimed:
    """A leased message: its row for marking, and all that sending needs without the database."""

    row: OutboxMessage
    parcel: Parcel


def deliver_due() -> bool:
    """Send what is due in the live world; says whether there may be more at once.

    Practice worlds are not looked at: nothing of theirs ever leaves.
    """
    settings: Settings = current_app.extensions["settings"]
    ways = ways_out(settings)
    left = 0
    for world in worlds_of(WorldKind.LIVE):
        with visiting(world):
            left += _deliver(ways)
    return left > 0


def _deliver(ways: Mapping[Channel, WayOut]) -> int:
    """Send one batch by each way that has something to do; gives how many left."""
    due = {
        Channel(channel) for channel in db.session.scalars(_due(instant(), OutboxMessage.channel).distinct())
    }
    # In the order of the ways: a slow gateway must not keep letters waiting.
    return sum(_deliver_by(ways[channel], claim(channel)) for channel in ways if channel in due)


def _deliver_by(way: WayOut, batch: Sequence[Claimed]) -> int:
    """Send a batch; once the receiver is away, the rest of it waits untried."""
    until = instant() + LEASE
    left = 0
    for n, claimed in enumerate(batch):
        if instant() + LONGEST_SENDING > until:
            break
        try:
            left += _send(claimed, way)
        except Away as silence:
            for other in batch[n:]:
                _postpone(other.row, silence)
            break
    return left


def claim(channel: Channel) -> Sequence[Claimed]:
    """Lease up to a batch of due messages of a channel, of each address only the oldest that waits."""
    now = instant()
    due = _due(now, OutboxMessage).where(OutboxMessage.channel == channel).order_by(OutboxMessage.id)
    with db.transaction() as session:
        rows = session.scalars(due.limit(BATCH).with_for_update(skip_locked=True, of=OutboxMessage)).all()
        for row in rows:
            row.leased_until = now + LEASE
    return [Claimed(row, _parcel(row)) for row in rows]


def _due(now: datetime, what: type[OutboxMessage] | InstrumentedAttribute[Channel]) -> Select[Any]:
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


def _parcel(row: OutboxMessage) -> Parcel:
    return Parcel(row.key, row.address, row.subject, with_link(row.text, row.kind, row.link), row.html)


def _send(claimed: Claimed, way: WayOut) -> bool:
    """Whether it left. Raises Away, for then it is not about this message alone."""
    if is_useless(claimed.row.useless_from, instant()):
        _give_up(claimed.row, "the code in it has expired")
        return False
    try:
        way.send(claimed.parcel)
    except Away:
        raise
    except Final as refusal:
        _give_up(claimed.row, str(refusal))
    except Retry as trouble:
        _postpone(claimed.row, trouble)
    except Exception as surprise:  # noqa: BLE001
        # One message that breaks the sender must not hold up the others.
        structlog.get_logger().exception("sending failed", key=claimed.parcel.key)
        _postpone(claimed.row, Retry(type(surprise).__name__))
    else:
        mark_sent(claimed.row)
        return True
    return False


def mark_sent(row: OutboxMessage) -> None:
    """Say that it left; a crash before this sends it once more."""
    with db.transaction():
        db.reload(row)
        row.delivery = Delivery.SENT
        row.sent_at = instant()
        row.last_error = ""
        _let_go(row)


def _give_up(row: OutboxMessage, reason: str) -> None:
    with db.transaction():
        db.reload(row)
        row.delivery = Delivery.GIVEN_UP
        row.last_error = reason[:ERROR_LENGTH]
        _let_go(row)
        structlog.get_logger().error("message given up", key=row.key, kind=row.kind, reason=row.last_error)


def _postpone(row: OutboxMessage, trouble: Retry) -> None:
    """Try later; what has been tried for a day is given up, unless it never had a way out."""
    now = instant()
    with db.transaction():
        db.reload(row)
        if not isinstance(trouble, NotConnected) and is_hopeless(row.tried_since or row.created_at, now):
            _give_up(row, str(trouble))
            return
        row.attempts += 1
        row.last_error = str(trouble)[:ERROR_LENGTH]
        row.not_before = now + wait_after(row.attempts, trouble.after)
        row.leased_until = None


def _let_go(row: OutboxMessage) -> None:
    """End the lease; the words of a code are of no more use, and a danger."""
    row.leased_until = None
    if row.holds_code:
        row.text, row.html, row.code = "", None, None
