"""Messages on their way, what is told in the app, and which practice phone holds which address."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.clock import instant, now
from vssid_app.core.columns import EncryptedText
from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.notifications.way_rules import Channel, Topic

__all__ = ["AppNotice", "Channel", "Delivery", "NoticeChoice", "OutboxMessage", "PracticeAddress", "Topic"]


class Delivery(StrEnum):
    """Where a message is."""

    QUEUED = "queued"
    SENT = "sent"
    GIVEN_UP = "given_up"


class OutboxMessage(WorldScoped, Base):
    """One message to one address; ``key`` is its one name for life, at every receiver."""

    __tablename__ = "outbox_messages"
    __table_args__ = scoped(
        UniqueConstraint("key"),
        Index("ix_outbox_messages_due", "delivery", "not_before"),
        Index("ix_outbox_messages_address", "world_id", "address_hash"),
    )

    key: Mapped[str] = mapped_column(String(36))
    channel: Mapped[Channel]
    kind: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(EncryptedText("outbox_messages.address"))
    address_hash: Mapped[str] = mapped_column(String(64))
    device_hash: Mapped[str | None] = mapped_column(String(64))
    """Practice only: the one device that may read it (a code is for the phone that asked)."""
    subject: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(EncryptedText("outbox_messages.text"))
    html: Mapped[str | None] = mapped_column(EncryptedText("outbox_messages.html"))
    code: Mapped[str | None] = mapped_column(EncryptedText("outbox_messages.code"))
    """Practice only: the code in the text, so that the banner can fill it in."""
    holds_code: Mapped[bool] = mapped_column(default=False)
    """Whether the words give a one-time code: then they are wiped once they have left."""
    link: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(default=instant)
    not_before: Mapped[datetime] = mapped_column(default=instant)
    useless_from: Mapped[datetime | None]
    """From when it would only confuse: the code in it has expired."""
    tried_since: Mapped[datetime | None]
    """Since when it is tried, if staff let it go once more; else since ``created_at``."""
    leased_until: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(36))
    """The process that has it in hand (``core.life_signs``): its claim ends with the lease or with it."""
    attempts: Mapped[int] = mapped_column(default=0)
    delivery: Mapped[Delivery] = mapped_column(default=Delivery.QUEUED)
    sent_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(200), default="")

    @property
    def can_be_sent_again(self) -> bool:
        """Whether staff may let it go once more; a code is of no use by then, and its words are gone."""
        return self.delivery == Delivery.GIVEN_UP and not self.holds_code


class PracticeAddress(WorldScoped, Base):
    """In a practice world: this device plays the phone (or mailbox) of that address."""

    __tablename__ = "practice_addresses"
    __table_args__ = scoped(UniqueConstraint("world_id", "device_hash", "address_hash"))

    device_hash: Mapped[str] = mapped_column(String(64))
    address_hash: Mapped[str] = mapped_column(String(64))


class AppNotice(WorldScoped, Base):
    """What an account was told, as its holder reads it in the app; never a one-time code."""

    __tablename__ = "app_notices"
    __table_args__ = scoped(
        same_world("account_id", "accounts"),
        same_world("person_id", "persons"),
        UniqueConstraint("key"),
        Index("ix_app_notices_account", "world_id", "account_id", "id"),
        Index("ix_app_notices_told_at", "world_id", "told_at"),
    )

    key: Mapped[str] = mapped_column(String(36))
    """Random: what stands in its address."""
    account_id: Mapped[int]
    """Whom it is told."""
    person_id: Mapped[int]
    """Whom it is about: the holder, or somebody whom the holder sees. Who is out of sight takes it along."""
    kind: Mapped[str] = mapped_column(String(40))
    case_code: Mapped[str] = mapped_column(String(12), default="")
    """The dossier or the request that it is about; ``kind`` says which of them."""
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(EncryptedText("app_notices.text"))
    link: Mapped[str] = mapped_column(String(300), default="")
    """Path inside the app that it leads to."""
    told_at: Mapped[datetime] = mapped_column(default=now)
    """By the world's clock: people read it, and a world's clock may be moved between two notices."""
    read_at: Mapped[datetime | None]


class NoticeChoice(WorldScoped, Base):
    """That an account wants a topic by a channel, or does not; only where it differs from the default."""

    __tablename__ = "notice_choices"
    __table_args__ = scoped(
        same_world("account_id", "accounts"),
        UniqueConstraint("world_id", "account_id", "topic", "channel"),
    )

    account_id: Mapped[int]
    topic: Mapped[Topic]
    channel: Mapped[Channel]
    wanted: Mapped[bool]
