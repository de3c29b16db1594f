"""After sending: the code on a tear-off panel, what comes next, and the receipt as PDF."""

from __future__ import annotations

from flask import Response, current_app, redirect, render_template
from flask import request as http
from flask.typing import ResponseReturnValue

from vssid_app.agencies.remembered import office_name
from vssid_app.core.clock import today
from vssid_app.core.settings import Settings
from vssid_app.people.access import current_person, for_person
from vssid_app.service_requests import flow, words
from vssid_app.service_requests.access import own_request
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.check_page import post_days
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.receipt.content import receipt_of

# The name says nothing of whose paper it is: downloads lie open on shared phones.
RECEIPT_NAME = "giay-tiep-nhan.pdf"


@pages.get("/nguoi/<public_id>/dich-vu/<code>/xong")
@for_person
def done(public_id: str, code: str) -> ResponseReturnValue:
    """Sent: the code, by when it is done, and what comes next."""
    request = own_request(code)
    if request.sent_at is None:
        return redirect(flow.next_url(public_id, request))
    return render_template(
        "service_requests/done.html",
        public_id=public_id,
        request=request,
        kind=words.header_word(RequestKind(request.kind)),
        office=office_name(request.office_code, today()),
        then_post=post_days(request),
    )


@pages.get("/nguoi/<public_id>/dich-vu/<code>/giay-tiep-nhan.pdf")
@for_person
def receipt(public_id: str, code: str) -> ResponseReturnValue:
    """The receipt, to keep or print."""
    request = own_request(code)
    if request.sent_at is None:
        return redirect(flow.next_url(public_id, request))
    settings: Settings = current_app.extensions["settings"]
    made = receipt_of(request, current_person().full_name, settings.operator_name)
    response = Response(made, mimetype="application/pdf")
    # Opened inside the page, the browser's PDF viewer would fall under the page's own strict policy.
    response.headers.set("Content-Disposition", "attachment", filename=RECEIPT_NAME)
    response.add_etag()
    response.make_conditional(http)
    return response
