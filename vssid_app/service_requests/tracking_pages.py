"""Where a request is."""

from __future__ import annotations

from flask import render_template

from vssid_app.agencies.queries import office, school
from vssid_app.core.clock import today
from vssid_app.people.access import for_person
from vssid_app.service_requests import words
from vssid_app.service_requests.access import own_request
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.queries import working_days_overdue
from vssid_app.service_requests.states import Status
from vssid_app.service_requests.timeline import timeline_of


@pages.get("/nguoi/<public_id>/dich-vu/<code>")
@for_person
def tracking(public_id: str, code: str) -> str:
    """The state as the title, who holds it, the line of steps."""
    request = own_request(code)
    day = today()
    place = office(request.office_code or "", day)
    named = school(request.school_code or "", day) if request.school_code else None
    return render_template(
        "service_requests/tracking.html",
        public_id=public_id,
        request=request,
        kind=words.kind_word(RequestKind(request.kind)),
        status=words.status_word(Status(request.status)),
        office=place.name if place else "",
        late=working_days_overdue(request),
        steps=timeline_of(request, place.name if place else "BHXH", named.name if named else ""),
    )
