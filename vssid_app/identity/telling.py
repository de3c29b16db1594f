"""Telling an account something: the one function by which features do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vssid_app.identity.models import Account
from vssid_app.notifications.in_app import choices, keep
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import enqueue
from vssid_app.notifications.way_rules import Reach, topic_of, ways

Address = tuple[Channel, str | None]
"""A channel and where it leads; None: nowhere."""


def tell(account: Account, notice: Notice, *, at: Iterable[Address] | None = None) -> None:
    """Tell an account something, inside the running transaction: in the app, and as its holder chose.

    ``notice.about_id`` names the person whom it is about where that is not the holder: the holder has to see
    that person, for what is about somebody out of sight is not shown. ``at`` names the addresses where they
    are not a matter of choice (a phone that was just given up); empty: in the app alone, for the message goes
    out in other words. Staff have no notices in the app, only messages.

    Raises:
        ValueError: for a notice that holds a one-time code.
    """
    if account.person_id is not None:
        keep(notice, account_id=account.id, person_id=notice.about_id or account.person_id)
    for channel, address in addresses(account, notice.kind) if at is None else dict.fromkeys(at):
        if address:
            enqueue(written(notice, channel, address))


def addresses(account: Account, kind: str) -> Sequence[Address]:
    """Where a kind of message goes: to the phone and the proven email, each as the holder chose."""
    topic = topic_of(kind)
    chosen = ways(topic, reach_of(account), choices(account.id, topic))
    known = ((Channel.SMS, account.phone), (Channel.EMAIL, account.email))
    return [(channel, address) for channel, address in known if channel in chosen]


def reach_of(account: Account) -> Reach:
    """By what an account can be reached."""
    return Reach(phone=bool(account.phone), email=bool(account.email) and account.email_proven_at is not None)
