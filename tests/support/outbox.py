"""Messages that a test puts into the outbox and then looks at, or changes."""

from __future__ import annotations

from vssid_app.core.extensions import db
from vssid_app.notifications.models import OutboxMessage
from vssid_app.notifications.operations import Message, enqueue
from vssid_app.notifications.queries import message_by_key


def put(message: Message) -> OutboxMessage:
    """Put a message into the running transaction; gives its row."""
    with db.transaction():
        row = message_by_key(enqueue(message))
    assert row is not None
    return row
