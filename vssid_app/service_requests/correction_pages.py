"""``Báo sai``: the line as it stands, what is wrong of it, and a paper that shows it."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.access import current_person, for_person
from vssid_app.people.models import Person
from vssid_app.people.queries import find_person
from vssid_app.policy.queries import whole_number
from vssid_app.registry.records.line_keys import CARD
from vssid_app.service_requests import flow
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.correction_forms import WrongForm, joined, parted
from vssid_app.service_requests.kinds import PhotoKind, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import drafting
from vssid_app.service_requests.operations.sending import TIME_LIMITS
from vssid_app.service_requests.photo_pages import page_of_photo
from vssid_app.service_requests.queries import draft_of, open_reason, open_request
from vssid_app.service_requests.quoted_lines import place_of_line, quoted_line
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.step_pages import PAGES, step_page
from vssid_app.service_requests.steps import Step


@pages.route("/nguoi/<public_id>/bao-sai/<about>", methods=["GET", "POST"])
@for_person
def report(public_id: str, about: str) -> ResponseReturnValue:
    """The line, and the way on; a line that is disputed already leads to that request."""
    person, account_id = _person(), signed_in_visitor().account_id
    known = open_request(person.id, RequestKind.CORRECTION, about) or draft_of(
        person.id, RequestKind.CORRECTION, account_id, about
    )
    if known is not None:
        return redirect(flow.next_url(public_id, known), 303)
    quoted = quoted_line(person, about)
    if quoted is None:
        if about == CARD:
            # Its page says why there is none.
            return redirect(url_for("registry.card", public_id=public_id), 303)
        abort(404)
    form = WrongForm(labels=quoted.line)
    if form.validate_on_submit():
        request = drafting.begin_request(RequestKind.CORRECTION, person, by=account_id, quoted=quoted)
        return _save(request, form) if request.is_draft else redirect(flow.next_url(public_id, request), 303)
    return render_template(
        "service_requests/report.html",
        public_id=public_id,
        form=form,
        place=place_of_line(about),
        quoted=quoted.line,
        days=whole_number(TIME_LIMITS[RequestKind.CORRECTION], today()),
    )


def wrong_page(request: ServiceRequest) -> ResponseReturnValue:
    """What is wrong of the quoted line; where the office asks for the paper alone, that page at once."""
    if open_reason(request) is Reason.PROOF_NEEDED:
        return redirect(page_of_photo(current_person().public_id, request, PhotoKind.PROOF))
    what, told = parted(request.told, request.quoted)
    form = WrongForm(labels=request.quoted, data={"what": what, "told": told})
    if form.validate_on_submit():
        return _save(request, form)
    return step_page(
        "wrong", request, Step.WRONG, form, place=place_of_line(request.about), quoted=request.quoted
    )


def _save(request: ServiceRequest, form: WrongForm) -> ResponseReturnValue:
    drafting.save_wrong(request, joined(str(form.what.data), form.told.value))
    return redirect(page_of_photo(current_person().public_id, request, PhotoKind.PROOF), 303)


def _person() -> Person:
    person = find_person(current_person().id)
    if person is None:
        abort(404)
    return person


PAGES[Step.WRONG] = wrong_page
