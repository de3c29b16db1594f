"""Which requests a page is about: those of the person in its address that the account sees."""

from __future__ import annotations

from flask import abort

from vssid_app.identity.access import signed_in_visitor
from vssid_app.people.access import current_person
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.queries import request_of


def own_request(code: str) -> ServiceRequest:
    """The request of an address; somebody else's is a 404, as is a draft that another guardian has begun.

    Only for pages whose rule ``for_person`` has let in.
    """
    found = request_of(code, current_person().id, signed_in_visitor().account_id)
    if found is None:
        abort(404)
    return found
