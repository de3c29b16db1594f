"""When an account is closed: its requests stay with the office, without addresses, photos and drafts."""

from __future__ import annotations

from sqlalchemy import Select, select

from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.changing import change_status
from vssid_app.service_requests.operations.retention import forget_photos
from vssid_app.service_requests.own_data import own_requests
from vssid_app.service_requests.states import OPEN, Action


def request_in_work(account: Account) -> Select[str]:
    """The code of a request that the account asked for, or that is about its holder, and that goes on."""
    found = select(ServiceRequest.code).where(own_requests(account), ServiceRequest.status.in_(list(OPEN)))
    return found.order_by(ServiceRequest.id).limit(1)


def forget_requests(account: Account) -> list[str]:
    """Take addresses and photos off the account's requests, and end drafts; joins the caller's transaction.

    Gives the files to delete once it is through.
    """
    files: list[str] = []
    for request in db.session.scalars(select(ServiceRequest).where(ServiceRequest.asked_by_id == account.id)):
        db.reload(request)
        if request.is_draft:
            change_status(request, Action.WITHDRAW, by=None)
        files += forget_photos(request)
        request.recipient = request.street = request.delivery_note = request.told = ""
        request.phone = request.commune_code = None
    return files
