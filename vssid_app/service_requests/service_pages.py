"""``Dịch vụ công | Lịch sử``: what can be asked for, each service explained, and what was asked for."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.people.access import current_person, for_person
from vssid_app.people.models import Person
from vssid_app.people.queries import find_person
from vssid_app.policy.queries import whole_number
from vssid_app.registry.messages import facility_words
from vssid_app.service_requests import flow, words
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.cards import NoCard, card_to_reissue, overview_today
from vssid_app.service_requests.explained import EXPLAINED_ONLY, SERVICES, WORKING, Explained, Service
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.drafting import begin_request
from vssid_app.service_requests.operations.sending import TIME_LIMITS
from vssid_app.service_requests.queries import (
    asks_why_paper,
    draft_of,
    facility_window,
    open_request,
    requests_of,
    working_days_overdue,
)


@pages.get("/toi/dich-vu")
@signed_in
def my_services() -> ResponseReturnValue:
    """To the services of whoever is signed in; staff to their own home."""
    own = signed_in_visitor().person_id
    person = find_person(own) if own is not None else None
    if person is None:
        return redirect(url_for("registry.my_home"))
    return redirect(url_for(".hub", public_id=person.public_id))


@pages.get("/nguoi/<public_id>/dich-vu")
@for_person
def hub(public_id: str) -> str:
    """What is under way, then what can be asked for, then what is only explained."""
    mine = requests_of(current_person().id, signed_in_visitor().account_id)
    return render_template(
        "service_requests/hub.html",
        public_id=public_id,
        under_way=[_line(each) for each in mine if not each.is_ended],
        working=WORKING,
        explained=EXPLAINED_ONLY,
    )


@pages.get("/nguoi/<public_id>/dich-vu/lich-su")
@for_person
def history(public_id: str) -> str:
    """All requests of the person, the newest first."""
    mine = requests_of(current_person().id, signed_in_visitor().account_id)
    return render_template(
        "service_requests/history.html", public_id=public_id, lines=[_line(each) for each in mine]
    )


@pages.get("/nguoi/<public_id>/dich-vu/ve/<service>")
@for_person
def service(public_id: str, service: str) -> str:
    """What a service is for, papers, time, fee, where; and the way on, where it works here."""
    explained = _explained(service)
    return render_template(
        "service_requests/explained.html",
        public_id=public_id,
        explained=explained,
        days=_days(explained),
        **_state(explained),
    )


@pages.post("/nguoi/<public_id>/dich-vu/ve/612a/bat-dau")
@for_person
def begin_reissue(public_id: str) -> ResponseReturnValue:
    """Begin to ask for a card again; what is open or begun already is gone on with."""
    person = _person()
    try:
        request = begin_request(RequestKind.REISSUE, person, by=signed_in_visitor().account_id)
    except NoCard as none:
        flash(words.card_problem(none.problem), "refused")
        return redirect(url_for(".service", public_id=public_id, service=Service.REISSUE), 303)
    return redirect(flow.next_url(public_id, request), 303)


def _person() -> Person:
    person = find_person(current_person().id)
    if person is None:
        abort(404)
    return person


def _explained(service: str) -> Explained:
    known = next((each for each in Service if each == service), None)
    if known is None:
        abort(404)
    return SERVICES[known]


def _days(explained: Explained) -> int | None:
    return whole_number(TIME_LIMITS[explained.kind], today()) if explained.kind else None


def _state(explained: Explained) -> dict[str, object]:
    """Of a card asked for again: the card, what is open already, and why there may be nothing to ask for."""
    found: dict[str, object] = {"card": None, "trouble": "", "known": None, "overview": None}
    found |= {"facility": "", "window": None, "is_open": True, "paper_for_few": False}
    if explained.kind is None or explained.kind is RequestKind.CORRECTION:
        return found
    kind = explained.kind
    person = current_person()
    overview = overview_today(person)
    found["overview"] = overview
    found["known"] = open_request(person.id, kind) or draft_of(
        person.id, kind, signed_in_visitor().account_id
    )
    try:
        card = card_to_reissue(overview)
        found |= {"card": card, "facility": facility_words(card)}
    except NoCard as none:
        found["trouble"] = words.card_problem(none.problem, kind)
    if kind is RequestKind.FACILITY_CHANGE:
        window = facility_window(today())
        return {**found, "window": window, "is_open": window.is_open_on(today())}
    return {**found, "is_open": True, "paper_for_few": asks_why_paper(today())}


def _line(request: ServiceRequest) -> tuple[ServiceRequest, str, str]:
    """A request, its name, and where it is."""
    kind = words.kind_word(RequestKind(request.kind))
    return request, kind, words.state_words(request, working_days_overdue(request))
