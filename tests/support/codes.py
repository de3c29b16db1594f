"""What arrives on a phone of the tests, and time that passes for codes and delays."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.identity.codes.models import ChallengeRow
from vssid_app.identity.models import WrongTries
from vssid_app.notifications.models import OutboxMessage


def messages() -> list[OutboxMessage]:
    """All messages of the world, the oldest first, as they are now."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def newest_code() -> str:
    """The code of the message that came last with one."""
    return next(message.code for message in reversed(messages()) if message.code)


def wrong_code() -> str:
    """A code that no living message holds."""
    sent = {message.code for message in messages()}
    return next(code for code in ("000001", "000002", "000003") if code not in sent)


def challenges() -> list[ChallengeRow]:
    """All challenges of the world, the oldest first, as they are now."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(ChallengeRow).order_by(ChallengeRow.id)))


def let_pass(**time: float) -> None:
    """Let time pass for all codes and delays: their moments move into the past."""
    gone = timedelta(**time)
    found = challenges()
    with db.transaction() as session:
        for challenge in found:
            challenge.proven_at = challenge.proven_at and challenge.proven_at - gone
            challenge.used_at = challenge.used_at and challenge.used_at - gone
            for code in challenge.codes:
                code.issued_at -= gone
                code.expires_at -= gone
        for row in session.scalars(select(WrongTries)):
            row.last_at -= gone
