"""The one way a request's state changes: by its kind's table, as a row, with one message."""

from __future__ import annotations

from collections.abc import Sequence

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.service_requests import messages
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import Action, Status, next_status


def change_status(
    request: ServiceRequest,
    action: Action,
    *,
    by: int | None,
    by_staff: bool = False,
    reasons: Sequence[Reason] = (),
    note: str = "",
) -> ServiceRequestChange:
    """Take an action inside the running transaction, and tell the family.

    ``by`` is the account that acts; None is the system.

    Raises:
        NotAllowed: when the state that the request has now does not allow it.
    """
    db.reload(request)
    before = Status(request.status)
    request.status = next_status(RequestKind(request.kind), before, action)
    change = ServiceRequestChange(
        request_id=request.id,
        action=action,
        from_status=before,
        to_status=request.status,
        by_id=by,
        by_staff=by_staff,
        reasons=[str(reason) for reason in reasons],
        note=note,
    )
    request.changes.append(change)
    db.session.flush()
    record(Tag.SERVICE_REQUEST_CHANGED, actor=by, subject=request, action=action, to=request.status)
    messages.tell_of_change(request, change)
    return change
