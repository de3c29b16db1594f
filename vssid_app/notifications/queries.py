"""The practice inbox of a device, and the outbox as staff see it.

A device reads what went to an address that it plays. A message bound to one device (a code) is read by that
device alone. Nothing of this exists in live: no device ever plays an address there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, bindparam, func, or_, select

from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage, PracticeAddress


def _readable_on(device: str) -> ColumnElement[bool]:
    """The one condition "this device may read it"."""
    played = select(PracticeAddress.address_hash).where(PracticeAddress.device_hash == device)
    for_this_phone = or_(OutboxMessage.device_hash.is_(None), OutboxMessage.device_hash == device)
    return OutboxMessage.address_hash.in_(played) & for_this_phone


def unread_count(device: str | None) -> int:
    """How many messages nobody has opened; a browser without a cookie has none, and costs no statement."""
    return 0 if device is None else int(_UNREAD_COUNT.rows(device=device)[0][0])


def unread_by_channel(device: str) -> dict[Channel, int]:
    """The same, for each kind of message that has any."""
    counts = (
        select(OutboxMessage.channel, func.count(OutboxMessage.id))
        .where(_readable_on(device), OutboxMessage.read_at.is_(None))
        .group_by(OutboxMessage.channel)
    )
    return {Channel(channel): count for channel, count in db.session.execute(counts)}


def messages_of(device: str, channel: Channel, limit: int) -> Sequence[OutboxMessage]:
    """The newest messages of a kind, newest first."""
    return db.session.scalars(
        select(OutboxMessage)
        .where(_readable_on(device), OutboxMessage.channel == channel)
        .order_by(OutboxMessage.id.desc())
        .limit(limit)
    ).all()


def unread_messages(device: str) -> Sequence[OutboxMessage]:
    """Every message that nobody has opened."""
    return db.session.scalars(
        select(OutboxMessage).where(_readable_on(device), OutboxMessage.read_at.is_(None))
    ).all()


def find_message(device: str, key: str) -> OutboxMessage | None:
    """One message, if this device may read it."""
    return db.session.scalars(
        select(OutboxMessage).where(_readable_on(device), OutboxMessage.key == key)
    ).one_or_none()


class NewestLine(NamedTuple):
    """What the strip of a page shows of a message."""

    key: str
    channel: Channel
    subject: str
    text: str
    code: str | None
    link: str | None
    created_at: datetime


def newest_unread(device: str) -> tuple[int, NewestLine | None]:
    """How many messages nobody has opened, and the newest of them: one statement, asked every few seconds."""
    found = _NEWEST_UNREAD.first(device=device)
    return (found[0], NewestLine(*found[1:])) if found else (0, None)


def count_by_delivery() -> dict[Delivery, int]:
    """How many messages are where."""
    counts = select(OutboxMessage.delivery, func.count(OutboxMessage.id)).group_by(OutboxMessage.delivery)
    found = {Delivery(delivery): count for delivery, count in db.session.execute(counts)}
    return {delivery: found.get(delivery, 0) for delivery in Delivery}


def outgoing(delivery: Delivery, limit: int) -> Sequence[OutboxMessage]:
    """Messages that are there, newest first; of those that wait, the longest waiting first."""
    order = OutboxMessage.id if delivery is Delivery.QUEUED else OutboxMessage.id.desc()
    found = select(OutboxMessage).where(OutboxMessage.delivery == delivery).order_by(order).limit(limit)
    return db.session.scalars(found).all()


def message_by_key(key: str) -> OutboxMessage | None:
    """The message of a key, for staff."""
    return db.session.scalars(select(OutboxMessage).where(OutboxMessage.key == key)).one_or_none()


_MESSAGES, _ADDRESSES = table_of(OutboxMessage), table_of(PracticeAddress)


def _unread(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """The same condition as ``_readable_on``, of what nobody has opened, for prepared reads."""
    device = bindparam("device", type_=String)
    played = select(_ADDRESSES.c.address_hash).where(
        _ADDRESSES.c.world_id == this_world(), _ADDRESSES.c.device_hash == device
    )
    return select(*columns).where(
        _MESSAGES.c.world_id == this_world(),
        _MESSAGES.c.address_hash.in_(played),
        or_(_MESSAGES.c.device_hash.is_(None), _MESSAGES.c.device_hash == device),
        _MESSAGES.c.read_at.is_(None),
    )


_UNREAD_COUNT = PreparedRead(_unread(func.count(_MESSAGES.c.id)))
_NEWEST_UNREAD = PreparedRead(
    _unread(func.count().over(), *(_MESSAGES.c[name] for name in NewestLine._fields))
    .order_by(_MESSAGES.c.id.desc())
    .limit(1)
)
