"""Short words for the tests of the outbox."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.support.outbox import put
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world, in_world
from vssid_app.notifications.delivery import deliver_due
from vssid_app.notifications.models import Channel, OutboxMessage
from vssid_app.notifications.operations import Message

TEXT = "Hồ sơ của bạn đã được tiếp nhận. Cảm ơn bạn đã chờ."


def write(address: str = "a@thuchanh.example", **given: object) -> OutboxMessage:
    """Put a message into the outbox."""
    facts: dict[str, object] = {
        "channel": Channel.EMAIL,
        "kind": "dossier.accepted",
        "address": address,
        "subject": "Hồ sơ được chấp nhận",
        "text": TEXT,
        **given,
    }
    with db.transaction():
        return put(Message(**facts))  # type: ignore[arg-type]


def run_worker() -> bool:
    """One turn of the worker's job, as the worker runs it: outside of any world."""
    world = current_world()
    db.close()
    with in_world(None):  # type: ignore[arg-type]
        more = deliver_due()
    with in_world(world):
        return more


def rows() -> list[OutboxMessage]:
    """All messages, as the database has them now."""
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def pass_time(**span: float) -> None:
    """Let waits and leases run out, by moving what the rows say into the past."""
    back = timedelta(**span)
    with db.transaction() as session:
        for row in session.scalars(select(OutboxMessage)):
            row.not_before -= back
            row.created_at -= back
            row.tried_since = row.tried_since and row.tried_since - back
            row.useless_from = row.useless_from and row.useless_from - back
            if row.leased_until:
                row.leased_until -= back


def seconds_until_next_try(row: OutboxMessage) -> float:
    """How long a message waits from now."""
    return (row.not_before - instant()).total_seconds()
