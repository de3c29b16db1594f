"""The office is reminded of what is late: each request once a day of the world, on the office's own desk."""

from __future__ import annotations

from sqlalchemy import select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.policy.queries import deadline_in_days
from vssid_app.service_requests.models import ServiceReminder, ServiceRequest
from vssid_app.service_requests.queries import working_days_overdue
from vssid_app.service_requests.states import TIMED

BATCH = 50


def remind_of_late() -> bool:
    """Remind the offices of requests that are late and of which they were not reminded today.

    On working days only. Says whether there may be more at once.
    """
    day = today()
    if deadline_in_days(day, 0) != day:
        return False  # nobody is at the desk, and no working day has passed
    reminded = select(ServiceReminder.id).where(
        ServiceReminder.request_id == ServiceRequest.id, ServiceReminder.day == day
    )
    late = select(ServiceRequest).where(
        ServiceRequest.status.in_(list(TIMED)), ServiceRequest.due_on < day, ~reminded.exists()
    )
    found = db.session.scalars(late.order_by(ServiceRequest.due_on, ServiceRequest.id).limit(BATCH)).all()
    for request in found:
        _remind(request)
    return len(found) == BATCH


def _remind(request: ServiceRequest) -> None:
    with db.transaction() as session:
        db.reload(request)
        day = today()
        known = select(ServiceReminder.id).where(
            ServiceReminder.request_id == request.id, ServiceReminder.day == day
        )
        late = working_days_overdue(request)
        if late and session.scalar(known) is None:
            session.add(
                ServiceReminder(
                    request_id=request.id,
                    office_code=request.office_code or "",
                    day=day,
                    working_days_late=late,
                )
            )
