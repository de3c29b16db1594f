"""Arriving: the one way in which a session begins after a proof, and where one goes then."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.identity import messages, sessions
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.models import Account, SignInSession
from vssid_app.identity.telling import tell
from vssid_app.identity.trust import trust
from vssid_app.notifications.models import Channel


class Way(StrEnum):
    """How somebody proved to be the holder of an account."""

    PASSWORD = "password"  # noqa: S105
    CODE = "code"
    RECOVERY = "recovery"
    ACTIVATION = "activation"
    SECOND_FACTOR = "second_factor"


def arrive(account: Account, way: Way, *, by: Challenge | None = None) -> None:
    """Sign this browser in, inside the operation that proved it; tell the holder of a device never seen.

    ``by`` is the code that proved it, if one did: a browser on which the phone was proven is trusted.
    """
    earlier = _devices_of(account)
    began = sessions.begin_session(account)
    record(Tag.SIGNED_IN, actor=account.id, subject=began, way=way)
    if by is not None and by.channel == Channel.SMS:
        trust(account, began.device_hash)
    if earlier and began.device_hash not in earlier and way in {Way.PASSWORD, Way.CODE}:
        tell(account, messages.new_sign_in(began.browser))


def _devices_of(account: Account) -> set[str]:
    return set(
        db.session.scalars(select(SignInSession.device_hash).where(SignInSession.account_id == account.id))
    )


def safe_path(wanted: str | None) -> str | None:
    """A path of this site to go to after signing in; None for anything that could lead elsewhere."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return None
    if "\\" in wanted or any(not char.isprintable() or char.isspace() for char in wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted
