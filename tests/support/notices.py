"""Notices that a test has told, and looks at."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.identity.telling import tell
from vssid_app.notifications.models import AppNotice
from vssid_app.notifications.notices import Notice
from vssid_app.people.models import Person

TITLE = "Yêu cầu cần bổ sung"
TEXT = "Yêu cầu TH-7K3M-Q9XA cần bổ sung. Các phần khác giữ nguyên."


def tell_of(account: Account, about: Person | None = None, **given: Any) -> AppNotice:
    """Tell an account something, by default of a request; gives the notice that it reads in the app."""
    facts: dict[str, Any] = {
        "kind": "service.ask_supplement",
        "title": TITLE,
        "text": TEXT,
        "link": "/toi",
        "about_id": about.id if about else None,
        **given,
    }
    with db.transaction():
        tell(account, Notice(**facts))
    return notices()[-1]


def notices() -> list[AppNotice]:
    """All notices of the world, the oldest first, as they are now."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(AppNotice).order_by(AppNotice.id)))
