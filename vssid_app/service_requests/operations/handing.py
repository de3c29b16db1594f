"""From the printer into the family's hands; each is done once, whoever comes first."""

from __future__ import annotations

from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.service_requests.kinds import Delivery
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.changing import change_status
from vssid_app.service_requests.parcels import NumberTaken, elsewhere, parcels_with
from vssid_app.service_requests.states import Action, NotAllowed, Status

# Every operation's ``by`` is the officer's account; None is the system: the post's file, the simulator.


def print_card(request: ServiceRequest, *, by: int | None) -> None:
    """Note that the card was printed; from now on it cannot be taken back.

    Raises:
        NotAllowed: when it was printed already, is not approved, or was taken back.
    """
    _step(request, Action.PRINT, by)


def dispatch(request: ServiceRequest, tracking_number: str, *, by: int | None) -> None:
    """Give the card to the post under a tracking number; after a return it is given once more.

    Raises:
        NotAllowed: when it is not to go by post, not printed, or on its way already.
        NumberTaken: when the number stands for a parcel to another place: the family would follow that one.
    """
    with db.transaction():
        db.alone(f"parcel {current_world().id} {tracking_number}")
        db.reload(request)
        if request.delivery is not Delivery.POST or not request.can(Action.DISPATCH):
            raise NotAllowed(Status(request.status), Action.DISPATCH)
        other = elsewhere(request, parcels_with([tracking_number]).get(tracking_number, ()))
        if other is not None:
            raise NumberTaken(other.code)
        request.tracking_number = tracking_number
        change_status(request, Action.DISPATCH, by=by, by_staff=True)


def deliver(request: ServiceRequest, *, by: int | None, note: str = "") -> None:
    """Note that the post has handed it over.

    Raises:
        NotAllowed: when it is not on its way.
    """
    _step(request, Action.DELIVER, by, note)


def return_from_post(request: ServiceRequest, *, by: int | None, note: str = "") -> None:
    """Note that the post has brought it back; ``note`` says why.

    Raises:
        NotAllowed: when it is not on its way.
    """
    _step(request, Action.RETURN, by, note)


def make_ready(request: ServiceRequest, *, by: int | None, note: str = "") -> None:
    """Lay the card ready at the office's desk: as asked for, or because the post brought it back.

    Raises:
        NotAllowed: when it is not printed, or goes another way.
    """
    with db.transaction():
        db.reload(request)
        if request.status is Status.PRINTED and request.delivery is not Delivery.OFFICE:
            raise NotAllowed(Status(request.status), Action.READY)
        change_status(request, Action.READY, by=by, by_staff=True, note=note)


def hand_to_school(request: ServiceRequest, *, by: int | None) -> None:
    """Give the card to the school that was named.

    Raises:
        NotAllowed: when it is not printed, or goes another way.
    """
    with db.transaction():
        db.reload(request)
        if request.delivery is not Delivery.SCHOOL:
            raise NotAllowed(Status(request.status), Action.HAND_TO_SCHOOL)
        change_status(request, Action.HAND_TO_SCHOOL, by=by, by_staff=True)


def collect(request: ServiceRequest, *, by: int | None, note: str = "") -> None:
    """Note that the family has it, from the desk or from the school; who is before the desk was checked.

    Raises:
        NotAllowed: when it does not lie ready.
    """
    _step(request, Action.COLLECT, by, note)


def _step(request: ServiceRequest, action: Action, by: int | None, note: str = "") -> None:
    with db.transaction():
        change_status(request, action, by=by, by_staff=True, note=note)
