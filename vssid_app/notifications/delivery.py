"""The worker's half of the outbox: claim, send outside of any transaction, mark.

A message is marked right after it left. A crash between the two sends it again, under the same key: the
receiver can tell. Messages to one address leave in the order in which they were written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from flask import current_app

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, life_signs
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
from vssid_app.notifications.claims import LEASE, claim, messages_due, release, release_claims_of
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage
from vssid_app.notifications.notices import with_link
from vssid_app.notifications.rules import is_hopeless, is_useless, wait_after
from vssid_app.notifications.ways import ways_out

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
    dead = life_signs.dead()
    left = 0
    for world in worlds_of(WorldKind.LIVE):
        with visiting(world):
            release_claims_of(dead)
            left += _deliver(ways)
    for name in dead:
        life_signs.forget(name)
    return left > 0


def _deliver(ways: Mapping[Channel, WayOut]) -> int:
    """Send one batch by each way that has something to do; gives how many left."""
    due = {
        Channel(channel)
        for channel in db.session.scalars(messages_due(instant(), OutboxMessage.channel).distinct())
    }
    # In the order of the ways: a slow gateway must not keep letters waiting.
    return sum(_deliver_by(ways[channel], _claim(channel)) for channel in ways if channel in due)


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


def _claim(channel: Channel) -> Sequence[Claimed]:
    return [Claimed(row, _parcel(row)) for row in claim(channel)]


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
        release(row)


def _let_go(row: OutboxMessage) -> None:
    """End the lease; the words of a code are of no more use, and a danger."""
    release(row)
    if row.holds_code:
        row.text, row.html, row.code = "", None, None
