"""`Thông tin hưởng`: what the insurance has paid, in five kinds."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.clock import today
from vssid_app.people.access import current_person, for_person_part
from vssid_app.people.sight_rules import Part
from vssid_app.registry.blueprint import pages
from vssid_app.registry.records import words
from vssid_app.registry.records.benefits import BenefitPath, benefits_of_kind, first_with_rows
from vssid_app.registry.records.disputes import disputes_of
from vssid_app.registry.records.line_keys import benefit_key
from vssid_app.registry.records.queries import benefits_of


@pages.get("/nguoi/<public_id>/thong-tin-huong/")
@for_person_part(Part.BENEFITS)
def benefits_home(public_id: str) -> ResponseReturnValue:
    """To the first kind that has something."""
    kind = first_with_rows(benefits_of(current_person()))
    return redirect(url_for(".benefits", public_id=public_id, kind=kind))


@pages.get(
    "/nguoi/<public_id>/thong-tin-huong/"
    "<any('mot-lan', 'om-dau-thai-san', 'tnld-bnn', 'that-nghiep', 'hang-thang'):kind>"
)
@for_person_part(Part.BENEFITS)
def benefits(public_id: str, kind: str) -> str:  # noqa: ARG001 - the access rule has fetched the person
    """The payments of a kind, newest first."""
    path = BenefitPath(kind)
    return render_template(
        "registry/records/benefits.html",
        person=current_person(),
        found=benefits_of_kind(benefits_of(current_person()), path.kind, today()),
        current=path,
        paths=list(BenefitPath),
        disputes=disputes_of(current_person().id),
        key_of=benefit_key,
        words=words,
    )
