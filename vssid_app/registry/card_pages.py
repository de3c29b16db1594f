"""The card of a person."""

from __future__ import annotations

from flask import abort, render_template

from vssid_app.core.clock import today
from vssid_app.people.access import current_person, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.registry import messages
from vssid_app.registry.blueprint import pages
from vssid_app.registry.overview import CardOverview, overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on


@pages.get("/nguoi/<public_id>/the")
@for_person_part(Part.CARD)
def card(public_id: str) -> str:  # noqa: ARG001
    """The card: what a desk needs first, then what it means."""
    reference = reference_on(today())
    return render_template(
        "registry/card.html",
        person=current_person(),
        overview=overview_of(holding_of(current_person()), reference),
        max_gap_months=reference.max_gap_months,
        words=messages,
    )


@pages.get("/nguoi/<public_id>/the/so-lon")
@for_person_part(Part.CARD)
def desk_mode(public_id: str) -> str:  # noqa: ARG001
    """The number alone, to be read across a counter."""
    overview = _overview()
    if overview.card is None:
        abort(404)
    return render_template(
        "registry/desk_mode.html", person=current_person(), overview=overview, words=messages
    )


def _overview() -> CardOverview:
    return overview_of(holding_of(current_person()), reference_on(today()))
