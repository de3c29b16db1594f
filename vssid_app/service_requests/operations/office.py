"""The office's side up to the decision; each is done once, whoever comes first."""

from __future__ import annotations

from vssid_app.core.extensions import db
from vssid_app.registry.operations import change_facility
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.changing import change_status
from vssid_app.service_requests.queries import step_asked
from vssid_app.service_requests.reasons import Reason, check_asked, check_refused
from vssid_app.service_requests.states import Action, Status

# Every operation's ``by`` is the officer's account; None is the automatic officer of a practice world.


def receive(request: ServiceRequest, *, by: int | None) -> None:
    """Take a sent request in.

    Raises:
        NotAllowed: when somebody has, or the family took it back.
    """
    with db.transaction():
        change_status(request, Action.RECEIVE, by=by, by_staff=True)


def begin(request: ServiceRequest, *, by: int | None) -> None:
    """Begin to work on a received request.

    Raises:
        NotAllowed: when it was not received, or somebody has begun.
    """
    with db.transaction():
        change_status(request, Action.BEGIN, by=by, by_staff=True)


def ask_supplement(request: ServiceRequest, reason: Reason, *, by: int | None, note: str = "") -> None:
    """Ask the family for one thing; all else stays as it is. A received request is begun with it.

    Raises:
        BadReason: when it is nothing that is asked for in this kind.
        NotAllowed: when the request was decided or taken back meanwhile.
    """
    check_asked(RequestKind(request.kind), reason)
    with db.transaction():
        _begin_received(request, by)
        change_status(request, Action.ASK_SUPPLEMENT, by=by, by_staff=True, reasons=[reason], note=note)
        step = step_asked(request)
        # It has to be given after it was asked for, so what was saved before no longer counts.
        request.saved_steps = {name: at for name, at in request.saved_steps.items() if name != step}


def reject(request: ServiceRequest, reason: Reason, *, by: int | None, note: str = "") -> None:
    """Refuse a request with a coded reason. A received request is begun with it.

    Raises:
        BadReason: when it is no reason of this kind.
        NotAllowed: when the request was decided or taken back meanwhile.
    """
    check_refused(RequestKind(request.kind), reason)
    with db.transaction():
        _begin_received(request, by)
        change_status(request, Action.REJECT, by=by, by_staff=True, reasons=[reason], note=note)


def approve(request: ServiceRequest, *, by: int | None, note: str = "") -> None:
    """Grant a request; ``note`` is the answer that the family reads. A received request is begun with it.

    A new primary facility is in the register with it.

    Raises:
        NotAllowed: when the request was decided or taken back meanwhile.
    """
    with db.transaction():
        _begin_received(request, by)
        change_status(request, Action.APPROVE, by=by, by_staff=True, note=note)
        if request.kind is RequestKind.FACILITY_CHANGE:
            change_facility(
                request.person_id,
                request.facility_code or "",
                request.facility_from,
                source=request.code,
            )


def _begin_received(request: ServiceRequest, by: int | None) -> None:
    db.reload(request)
    if request.status is Status.RECEIVED:
        change_status(request, Action.BEGIN, by=by, by_staff=True)
