"""Which requests the signed-in officer may open, and that looking is noted."""

from __future__ import annotations

from flask import abort

from vssid_app.identity.access import Permission, signed_in_visitor, staff
from vssid_app.people.looks.noting import note_look
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.staff_queries import request_of_office

handler = staff(Permission.HANDLE_REQUESTS)
"""Officers; the queries keep each to the own offices."""


def my_offices() -> frozenset[str]:
    """Codes of the officer's offices; ``""`` stands for all."""
    return signed_in_visitor().offices_where(Permission.HANDLE_REQUESTS)


def my_number() -> int:
    """Number of the officer's account, as it stands in the log."""
    return signed_in_visitor().account_id


def request_of_my_office(code: str) -> ServiceRequest:
    """The request of an address; one of another office is a 404, like one that was not sent."""
    found = request_of_office(code, my_offices())
    if found is None:
        abort(404)
    note_request_look(found)
    return found


def note_request_look(request: ServiceRequest) -> None:
    """Have the person of a request read that the office looked."""
    note_look(request.person_id, office_code=request.office_code or "")
