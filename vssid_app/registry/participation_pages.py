"""`Quá trình tham gia`: months of the four insurances, and the yearly notice."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.clock import today
from vssid_app.people.access import current_person, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.registry import messages
from vssid_app.registry.blueprint import pages
from vssid_app.registry.models import Scheme
from vssid_app.registry.records import words
from vssid_app.registry.records.disputes import disputes_of
from vssid_app.registry.records.line_keys import key_within, period_key
from vssid_app.registry.records.participation import SchemePath, participation_of
from vssid_app.registry.records.queries import periods_of
from vssid_app.registry.reference import reference_on
from vssid_app.registry.rules import Gap, merged_rows, statement_of, statement_years

STATEMENT = "c14-ts"


@pages.get("/nguoi/<public_id>/qua-trinh/")
@for_person_part(Part.PARTICIPATION)
def participation_home(public_id: str) -> ResponseReturnValue:
    """To health insurance, which everybody has."""
    return redirect(url_for(".participation", public_id=public_id, scheme=SchemePath.HI))


@pages.get("/nguoi/<public_id>/qua-trinh/<any('bhyt', 'bhxh', 'bhtn', 'tnld-bnn'):scheme>")
@for_person_part(Part.PARTICIPATION)
def participation(public_id: str, scheme: str) -> str:  # noqa: ARG001 - the access rule has fetched the person
    """One insurance: the total, the years month by month, the units, the gaps and what they mean."""
    path, reference = SchemePath(scheme), reference_on(today())
    found = participation_of(current_person(), path.scheme, reference)
    return render_template(
        "registry/records/participation.html",
        person=current_person(),
        found=found,
        current=path,
        five_years=messages.five_year_sentence(found.run, reference.on),
        tabs=[*SchemePath],
        max_gap_months=reference.max_gap_months,
        disputes=disputes_of(current_person().id),
        key_of=period_key,
        words=words,
        is_gap=lambda line: isinstance(line, Gap),
    )


@pages.get("/nguoi/<public_id>/qua-trinh/c14-ts", defaults={"year": None})
@pages.get("/nguoi/<public_id>/qua-trinh/c14-ts/<int:year>")
@for_person_part(Part.PARTICIPATION)
def statement(public_id: str, year: int | None) -> str:  # noqa: ARG001
    """The yearly notice, of the newest year if none is named; a year without months is a 404."""
    facts, day = periods_of(current_person()), today()
    years = statement_years(facts, day)
    if year is not None and year not in years:
        abort(404)
    chosen = year or (years[0] if years else day.year)
    rows = {each: merged_rows([one for one in facts if one.scheme == each], day) for each in Scheme}
    return render_template(
        "registry/records/statement.html",
        person=current_person(),
        notice=statement_of(facts, chosen, day),
        schemes=[Scheme.SI, Scheme.UI, Scheme.OAD, Scheme.HI],
        years=years,
        earlier=max((other for other in years if other < chosen), default=None),
        later=min((other for other in years if other > chosen), default=None),
        current=STATEMENT,
        disputes=disputes_of(current_person().id),
        key_within=lambda line: key_within(rows[Scheme(line.scheme)], line),
        tabs=[*SchemePath],
        words=words,
    )
