"""Where a request is; taking it back."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask import request as http
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.remembered import office_name, school_name
from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in_visitor
from vssid_app.notifications.in_app import case_was_opened
from vssid_app.people.access import current_in_view, current_person, for_person, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.service_requests import flow, words
from vssid_app.service_requests.access import own_request
from vssid_app.service_requests.afterwards import step_after
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.operations.sending import withdraw as take_back
from vssid_app.service_requests.queries import was_reminded, working_days_overdue
from vssid_app.service_requests.read_back import about_group, groups_of
from vssid_app.service_requests.states import NotAllowed, Status
from vssid_app.service_requests.timeline import timeline_of


@pages.get("/nguoi/<public_id>/dich-vu/<code>")
@for_person_part(Part.SERVICES)
def tracking(public_id: str, code: str) -> str:
    """The state as the title, who holds it, the line of steps, the one useful button."""
    request = own_request(code)
    day = today()
    place, school = office_name(request.office_code, day), school_name(request.school_code, day)
    late = working_days_overdue(request)
    acts = current_in_view().sight.acts
    page = render_template(
        "service_requests/tracking.html",
        public_id=public_id,
        request=request,
        acts=acts,
        name=current_person().short_name,
        after=step_after(request, public_id) if acts else None,
        kind=words.header_word(RequestKind(request.kind)),
        status=words.status_word(Status(request.status)),
        office=place,
        late=late,
        reminded=bool(late) and was_reminded(request),
        asked=words.asked_now(request),
        next_url=flow.next_url(public_id, request),
        steps=timeline_of(request, place or _("BHXH"), school),
        about=about_group(request, current_person().full_name),
        groups=[(group.title, group.lines) for group in groups_of(request)],
        says=words.what_now(request, place, school),
    )
    case_was_opened(signed_in_visitor().account_id, request.code)
    return page


@pages.route("/nguoi/<public_id>/dich-vu/<code>/rut", methods=["GET", "POST"])
@for_person
def withdraw(public_id: str, code: str) -> ResponseReturnValue:
    """Take the request back, after being asked once; from the printer on it cannot be."""
    request = own_request(code)
    here = flow.tracking_url(public_id, request)
    if http.method == "POST":
        try:
            take_back(request, by=signed_in_visitor().account_id)
        except NotAllowed:
            flash(words.why_not_withdrawn(request), "refused")
        return redirect(here, 303)
    if not request.can_be_withdrawn:
        # By a link of before, in another tab.
        flash(words.why_not_withdrawn(request), "refused")
        return redirect(here, 303)
    return render_template(
        "service_requests/withdraw.html",
        public_id=public_id,
        request=request,
        kind=words.header_word(RequestKind(request.kind)),
    )
