"""``Ai đã xem hồ sơ`` of a person, for that person and who has it in care."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from vssid_app.agencies.remembered import office_name
from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.access import current_person, for_person
from vssid_app.people.looks.queries import looks_at
from vssid_app.people.looks.words import page_words
from vssid_app.people.messages import guardian_words

pages = Blueprint("looks", __name__)


@pages.get("/nguoi/<public_id>/ai-da-xem")
@for_person
def seen_by(public_id: str) -> str:  # noqa: ARG001 - the access rule has fetched the person
    """By day, the newest first; ``truoc`` is the day before which one reads on."""
    return render_template(
        "people/looks.html",
        person=current_person(),
        found=looks_at(current_person().id, _day(request.args.get("truoc", ""))),
        me=signed_in_visitor().account_id,
        office_of=lambda code: office_name(code, today()),
        page_words=page_words,
        guardian_words=guardian_words,
    )


def _day(text: str) -> date | None:
    """The day of an address; what is none begins with the newest."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
