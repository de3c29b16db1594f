"""The facts of a card for the phone that keeps them, after its holder's consent, for use without network."""

from __future__ import annotations

from flask import Response, abort, jsonify

from vssid_app.core.clock import today
from vssid_app.people.access import current_in_view, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.registry.blueprint import pages
from vssid_app.registry.overview import overview_of
from vssid_app.registry.phone_copy import phone_copy
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on


@pages.get("/nguoi/<public_id>/the/luu.json")
@for_person_part(Part.CARD)
def card_copy(public_id: str) -> Response:  # noqa: ARG001 - the access rule has fetched the person
    """A 404 for who may not see the person, and where there is no card: the phone drops its copy then."""
    seen = current_in_view()
    overview = overview_of(holding_of(seen.person), reference_on(today()))
    if overview.card is None:
        abort(404)
    return jsonify(phone_copy(seen, overview, overview.card).as_json())
