"""The card as a picture: looked at, kept as PNG, printed as PDF."""

from __future__ import annotations

from flask import Response, abort, current_app, render_template, url_for

from vssid_app.core.clock import today
from vssid_app.core.settings import Settings
from vssid_app.people.access import current_person, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.registry import messages
from vssid_app.registry.blueprint import pages
from vssid_app.registry.card_face.content import CardFace, card_face
from vssid_app.registry.card_face.drawing import Side, sheet_pdf, side_png
from vssid_app.registry.card_qr.making import NoCardToShow, card_token, qr_svg
from vssid_app.registry.overview import CardOverview, overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on

# Names say nothing of whose card it is: downloads lie open on shared phones.
PICTURE_NAMES = {Side.FRONT: "the-bhyt-mat-truoc.png", Side.BACK: "the-bhyt-mat-sau.png"}
SHEET_NAME = "the-bhyt-de-in.pdf"


@pages.get("/nguoi/<public_id>/the/hinh-anh")
@for_person_part(Part.CARD)
def card_image(public_id: str) -> str:
    """Both sides as pictures, one below the other: nothing to flip, and each can be enlarged and kept."""
    overview = _overview()
    face = _face(overview)
    addresses = {side: url_for(".card_side", public_id=public_id, side=side) for side in Side}
    return render_template(
        "registry/card_image.html",
        person=current_person(),
        overview=overview,
        face=face,
        addresses=addresses,
        words=messages,
    )


@pages.get("/nguoi/<public_id>/the/<any(front, back):side>.png")
@for_person_part(Part.CARD)
def card_side(public_id: str, side: str) -> Response:  # noqa: ARG001 - the access rule has fetched the person
    """One side as a picture."""
    face = _face(_overview())
    response = Response(side_png(face, Side(side)), mimetype="image/png")
    response.headers.set("Content-Disposition", "inline", filename=PICTURE_NAMES[Side(side)])
    return response


@pages.get("/nguoi/<public_id>/the/de-in.pdf")
@for_person_part(Part.CARD)
def card_sheet(public_id: str) -> Response:  # noqa: ARG001
    """Both sides in their true size on one page of A4."""
    response = Response(sheet_pdf(_face(_overview())), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=SHEET_NAME)
    return response


def _overview() -> CardOverview:
    """What is drawn; a person without a card has no picture of it."""
    overview = overview_of(holding_of(current_person()), reference_on(today()))
    if overview.card is None:
        abort(404)
    return overview


def _face(overview: CardOverview) -> CardFace:
    settings: Settings = current_app.extensions["settings"]
    card = overview.card
    if card is None:
        raise ValueError("a picture without a card")
    return card_face(
        overview, card, qr=_qr(overview), practice=settings.is_demo, operator=settings.operator_name
    )


def _qr(overview: CardOverview) -> str:
    """The signed code; none for a card that opens no door today."""
    try:
        return qr_svg(card_token(overview))
    except NoCardToShow:
        return ""
