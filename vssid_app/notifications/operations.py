"""Putting a message on its way; sending is the worker's."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, keyring
from vssid_app.core.prepared import PreparedInsert, PreparedRead, table_of, this_world
from vssid_app.core.world import current_world
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage, PracticeAddress

KEPT_IN_PRACTICE = 50


@dataclass(frozen=True, slots=True)
class Message:
    """What a feature wants said to one address; its words come from the feature's ``messages.py``."""

    channel: Channel
    kind: str
    address: str
    text: str
    subject: str = ""
    html: str | None = None
    code: str | None = None
    """A one-time code that the text holds; kept in practice worlds only."""
    link: str | None = None
    """Path inside the app that the message leads to."""
    only_device: str | None = None
    useless_from: datetime | None = None
    """From when it would only confuse: the code in it has expired."""


def address_hash(address: str) -> str:
    """The keyed hash that an address is found by."""
    return keyring.fingerprint("address", address.casefold())


def enqueue(message: Message) -> str:
    """Put a message into the running transaction: it leaves if, and only if, the operation commits.

    In a practice world it is in the practice inbox with the commit, and never goes anywhere else. Gives the
    message's key.
    """
    practice = current_world().is_practice
    key, hashed = str(uuid.uuid4()), address_hash(message.address)
    _MESSAGE.add(
        key=key,
        channel=message.channel,
        kind=message.kind,
        address=message.address,
        address_hash=hashed,
        device_hash=message.only_device if practice else None,
        subject=message.subject,
        text=message.text,
        html=message.html,
        code=message.code if practice else None,
        holds_code=message.code is not None,
        link=message.link,
        useless_from=message.useless_from,
        delivery=Delivery.SENT if practice else Delivery.QUEUED,
        sent_at=instant() if practice else None,
    )
    if practice:
        _prune(hashed)
    return key


def _prune(hashed: str) -> None:
    """Keep the newest messages of a practice address; older ones are only in the way."""
    last = _FIRST_TOO_MANY.first(address=hashed)
    if last is not None:
        db.session.execute(
            delete(OutboxMessage).where(OutboxMessage.address_hash == hashed, OutboxMessage.id <= last[0])
        )


def send_again(message: OutboxMessage, *, by: int) -> bool:
    """Let a message that was given up go once more, under its own key; False when it may not."""
    with db.transaction():
        db.reload(message)
        if not message.can_be_sent_again:
            return False
        message.delivery = Delivery.QUEUED
        message.attempts = 0
        message.not_before = message.tried_since = instant()
        record(Tag.MESSAGE_SENT_AGAIN, actor=by, subject=message, kind=message.kind, channel=message.channel)
        return True


def mark_read(*messages: OutboxMessage) -> None:
    """Take away the dot: somebody has opened these."""
    with db.transaction():
        for message in messages:
            db.reload(message)
            message.read_at = message.read_at or instant()


def claim_address(device: str, address: str) -> None:
    """Let a practice phone play an address from now on; nothing in live."""
    if not current_world().is_practice:
        return
    hashed = address_hash(address)
    db.alone(f"{device}:{hashed}")
    if not _PLAYED.rows(device=device, address=hashed):
        _PRACTICE_ADDRESS.add(device_hash=device, address_hash=hashed)


_MESSAGES, _ADDRESSES = table_of(OutboxMessage), table_of(PracticeAddress)
_MESSAGE, _PRACTICE_ADDRESS = PreparedInsert(OutboxMessage), PreparedInsert(PracticeAddress)
_FIRST_TOO_MANY = PreparedRead(
    select(_MESSAGES.c.id)
    .where(_MESSAGES.c.world_id == this_world(), _MESSAGES.c.address_hash == bindparam("address"))
    .order_by(_MESSAGES.c.id.desc())
    .offset(KEPT_IN_PRACTICE)
    .limit(1)
)
_PLAYED = PreparedRead(
    select(_ADDRESSES.c.id).where(
        _ADDRESSES.c.world_id == this_world(),
        _ADDRESSES.c.device_hash == bindparam("device"),
        _ADDRESSES.c.address_hash == bindparam("address"),
    )
)
