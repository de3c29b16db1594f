"""The cards of requests, to be printed: both sides, with the code of the request beside each."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app

from vssid_app.core.settings import Settings
from vssid_app.registry.card_face.content import CardFace, card_face
from vssid_app.registry.card_face.drawing import sheets_pdf
from vssid_app.registry.card_qr.making import NoCardToShow, card_token, qr_svg
from vssid_app.registry.overview import CardOverview
from vssid_app.service_requests import staff_words
from vssid_app.service_requests.cards import overview_today
from vssid_app.service_requests.kinds import Delivery
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.looking import note_request_views
from vssid_app.service_requests.states import Status

PRINTABLE = frozenset({Status.PRINTED, Status.RETURNED})
"""Printed, and not handed on: a jammed sheet can be printed again."""


def to_print(requests: Sequence[ServiceRequest]) -> list[ServiceRequest]:
    """Those whose card may be drawn now."""
    return [request for request in requests if request.status in PRINTABLE]


def cards_pdf(requests: Sequence[ServiceRequest], *, by: int) -> bytes:
    """One PDF of all cards; that each was taken is noted."""
    drawn: list[tuple[str, CardFace]] = []
    for request in requests:
        overview = overview_today(request.person)
        if overview.card is not None:
            drawn.append((_label(request), _face(overview)))
    note_request_views(*requests, by=by)
    return sheets_pdf(drawn)


def _label(request: ServiceRequest) -> str:
    way = staff_words.delivery_word(Delivery(request.delivery)) if request.delivery else ""
    return " · ".join(part for part in (request.code, way) if part)


def _face(overview: CardOverview) -> CardFace:
    settings: Settings = current_app.extensions["settings"]
    if overview.card is None:
        raise ValueError("a face without a card")
    try:
        qr = qr_svg(card_token(overview))
    except NoCardToShow:
        qr = ""
    return card_face(
        overview, overview.card, qr=qr, practice=settings.is_demo, operator=settings.operator_name
    )
