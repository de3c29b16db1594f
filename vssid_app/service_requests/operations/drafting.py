"""Beginning a request, and saving its steps; each can be saved again until it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vssid_app.agencies.queries import office
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.core.public_codes import new_public_code
from vssid_app.people.models import Person
from vssid_app.service_requests import queries
from vssid_app.service_requests.cards import card_to_reissue, overview_today
from vssid_app.service_requests.kinds import CardLoss, Delivery, RequestKind, WhyPaper
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.offices import office_of
from vssid_app.service_requests.states import Status
from vssid_app.service_requests.steps import Step


class NotEditable(Exception):
    """The request's state does not let this step be changed."""


class NoCommune(Exception):
    """An address for the post without a commune of today."""


class WindowClosed(Exception):
    """The primary facility can be changed on other days only."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a correction is about: a key of the line, and the line as it stood on the screen."""

    about: str
    line: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card is handed over; the post needs recipient, phone, commune and street."""

    delivery: Delivery
    office_code: str | None = None
    school_code: str | None = None
    class_name: str = ""
    recipient: str = ""
    phone: str | None = None
    commune_code: str | None = None
    street: str = ""
    note: str = ""


def begin_request(
    kind: RequestKind, person: Person, *, by: int, quoted: Quoted | None = None
) -> ServiceRequest:
    """Begin a request; one that is open, or that this account has begun already, is led to instead.

    Raises:
        NoCard: of a reissue, without a card that could be printed again.
    """
    about = quoted.about if quoted else ""
    overview = overview_today(person)
    with db.transaction() as session:
        db.alone(key_of(kind, person.id, about))
        known = queries.open_request(person.id, kind, about) or queries.draft_of(person.id, kind, by, about)
        if known is not None:
            return known
        card = card_to_reissue(overview) if kind is RequestKind.REISSUE else overview.card
        place = office_of(person, card.row.office_code if card else None, today())
        request = ServiceRequest(
            code=new_public_code("TH"),
            kind=kind,
            about=about,
            status=Status.AWAITING_CODE,
            person_id=person.id,
            asked_by_id=by,
            card_code=card.row.card_code if card else None,
            quoted=quoted.line if quoted else {},
            office_code=place.code if place else None,
            saved_steps={},
            changes=[],
            photos=[],
        )
        session.add(request)
        record(Tag.SERVICE_REQUEST_STARTED, actor=by, subject=request, kind=kind)
        return request


def begin_facility_change(person: Person, *, by: int) -> ServiceRequest:
    """Begin to change the primary facility of a card that opens doors, in the window of a quarter.

    Raises:
        NoCard: without such a card.
        WindowClosed: on another day.
    """
    card_to_reissue(overview_today(person))
    if not queries.facility_window(today()).is_open_on(today()):
        raise WindowClosed
    return begin_request(RequestKind.FACILITY_CHANGE, person, by=by)


def save_paper(request: ServiceRequest, why: WhyPaper) -> None:
    """Keep why a card on paper is needed."""
    with db.transaction():
        open_step(request, Step.PAPER)
        request.why_paper = why


def save_loss(request: ServiceRequest, loss: CardLoss) -> None:
    """Keep whether the card is lost or damaged."""
    with db.transaction():
        open_step(request, Step.LOSS)
        request.loss = loss


def save_place(request: ServiceRequest, place: Place) -> None:
    """Keep where the card is handed over; of the post what it costs, as it is told.

    Raises:
        NoCommune: when the post is asked to bring it to no commune of today.
    """
    with db.transaction():
        open_step(request, Step.PLACE)
        by_post = place.delivery is Delivery.POST
        request.delivery = place.delivery
        if place.office_code is not None:
            request.office_code = place.office_code
        request.school_code, request.class_name = place.school_code, place.class_name
        request.recipient, request.phone = place.recipient, place.phone
        request.commune_code, request.street = place.commune_code, place.street
        request.delivery_note = place.note
        request.postage = postage_of(request) if by_post else None


def save_facility(request: ServiceRequest, facility_code: str, why: str) -> None:
    """Keep the new facility, and why it is wanted."""
    with db.transaction():
        open_step(request, Step.FACILITY)
        request.facility_code, request.told = facility_code, why


def save_wrong(request: ServiceRequest, told: str) -> None:
    """Keep what is wrong of the quoted line, and how it is right."""
    with db.transaction():
        open_step(request, Step.WRONG)
        request.told = told


def tell_postage(request: ServiceRequest) -> None:
    """Write down what the post costs by now, to be read before sending."""
    with db.transaction():
        open_step(request, Step.PLACE)
        request.postage = postage_of(request)


def postage_of(request: ServiceRequest) -> int:
    """What the postman is paid for this request, đồng.

    Raises:
        NoCommune: when its address has no commune of today.
    """
    day = today()
    place = office(request.office_code, day) if request.office_code else None
    if place is None or request.commune_code is None:
        raise NoCommune
    postage = queries.postage_to(request.commune_code, place.province_code, day)
    if postage is None:
        raise NoCommune
    return postage


def open_step(request: ServiceRequest, step: Step) -> None:
    """Make sure that the step may be changed now, and note that it was saved; in the caller's transaction.

    Raises:
        NotEditable: when the request does not ask for it now.
    """
    db.reload(request)
    if step not in queries.editable_steps(request):
        raise NotEditable(step)
    request.saved_steps = {**request.saved_steps, step: instant().isoformat()}


def key_of(kind: RequestKind, person_id: int, about: str) -> str:
    """What two who ask for the same of one person wait for each other by."""
    return f"service request {kind} {person_id} {about}"
