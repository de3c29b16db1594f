"""Where a notice leads to is not there any more, or not for this reader: what was told is still read."""

from __future__ import annotations

from flask import render_template, request

from vssid_app.identity.access import visitor
from vssid_app.notices.display import LED_BY, shown
from vssid_app.notices.queries import Reader, find_notice


def told_instead() -> str | None:
    """The page in place of "there is no such page", if a notice has led to it; None otherwise."""
    key = request.args.get(LED_BY, "")
    who = visitor() if key else None
    if who is None or who.person_id is None:
        return None
    notice = find_notice(Reader(who.account_id, who.person_id), key)
    return render_template("notices/gone.html", notice=shown(notice)) if notice else None
