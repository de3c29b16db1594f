"""Practice worlds: a postman who brings each parcel some days after it was given, by the world's clock.

What becomes of a parcel is drawn from the request's code, so that it is the same each time: one to three days
on the way, and of ten first tries one comes back. What was brought back once arrives the second time.
"""

from __future__ import annotations

from datetime import timedelta
from zlib import crc32

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.handing import deliver, return_from_post
from vssid_app.service_requests.states import Action, NotAllowed, Status

MOST_DAYS = 3
COMES_BACK = 10
"""Of so many first tries one."""
BATCH = 50


def bring_parcels() -> bool:
    """Bring what has been on the way long enough; whether there may be more at once.

    What an officer or the post's file has recorded meanwhile is left as it is.
    """
    if not current_world().is_practice:
        return False
    under_way = select(ServiceRequest).where(ServiceRequest.status == Status.IN_DELIVERY)
    with_steps = under_way.order_by(ServiceRequest.id).options(selectinload(ServiceRequest.changes))
    found = db.session.scalars(with_steps).all()
    due = [request for request in found if _is_due(request)]
    brought = [_bring(request) for request in due[:BATCH]]
    return any(brought) and len(due) > BATCH


def days_on_the_way(code: str) -> int:
    """How many days a parcel takes: one to three."""
    return crc32(code.encode()) % MOST_DAYS + 1


def comes_back(code: str) -> bool:
    """Whether the first try fails."""
    return crc32(code[::-1].encode()) % COMES_BACK == 0


def _is_due(request: ServiceRequest) -> bool:
    given = request.last(Action.DISPATCH)
    if given is None:
        return False
    return given.at.astimezone(VIETNAM).date() + timedelta(days_on_the_way(request.code)) <= today()


def _bring(request: ServiceRequest) -> bool:
    try:
        if comes_back(request.code) and request.last(Action.RETURN) is None:
            return_from_post(request, by=None, note=_("Không gặp người nhận."))
        else:
            deliver(request, by=None)
    except NotAllowed:
        return False
    return True
