"""What an account reads in the app: keeping it, marking it as read, and forgetting it in time."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Integer, bindparam, delete, select, update

from vssid_app.core.clock import now
from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedInsert, PreparedRead, table_of, this_world
from vssid_app.notifications.models import AppNotice, Channel, NoticeChoice, Topic
from vssid_app.notifications.notices import Notice

KEPT_FOR = timedelta(days=365)
"""Who renews a card once a year still finds what was told the year before; nobody needs it for longer."""
BATCH = 1000


def keep(notice: Notice, *, account_id: int, person_id: int) -> None:
    """Put a notice where its receiver reads it; joins the caller's transaction.

    Raises:
        ValueError: for one that holds a code, which is for the eyes of whoever has the phone alone.
    """
    if notice.code:
        raise ValueError("a one-time code is never kept for reading")
    _NOTICE.add(
        key=str(uuid.uuid4()),
        account_id=account_id,
        person_id=person_id,
        kind=notice.kind,
        case_code=notice.case_code,
        title=notice.title,
        text=notice.text,
        link=notice.screen or notice.link or "",
    )


def choices(account_id: int, topic: Topic) -> Mapping[Channel, bool]:
    """What an account has chosen for a topic, where that differs from the default."""
    rows = _CHOSEN.rows(account=account_id, topic=topic)
    return {Channel(channel): wanted for channel, wanted in rows}


def mark_read(notice_ids: list[int]) -> None:
    """Take the dot off these; who has read them already stays as they are."""
    with db.transaction():
        unread = update(AppNotice).where(AppNotice.id.in_(notice_ids), AppNotice.read_at.is_(None))
        db.session.execute(unread.values(read_at=now()))


def case_was_opened(account_id: int, case_code: str) -> None:
    """Take the dots off what was told of a dossier or a request: its page says all of it.

    Whichever way it was opened: somebody may have come by a text message, or without having read any.
    """
    unread = select(AppNotice.id).where(
        AppNotice.account_id == account_id, AppNotice.case_code == case_code, AppNotice.read_at.is_(None)
    )
    found = list(db.session.scalars(unread))
    if found:
        mark_read(found)


def forget_account(account_id: int) -> None:
    """Delete what a closed account was told and what it chose; joins the caller's transaction."""
    db.session.execute(delete(AppNotice).where(AppNotice.account_id == account_id))
    db.session.execute(delete(NoticeChoice).where(NoticeChoice.account_id == account_id))


def delete_old_notices() -> bool:
    """Delete what was told longer ago than notices are kept; whether there may be more."""
    old = list(
        db.session.scalars(select(AppNotice.id).where(AppNotice.told_at < now() - KEPT_FOR).limit(BATCH))
    )
    if old:
        with db.transaction():
            db.session.execute(delete(AppNotice).where(AppNotice.id.in_(old)))
    return len(old) == BATCH


_NOTICE, _CHOICES = PreparedInsert(AppNotice), table_of(NoticeChoice)
_CHOSEN = PreparedRead(
    select(_CHOICES.c.channel, _CHOICES.c.wanted).where(
        _CHOICES.c.world_id == this_world(),
        _CHOICES.c.account_id == bindparam("account", type_=Integer),
        _CHOICES.c.topic == bindparam("topic"),
    )
)
