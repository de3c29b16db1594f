"""How many notices nobody has read yet, for the bell: asked on each Home, so without mapped objects."""

from __future__ import annotations

from sqlalchemy import Integer, Select, bindparam, func, select

from vssid_app.core.clock import today
from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.notices.queries import Reader, part_of
from vssid_app.notifications.models import AppNotice
from vssid_app.people.showing import shown_when_prepared

_NOTICES = table_of(AppNotice)


def unread() -> Select[int]:
    """The number, of the parameters ``account``, ``viewer`` (its person) and ``today``.

    The condition is that of ``queries.readable``.
    """
    return select(func.count(_NOTICES.c.id).label("unread")).where(
        _NOTICES.c.world_id == this_world(),
        _NOTICES.c.account_id == bindparam("account", type_=Integer),
        _NOTICES.c.read_at.is_(None),
        shown_when_prepared(_NOTICES.c.person_id, part_of(_NOTICES.c.kind)),
    )


def unread_count(reader: Reader) -> int:
    """The number for a reader."""
    row = _UNREAD.first(account=reader.account_id, viewer=reader.person_id, today=today())
    return int(row[0]) if row else 0


_UNREAD = PreparedRead(unread())
