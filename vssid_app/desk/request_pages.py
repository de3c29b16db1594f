"""One request on the desk: looking at it, its photos, and each action as a resource of its own."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.files import FileMissing
from vssid_app.desk.blueprint import pages
from vssid_app.desk.request_review import form_of, fresh_forms, request_page
from vssid_app.service_requests import staff_words, words
from vssid_app.service_requests.cards import NoCard
from vssid_app.service_requests.kinds import PhotoKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing, office
from vssid_app.service_requests.operations.looking import note_request_views, viewed_photo
from vssid_app.service_requests.parcels import NumberTaken
from vssid_app.service_requests.staff_access import handler, my_number, request_of_my_office
from vssid_app.service_requests.staff_actions import PLAIN, SLUGS, do_plainly
from vssid_app.service_requests.staff_forms import (
    ApproveForm,
    CollectForm,
    DispatchForm,
    ReasonForm,
    ReturnForm,
)
from vssid_app.service_requests.states import Action, NotAllowed

ACTIONS = {slug: action for action, slug in SLUGS.items()}
_ANY = ", ".join(f"'{slug}'" for slug in ACTIONS)


@pages.get("/can-bo/dich-vu/<code>")
@handler
def request(code: str) -> ResponseReturnValue:
    """All of a request; the view is noted."""
    found = request_of_my_office(code)
    note_request_views(found, by=my_number())
    return request_page(found, fresh_forms(found))


@pages.get("/can-bo/dich-vu/<code>/anh/<kind>")
@handler
def request_photo(code: str, kind: str) -> ResponseReturnValue:
    """A picture of the request; each view is noted."""
    found = request_of_my_office(code)
    known = next((each for each in PhotoKind if each == kind), None)
    photo = found.photo(known) if known else None
    if photo is None:
        abort(404)
    try:
        data = viewed_photo(photo, by=my_number())
    except FileMissing:
        abort(404)
    return Response(data, mimetype="image/jpeg", headers={"Cache-Control": "no-store"})


@pages.get(f"/can-bo/dich-vu/<code>/<any({_ANY}):_made>")
@handler
def back_to_request(code: str, _made: str) -> ResponseReturnValue:
    """An action's own address is only sent to; whoever reloads it comes back to the request."""
    return redirect(_url(request_of_my_office(code)))


@pages.post(f"/can-bo/dich-vu/<code>/<any({_ANY}):made>")
@handler
def act(code: str, made: str) -> ResponseReturnValue:
    """Take an action; a second officer, or one who comes too late, is told who did what."""
    found, action = request_of_my_office(code), ACTIONS[made]
    forms = fresh_forms(found)
    forms.sent = action
    form = forms.by_action.get(action)
    if form is None and action not in PLAIN:
        # The state has moved on; the form is read all the same, so that a double tap is told what happened.
        form = form_of(found, action)
    if form is not None and not form.validate_on_submit() and action in forms.by_action:
        return request_page(found, forms)
    try:
        return _take(found, action, _doing(found, action, form))
    except NumberTaken as taken:
        if isinstance(form, DispatchForm):
            form.refuse(form.tracking_number, staff_words.number_taken(taken))
        return request_page(found, forms)


def _doing(found: ServiceRequest, action: Action, form: object) -> Callable[[], None]:
    by = my_number()
    match form:
        case ReasonForm():
            decide = office.ask_supplement if action is Action.ASK_SUPPLEMENT else office.reject
            return lambda: decide(found, form.chosen, by=by, note=form.note.value)
        case ApproveForm():
            return lambda: office.approve(found, by=by, note=form.note.value)
        case DispatchForm():
            return lambda: handing.dispatch(found, form.number, by=by)
        case ReturnForm():
            return lambda: handing.return_from_post(found, by=by, note=form.sentence)
        case CollectForm():
            return lambda: handing.collect(found, by=by)
        case _:
            return lambda: do_plainly(found, action, by=by)


def _take(found: ServiceRequest, action: Action, do: Callable[[], None]) -> ResponseReturnValue:
    try:
        do()
    except NotAllowed:
        flash(staff_words.too_late(found), "refused")
        return redirect(_url(found), 303)
    except NoCard as without:
        flash(words.card_problem(without.problem), "refused")
        return redirect(_url(found), 303)
    flash(staff_words.done_sentence(found, action), "done")
    # Down to what comes next: there the next request is one tap away.
    return redirect(_url(found, anchor="viec"), 303)


def _url(found: ServiceRequest, *, anchor: str | None = None) -> str:
    return url_for("desk.request", code=found.code, _anchor=anchor)
