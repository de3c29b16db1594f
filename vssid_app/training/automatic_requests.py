"""Practice worlds: the automatic officer at the requests of services, for who practises alone.

It takes one step after the other at a pace that can be watched, by the world's clock: half a minute until a
request is received, some seconds for each step more, and a day until a card that lies ready is fetched. It
serves whom somebody plays, that is, who has ever been signed in; the others lie there for whoever practises
at the desk. What an officer has opened or done a step of is that officer's to the end: it is looked at again
inside the transaction, so that nothing is taken out of anybody's hands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from zlib import crc32

import structlog
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import selectinload

from vssid_app.audit.models import AuditEntry
from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import VIETNAM, now, today
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.enrolment.queries import automatic_officer_is_on
from vssid_app.identity.models import SignInSession
from vssid_app.service_requests.cards import NoCard, card_to_reissue, overview_today
from vssid_app.service_requests.kinds import Delivery, PhotoKind, RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.operations import handing, office
from vssid_app.service_requests.parcels import NumberTaken
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import WAITING_FOR_OFFICE, Action, NotAllowed, Status

WAITS = timedelta(seconds=30)
"""Until it receives a request: a person at the desk may come first."""
PACE = timedelta(seconds=8)
"""From one step to the next."""
TO_FETCH = frozenset({Status.READY_AT_OFFICE, Status.HANDED_TO_SCHOOL})
"""The family fetches its card, on a later day of the world."""
BATCH = 20

Doing = Callable[[ServiceRequest], None]


def move_untouched() -> bool:
    """Take the next step of what waits and nobody has in hand; whether there may be more at once."""
    if not current_world().is_practice or not automatic_officer_is_on():
        return False
    waiting = _waiting()
    moved = [_is_moved(request) for request in waiting]
    return any(moved) and len(waiting) == BATCH


def _waiting() -> Sequence[ServiceRequest]:
    found = _free().order_by(ServiceRequest.id).limit(BATCH).options(selectinload(ServiceRequest.changes))
    return db.session.scalars(found).all()


def _free() -> Select[ServiceRequest]:
    """Requests whose next step is due, of people whom somebody plays, and in no officer's hand."""
    played = select(SignInSession.id).where(SignInSession.account_id == ServiceRequest.asked_by_id)
    viewed = select(AuditEntry.id).where(
        AuditEntry.subject_kind == ServiceRequest.__name__,
        AuditEntry.subject_id == ServiceRequest.id,
        AuditEntry.tag == Tag.SERVICE_REQUEST_VIEWED,
    )
    of_officers = select(ServiceRequestChange.id).where(
        ServiceRequestChange.request_id == ServiceRequest.id,
        ServiceRequestChange.by_staff,
        ServiceRequestChange.by_id.is_not(None),
    )
    due = [and_(ServiceRequest.status.in_(states), ~_changed_since(since)) for states, since in _moments()]
    return select(ServiceRequest).where(or_(*due), played.exists(), ~viewed.exists(), ~of_officers.exists())


def _moments() -> tuple[tuple[list[Status], datetime], ...]:
    """Since when nothing may have happened, by the states that a request waits in."""
    moment = now()
    working = list(WAITING_FOR_OFFICE - {Status.SENT})
    midnight = datetime.combine(today(), time(), VIETNAM)
    return ([Status.SENT], moment - WAITS), (working, moment - PACE), ([*TO_FETCH], midnight)


def _changed_since(since: datetime) -> ColumnElement[bool]:
    """Whether a step lies after a moment; one that the clock was moved back over is long ago."""
    step = ServiceRequestChange
    found = select(step.id).where(step.request_id == ServiceRequest.id, step.at > since, step.at <= now())
    return found.exists()


def _is_moved(request: ServiceRequest) -> bool:
    """Take a step; what goes wrong with one is logged, and keeps no other waiting."""
    number = request.id
    try:
        with db.transaction():
            db.reload(request)
            if not _is_still_free(request):
                return False
            before = len(request.changes)
            _STEPS[Status(request.status)](request)
            for change in request.changes[before:]:
                record(Tag.AUTOMATIC_OFFICER_ACTED, actor=None, subject=request, action=change.action)
    except (NotAllowed, NoCard, NumberTaken):
        # Paper that cannot be printed any more is for a person to see to, as is a number drawn twice.
        return False
    except Exception:  # noqa: BLE001 - one request's trouble must not stop the others
        structlog.get_logger().exception("automatic officer failed", request=number)
        return False
    return True


def _is_still_free(request: ServiceRequest) -> bool:
    """Whether it waits as it did when it was found, now that it is locked."""
    still = _free().where(ServiceRequest.id == request.id).with_only_columns(ServiceRequest.id)
    return db.session.scalar(still) is not None


def _decide(request: ServiceRequest) -> None:
    """As a fair officer would, on what the desk shows."""
    if request.kind is RequestKind.REISSUE:
        try:
            card_to_reissue(overview_today(request.person))
        except NoCard:
            office.reject(request, Reason.NO_VALID_CARD, by=None)
            return
    if request.kind is not RequestKind.CORRECTION:
        office.approve(request, by=None)
    elif request.photo(PhotoKind.PROOF) is None and request.last(Action.ASK_SUPPLEMENT) is None:
        office.ask_supplement(request, Reason.PROOF_NEEDED, by=None)
    else:
        answer = _("Đã đối chiếu với giấy tờ bạn gửi. Dữ liệu được sửa ở lần cập nhật sau.")
        office.approve(request, by=None, note=answer)


def _print(request: ServiceRequest) -> None:
    card_to_reissue(overview_today(request.person))
    handing.print_card(request, by=None)


def _hand_on(request: ServiceRequest) -> None:
    match request.delivery:
        case Delivery.POST:
            handing.dispatch(request, tracking_number(request), by=None)
        case Delivery.SCHOOL:
            handing.hand_to_school(request, by=None)
        case _:
            handing.make_ready(request, by=None)


def _hand_over(request: ServiceRequest) -> None:
    handing.collect(request, by=None)


_STEPS: dict[Status, Doing] = {
    Status.SENT: lambda request: office.receive(request, by=None),
    Status.RECEIVED: _decide,
    Status.IN_PROCESS: _decide,
    Status.APPROVED: _print,
    Status.PRINTED: _hand_on,
    Status.RETURNED: _hand_on,
    **dict.fromkeys(TO_FETCH, _hand_over),
}


def tracking_number(request: ServiceRequest) -> str:
    """An invented number of the post, another one for each try."""
    tries = sum(change.action is Action.DISPATCH for change in request.changes)
    return f"EM{crc32(f'{request.code} {tries}'.encode()) % 10**9:09d}VN"
