"""The QR code of a card as a picture, and the keys that it is checked with."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, jsonify, request

from vssid_app.core.access import public
from vssid_app.core.clock import today
from vssid_app.people.access import current_person, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.registry.blueprint import pages
from vssid_app.registry.card_qr.making import NoCardToShow, card_token, qr_svg
from vssid_app.registry.card_qr.queries import public_keys
from vssid_app.registry.overview import overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on

KEYS_SECONDS = 600
"""So long a verifier may go without a key that has just been made."""


@pages.get("/nguoi/<public_id>/the/qr.svg")
@for_person_part(Part.CARD)
def card_qr(public_id: str) -> Response:  # noqa: ARG001
    """The signed QR code; there is none of a card that opens no door today."""
    overview = overview_of(holding_of(current_person()), reference_on(today()))
    try:
        token = card_token(overview)
    except NoCardToShow:
        abort(404)
    return Response(qr_svg(token), mimetype="image/svg+xml")


@pages.get("/.well-known/jwks.json")
@public
def jwks() -> Response:
    """The public keys, for anybody's verifier; ``world`` says which of them sign practice cards only."""
    answer = jsonify(keys=published_keys())
    answer.mimetype = "application/jwk-set+json"
    answer.headers["Cache-Control"] = f"public, max-age={KEYS_SECONDS}"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def published_keys() -> list[dict[str, Any]]:
    """All public keys of this installation as JWKs."""
    return [{**key.jwk, "world": key.kind.value} for key in public_keys().values()]
