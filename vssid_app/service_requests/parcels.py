"""Whose parcel a number of the post stands for: one place's. What goes to one home may share an envelope.

Source: UPU standard S10: a number is not given again within twelve months.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import select

from vssid_app.core.clock import now
from vssid_app.core.extensions import db
from vssid_app.core.text import fold
from vssid_app.service_requests.models import ServiceRequest

NUMBER_LASTS = timedelta(days=365)


class NumberTaken(Exception):
    """The number stands for a parcel to another place; ``code`` is its request's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parcels_with(numbers: Collection[str]) -> dict[str, list[ServiceRequest]]:
    """The requests of the last months that have these numbers."""
    found = select(ServiceRequest).where(
        ServiceRequest.tracking_number.in_(numbers), ServiceRequest.sent_at > now() - NUMBER_LASTS
    )
    parcels: dict[str, list[ServiceRequest]] = {}
    for each in db.session.scalars(found):
        parcels.setdefault(each.tracking_number, []).append(each)
    return parcels


def elsewhere(request: ServiceRequest, others: Iterable[ServiceRequest]) -> ServiceRequest | None:
    """The first of the others that goes to another place than a request."""
    here = _place(request)
    return next((other for other in others if other.id != request.id and _place(other) != here), None)


def _place(request: ServiceRequest) -> tuple[str | None, str]:
    return request.commune_code, fold(request.street)
