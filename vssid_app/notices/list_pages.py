"""The list of ``Thông báo``, by day, and opening one."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.identity.access import signed_in
from vssid_app.notices.access import reader
from vssid_app.notices.blueprint import pages
from vssid_app.notices.display import by_day, leads_to
from vssid_app.notices.queries import (
    About,
    find_notice,
    page_of_notices,
    people_told_of,
    unread_until,
)
from vssid_app.notifications.in_app import mark_read


@pages.get("")
@signed_in
def listing() -> str:
    """The newest first, by day; ``nguoi``: whom they are about, ``truoc``: the notice to read on after."""
    who, asked = reader(), request.args.get("nguoi", "")
    people = people_told_of(who)
    about = next((each for each in people if each.public_id == asked), None)
    found = page_of_notices(who, about, request.args.get("truoc", ""))
    return render_template(
        "notices/list.html",
        days=by_day(found.notices, people, who.person_id),
        earlier=found.earlier,
        about=about,
        filters=_filters(people, who.person_id) if len(people) > 1 else [],
        unread=about.unread if about else sum(each.unread for each in people),
        newest=found.notices[0].key if found.notices else None,
    )


@pages.post("/<string(length=36):key>")
@signed_in
def open_notice(key: str) -> ResponseReturnValue:
    """Read a notice and go to its screen. By a form: a page that is fetched ahead must read nothing."""
    notice = find_notice(reader(), key)
    if notice is None:
        abort(404)
    if notice.read_at is None:
        mark_read([notice.id])
    return redirect(leads_to(notice) or url_for(".listing"), 303)


@pages.post("/da-doc")
@signed_in
def read_all() -> ResponseReturnValue:
    """Mark as read all that was there when the page was opened, of the person that it was about.

    ``den`` is the newest notice on it.
    """
    asked = request.form.get("nguoi", "")
    unread = unread_until(reader(), request.form.get("den", ""), asked)
    if unread:
        mark_read(unread)
    return redirect(url_for(".listing", nguoi=asked or None), 303)


def _filters(people: Sequence[About], own_id: int) -> list[tuple[str, str, str]]:
    """``Tất cả``, oneself, and each of the others, as the row of pills shows them: key, words, address."""
    each = [
        (about.public_id, _("Tôi") if about.person_id == own_id else about.name, about.public_id)
        for about in people
    ]
    all_of_them = ("", _("Tất cả"), None)
    return [(key, words, url_for(".listing", nguoi=who)) for key, words, who in (all_of_them, *each)]
