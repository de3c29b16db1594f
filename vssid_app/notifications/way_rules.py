"""By which ways somebody is told something: what they chose, what stands without a choice, what is fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """The way a message takes."""

    SMS = "sms"
    EMAIL = "email"
    APP = "app"


class Topic(StrEnum):
    """What an account's holder chooses the ways for; each kind of message has one."""

    REGISTRATION = "registration"
    SERVICES = "services"
    CARE = "care"
    CARD_EXPIRY = "card_expiry"
    SECURITY = "security"


CHOSEN_AMONG = (Channel.SMS, Channel.EMAIL)
"""What one may switch off: in the app everything always stands."""
FIXED = frozenset({Topic.SECURITY})
"""What protects the account always goes out: who has taken it over must not be able to silence it first."""
ONE_WAY = frozenset({Topic.SERVICES, Topic.CARD_EXPIRY})
"""Without a choice these go to the phone, and to the email only where there is no phone."""
_BEGINNINGS = {
    "dossier": Topic.REGISTRATION,
    "case": Topic.REGISTRATION,
    "service": Topic.SERVICES,
    "care": Topic.CARE,
    "card": Topic.CARD_EXPIRY,
    "account": Topic.SECURITY,
    "deletion": Topic.SECURITY,
}


def topic_of(kind: str) -> Topic:
    """The topic of a kind of message, by what stands before its dot: ``service.print``.

    Raises:
        KeyError: for a kind that has none; one-time codes are asked for, not told.
    """
    return _BEGINNINGS[kind.partition(".")[0]]


@dataclass(frozen=True, slots=True)
class Reach:
    """By what an account can be reached beside the app; an email counts once it is proven."""

    phone: bool
    email: bool

    def has(self, channel: Channel) -> bool:
        """Whether a channel leads to it; the app always does."""
        return {Channel.SMS: self.phone, Channel.EMAIL: self.email, Channel.APP: True}[channel]


def is_default(topic: Topic, channel: Channel, reach: Reach) -> bool:
    """Whether a topic goes out by a channel when nothing was chosen."""
    return channel is not Channel.EMAIL or topic not in ONE_WAY or not reach.phone


def ways(topic: Topic, reach: Reach, chosen: Mapping[Channel, bool]) -> tuple[Channel, ...]:
    """The channels by which a topic reaches an account; the app is always among them.

    ``chosen`` holds what was chosen for this topic: wanted or not.
    """
    return tuple(channel for channel in Channel if _goes_by(channel, topic, reach, chosen))


def _goes_by(channel: Channel, topic: Topic, reach: Reach, chosen: Mapping[Channel, bool]) -> bool:
    if channel is Channel.APP:
        return True
    if not reach.has(channel):
        return False
    default = is_default(topic, channel, reach)
    return default if topic in FIXED else chosen.get(channel, default)
