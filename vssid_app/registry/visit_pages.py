"""`Sổ khám chữa bệnh`: visits by year, each with who paid what."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, render_template

from vssid_app.core.clock import today
from vssid_app.people.access import current_person, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.registry.blueprint import pages
from vssid_app.registry.models import MedicalVisit
from vssid_app.registry.queries import holding_of
from vssid_app.registry.records import words
from vssid_app.registry.records.disputes import disputes_of
from vssid_app.registry.records.line_keys import visit_key
from vssid_app.registry.records.queries import costs_of, visits_of, visits_with_papers
from vssid_app.registry.records.visits import History
from vssid_app.registry.reference import reference_on
from vssid_app.registry.terms import all_terms


@pages.get("/nguoi/<public_id>/so-kham/", defaults={"year": None})
@pages.get("/nguoi/<public_id>/so-kham/<int:year>")
@for_person_part(Part.VISITS)
def visits(public_id: str, year: int | None) -> str:  # noqa: ARG001 - the access rule has fetched the person
    """The visits of a year, of the newest if none is named; a year without visits is a 404."""
    history = _history(visits_of(current_person()))
    if year is not None and year not in history.years:
        abort(404)
    chosen = year or (history.years[0] if history.years else today().year)
    return render_template(
        "registry/records/visits.html",
        person=current_person(),
        found=history.year(chosen),
        disputes=disputes_of(current_person().id),
        key_of=visit_key,
        words=words,
    )


@pages.get("/nguoi/<public_id>/so-kham/luot/<int:visit_id>")
@for_person_part(Part.VISITS)
def visit(public_id: str, visit_id: int) -> str:  # noqa: ARG001
    """One visit: its bill, why the fund paid so much, the papers issued about it."""
    rows, papers = visits_with_papers(current_person())
    row = next((one for one in rows if one.id == visit_id), None)
    if row is None:
        abort(404)
    return render_template(
        "registry/records/visit.html",
        person=current_person(),
        view=_history(rows).view(row),
        costs=costs_of(row),
        certificates=papers[row.id],
        key=visit_key(row.id),
        disputes=disputes_of(current_person().id),
        words=words,
    )


def _history(rows: Sequence[MedicalVisit]) -> History:
    return History(rows, holding_of(current_person()), reference_on(today()), all_terms())
