"""The steps of a card asked for again: one subject a screen, each saved by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.place_forms import picked, searches, sought, with_chosen
from vssid_app.agencies.queries import commune, office, school, search_communes
from vssid_app.core.clock import today
from vssid_app.core.forms import AppForm
from vssid_app.core.once import not_done
from vssid_app.core.text import show_money
from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.access import current_in_view, current_person, for_person
from vssid_app.people.models import Person
from vssid_app.people.queries import find_person
from vssid_app.service_requests import flow, words
from vssid_app.service_requests.access import own_request
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.forms import DeliveryForm, HomeForm, LossForm, PaperForm
from vssid_app.service_requests.kinds import CardLoss, Delivery, RequestKind, WhyPaper
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import drafting
from vssid_app.service_requests.queries import (
    editable_steps,
    missing_steps,
    postage_to,
    steps_of,
)
from vssid_app.service_requests.steps import Step

StepPage = Callable[[ServiceRequest], ResponseReturnValue]


@pages.route("/nguoi/<public_id>/dich-vu/<code>/<step>", methods=["GET", "POST"])
@for_person
def step(public_id: str, code: str, step: str) -> ResponseReturnValue:
    """One step; a step that the state does not open leads to the next one that it does."""
    request = own_request(code)
    known = next((each for each in Step if each == step), None)
    page = PAGES.get(known) if known else None
    if known is None or page is None:
        abort(404)
    if not is_open(request, known):
        not_done()
        return redirect(flow.next_url(public_id, request))
    try:
        return page(request)
    except drafting.NotEditable:
        # Another tab sent the request while this one was being saved.
        not_done()
        return redirect(flow.next_url(public_id, request), 303)


def is_open(request: ServiceRequest, step: Step) -> bool:
    """Whether a step may be shown now: a draft is filled in in order, what is done can be gone back to."""
    ahead = missing_steps(request)[1:] if request.is_draft else []
    return step in editable_steps(request) and step not in ahead


def step_frame(request: ServiceRequest, step: Step) -> dict[str, Any]:
    """The values that the template of a step's frame needs."""
    public_id = current_person().public_id
    steps = steps_of(request)
    # What the office asks for may be a step that the day's rule no longer has.
    at = steps.index(step) if step in steps else 0
    before = flow.step_url(public_id, request, steps[at - 1]) if at and request.is_draft else None
    return {
        "public_id": public_id,
        "request": request,
        "step": step,
        "number": at + 1,
        "count": len(steps),
        "kind": words.header_word(RequestKind(request.kind)),
        "step_name": words.step_word(step),
        "asked": words.asked_now(request),
        "back_url": before or flow.tracking_url(public_id, request),
    }


def step_page(template: str, request: ServiceRequest, step: Step, form: AppForm, **context: Any) -> str:
    """A step in its frame."""
    return render_template(
        f"service_requests/{template}.html", form=form, **step_frame(request, step), **context
    )


def go_on(request: ServiceRequest) -> ResponseReturnValue:
    """To the next step."""
    return redirect(flow.next_url(current_person().public_id, request), 303)


def paper_page(request: ServiceRequest) -> ResponseReturnValue:
    """Whether paper is really needed, and why; the e-card is one tap away."""
    form = PaperForm(why=request.why_paper)
    if form.validate_on_submit():
        if form.wants_e_card:
            return redirect(url_for("registry.card", public_id=current_person().public_id), 303)
        drafting.save_paper(request, WhyPaper(form.why.data))
        return go_on(request)
    return step_page("paper", request, Step.PAPER, form)


def loss_page(request: ServiceRequest) -> ResponseReturnValue:
    """Lost or damaged; a damaged card may be shown."""
    form = LossForm(loss=request.loss)
    if form.validate_on_submit():
        loss = CardLoss(form.loss.data)
        drafting.save_loss(request, loss)
        if loss is CardLoss.DAMAGED:
            public_id = current_person().public_id
            return redirect(url_for(".damage", public_id=public_id, code=request.code), 303)
        return go_on(request)
    return step_page("loss", request, Step.LOSS, form)


def place_page(request: ServiceRequest) -> ResponseReturnValue:
    """Where the card is handed over; at home it needs an address, on a page of its own."""
    form = DeliveryForm(delivery=request.delivery, hints=_ways(request))
    if form.validate_on_submit():
        delivery = Delivery(form.delivery.data)
        if delivery is Delivery.POST:
            public_id = current_person().public_id
            return redirect(url_for(".at_home", public_id=public_id, code=request.code), 303)
        drafting.save_place(request, _place(delivery))
        return go_on(request)
    return step_page("place", request, Step.PLACE, form)


def _ways(request: ServiceRequest) -> dict[Delivery, str]:
    """The ways that there are for this person, each with what it costs and where it is."""
    day, person = today(), _person()
    place = office(request.office_code or "", day)
    ways = {}
    pupils = school(person.school_code, day) if person.school_code else None
    if pupils is not None:
        ways[Delivery.SCHOOL] = _("%(school)s, không mất phí", school=pupils.name)
    if place is not None:
        ways[Delivery.OFFICE] = _("%(office)s, không mất phí", office=place.name)
        known = person.commune_code and postage_to(person.commune_code, place.province_code, day)
        ways[Delivery.POST] = (
            _("Cước về địa chỉ của bạn %(money)s, trả cho bưu tá", money=show_money(known))
            if known
            else _("Có cước, báo trước khi gửi, trả cho bưu tá")
        )
    return ways


def _place(delivery: Delivery) -> drafting.Place:
    person = _person()
    if delivery is Delivery.SCHOOL:
        return drafting.Place(delivery, school_code=person.school_code, class_name=person.class_name)
    return drafting.Place(delivery)


@pages.route("/nguoi/<public_id>/dich-vu/<code>/noi-nhan/nha", methods=["GET", "POST"])
@for_person
def at_home(public_id: str, code: str) -> ResponseReturnValue:
    """Recipient, phone and address for the postman; the next page tells what it costs, before sending."""
    request = own_request(code)
    if not is_open(request, Step.PLACE):
        not_done()
        return redirect(flow.next_url(public_id, request))
    person = _person()
    chosen = picked() or request.commune_code or person.commune_code
    named = commune(chosen, today()) if chosen else None
    found = [(place.commune_code, str(place)) for place in search_communes(sought(), today())]
    form = HomeForm(
        label=_("Xã, phường nhận thẻ"),
        places=with_chosen(found, chosen, str(named) if named else None),
        data={"place": chosen, "query": "", **_home_so_far(request, person)},
    )
    if not searches(form, found) and form.validate_on_submit():
        try:
            drafting.save_place(request, _home(form))
        except drafting.NoCommune:
            form.refuse(form.place, _("Không gửi được tới nơi này. Tìm và chọn lại xã, phường."))
        except drafting.NotEditable:
            not_done()
            return redirect(flow.next_url(public_id, request), 303)
        else:
            return go_on(request)
    return step_page("home", request, Step.PLACE, form)


def _home_so_far(request: ServiceRequest, person: Person) -> dict[str, str | None]:
    """What was saved, else what is known: the address of the person, name and phone of who asks."""
    if request.recipient:
        return {
            "street": request.street,
            "recipient": request.recipient,
            "phone": request.phone,
            "note": request.delivery_note,
        }
    account = signed_in_visitor().account
    asker = person if current_in_view().relation is None else find_person(account.person_id or 0)
    return {
        "street": person.street,
        "recipient": asker.full_name if asker else "",
        "phone": account.phone,
        "note": "",
    }


def _home(form: HomeForm) -> drafting.Place:
    return drafting.Place(
        Delivery.POST,
        recipient=form.recipient.value,
        phone=form.normal_phone,
        commune_code=str(form.place.data),
        street=form.street.value,
        note=form.note.value,
    )


def _person() -> Person:
    person = find_person(current_person().id)
    if person is None:
        abort(404)
    return person


PAGES: dict[Step, StepPage] = {
    Step.PAPER: paper_page,
    Step.LOSS: loss_page,
    Step.PLACE: place_page,
}
"""The pages of a reissue; other modules add those of their kinds."""
