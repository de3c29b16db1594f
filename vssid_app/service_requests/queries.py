"""Finding requests, and what each still needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from vssid_app.agencies.queries import province_of_commune
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import flag, whole_number, working_days_late
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceReminder, ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.postage_rules import Zone, zone_of
from vssid_app.service_requests.reasons import SUPPLEMENTS, Reason
from vssid_app.service_requests.states import OPEN, TIMED, Action, Status
from vssid_app.service_requests.steps import Step, steps_of_kind
from vssid_app.service_requests.window_rules import Window, window_on

LIST_LENGTH = 100
POSTAGE = {
    Zone.SAME_PROVINCE: Parameter.POSTAGE_SAME_PROVINCE,
    Zone.SAME_REGION: Parameter.POSTAGE_SAME_REGION,
    Zone.FAR: Parameter.POSTAGE_FAR,
}
_WITH_ALL = (
    joinedload(ServiceRequest.changes).joinedload(ServiceRequestChange.by),
    joinedload(ServiceRequest.photos),
)


def find_request(code: str, *, locked: bool = False) -> ServiceRequest | None:
    """The request of a code, with its changes and photos; whose it is is the caller's to check."""
    found = select(ServiceRequest).where(ServiceRequest.code == code).options(*_WITH_ALL)
    if locked:
        found = found.with_for_update(of=ServiceRequest)
    return db.session.scalars(found).unique().one_or_none()


def request_with_person(code: str) -> ServiceRequest | None:
    """The request of a code with the person that it is about, in one statement."""
    found = select(ServiceRequest).where(ServiceRequest.code == code)
    return db.session.scalars(found.options(joinedload(ServiceRequest.person))).one_or_none()


def request_of(code: str, person_id: int, account_id: int) -> ServiceRequest | None:
    """A person's request, for an account that may see the person; a draft only for who began it."""
    found = select(ServiceRequest).where(ServiceRequest.code == code, seen_by(person_id, account_id))
    return db.session.scalars(found.options(*_WITH_ALL)).unique().one_or_none()


def requests_of(person_id: int, account_id: int) -> Sequence[ServiceRequest]:
    """All requests of a person that an account sees, the newest first, with their changes."""
    found = select(ServiceRequest).where(seen_by(person_id, account_id)).order_by(ServiceRequest.id.desc())
    loaded = found.limit(LIST_LENGTH).options(joinedload(ServiceRequest.changes))
    return db.session.scalars(loaded).unique().all()


def seen_by(person_id: int, account_id: int) -> ColumnElement[bool]:
    """The condition that a request is of this person and either sent, or this account's own draft."""
    mine = ServiceRequest.asked_by_id == account_id
    unsent = ServiceRequest.status == Status.AWAITING_CODE
    # A draft that was thrown away is nobody else's business either.
    was_sent = ServiceRequest.sent_at.is_not(None)
    return and_(ServiceRequest.person_id == person_id, or_(mine, and_(~unsent, was_sent)))


def draft_of(person_id: int, kind: RequestKind, account_id: int, about: str = "") -> ServiceRequest | None:
    """What an account has begun for a person and not sent yet."""
    return _one_of(person_id, kind, about, [Status.AWAITING_CODE], ServiceRequest.asked_by_id == account_id)


def open_request(person_id: int, kind: RequestKind, about: str = "") -> ServiceRequest | None:
    """The request of a person that was sent and is not at its end, whoever asked."""
    return _one_of(person_id, kind, about, OPEN)


def _one_of(
    person_id: int, kind: RequestKind, about: str, statuses: Iterable[Status], *more: ColumnElement[bool]
) -> ServiceRequest | None:
    found = select(ServiceRequest).where(
        ServiceRequest.person_id == person_id,
        ServiceRequest.kind == kind,
        ServiceRequest.about == about,
        ServiceRequest.status.in_(list(statuses)),
        *more,
    )
    return db.session.scalars(found.options(*_WITH_ALL)).unique().one_or_none()


def asks_why_paper(on: date) -> bool:
    """Whether paper is only for who needs it on a day. Source: parameter ``paper_card_for_all``."""
    return not flag(Parameter.PAPER_CARD_FOR_ALL, on)


def facility_window(on: date) -> Window:
    """The days on which the primary facility can be changed: those of a day, or the next ones.

    Source: the dated parameter ``facility_change_days``.
    """
    return window_on(on, whole_number(Parameter.FACILITY_CHANGE_DAYS, on))


def steps_of(request: ServiceRequest) -> tuple[Step, ...]:
    """The steps of this request today, in order."""
    return steps_of_kind(RequestKind(request.kind), asks_why_paper=asks_why_paper(today()))


def open_reason(request: ServiceRequest) -> Reason | None:
    """The one thing that the office asked for, while the family still has to answer."""
    if request.status is not Status.SUPPLEMENT_ASKED:
        return None
    asked = request.last(Action.ASK_SUPPLEMENT)
    return asked.asked[0] if asked else None


def step_asked(request: ServiceRequest) -> Step | None:
    """The step in which the asked thing is given."""
    reason = open_reason(request)
    return SUPPLEMENTS[RequestKind(request.kind)][reason] if reason else None


def editable_steps(request: ServiceRequest) -> frozenset[Step]:
    """Which steps may be changed now: all of a draft, of a supplement the one that was asked for."""
    if request.is_draft:
        return frozenset(steps_of(request))
    asked = step_asked(request)
    return frozenset({asked, Step.CHECK}) if asked else frozenset()


def is_done(request: ServiceRequest, step: Step) -> bool:
    """Whether a step was saved; one that the office asks for, since it asked (see ``open_step``)."""
    return step in request.saved_steps


def missing_steps(request: ServiceRequest) -> list[Step]:
    """The steps before the check that are not done yet, in order."""
    asked = step_asked(request)
    steps = (asked,) if asked else steps_of(request)
    return [step for step in steps if step is not Step.CHECK and not is_done(request, step)]


def saved_at(request: ServiceRequest, step: Step) -> datetime | None:
    """When a step was saved last; the machine's moment."""
    saved = request.saved_steps.get(step)
    return datetime.fromisoformat(saved) if saved else None


def postage_to(commune_code: str, office_province: str, on: date) -> int | None:
    """What the postman is paid from an office's province to a commune, đồng; None for no commune of the day.

    Source: the dated parameters ``postage_…``, by zone.
    """
    province = province_of_commune(commune_code, on)
    return whole_number(POSTAGE[zone_of(office_province, province)], on) if province else None


def working_days_overdue(request: ServiceRequest) -> int:
    """By how many working days the office has missed its limit today; 0 while it has not."""
    if request.due_on is None or request.status not in TIMED:
        return 0
    return working_days_late(request.due_on, today())


def was_reminded(request: ServiceRequest) -> bool:
    """Whether the office was reminded of a request since its limit passed."""
    since = select(ServiceReminder.id).where(
        ServiceReminder.request_id == request.id, ServiceReminder.day > request.due_on
    )
    return db.session.scalar(since.limit(1)) is not None
