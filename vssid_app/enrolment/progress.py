"""What stands around every step: progress, time left, the office's words about it, the way back."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from vssid_app.core.extensions import db
from vssid_app.core.forms import AppForm
from vssid_app.core.world import current_world
from vssid_app.enrolment import flow, words
from vssid_app.enrolment.children import lent_child
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.papers import paper_of
from vssid_app.enrolment.queries import editable_steps, open_reasons, steps_of
from vssid_app.enrolment.steps import CHAPTER, CHAPTERS, MINUTES_LEFT, Step
from vssid_app.people.models import Person, Specimen

FILLED_IN = frozenset({Step.RELATION, Step.NUMBER, Step.IDENTITY, Step.SCHOOL})


def step_frame(dossier: Dossier, step: Step) -> dict[str, Any]:
    """The values that the template of a step's frame needs."""
    chapter = CHAPTER[step]
    return {
        "dossier": dossier,
        "step": step,
        "asked": [words.told(reason) for reason in open_reasons(dossier) if reason.step is step],
        "chapter": chapter,
        "chapters": CHAPTERS,
        "minutes": MINUTES_LEFT[chapter],
        "step_name": words.step_word(step, paper_of(dossier)),
        "back_url": previous_url(dossier, step),
        "specimen": _lender(dossier, step),
    }


def _lender(dossier: Dossier, step: Step) -> Specimen | Person | None:
    """Practice only: whose facts ``Điền giúp tôi`` fills in."""
    if dossier.is_of_child:
        return lent_child(dossier) if step in FILLED_IN else None
    return lent_to(dossier)


def step_page(template: str, dossier: Dossier, step: Step, form: AppForm, **context: Any) -> str:
    """A step in its frame."""
    return render_template(f"enrolment/{template}.html", form=form, **step_frame(dossier, step), **context)


def fill() -> bool:
    """Whether ``Điền giúp tôi`` was tapped."""
    return request.method == "GET" and "dien" in request.args


def previous_url(dossier: Dossier, step: Step) -> str:
    """The step before, as far as it may be opened; else the dossier's own page."""
    open_steps = [each for each in steps_of(dossier) if each in editable_steps(dossier)]
    at = open_steps.index(step) if step in open_steps else 0
    if at:
        return flow.step_url(dossier, open_steps[at - 1])
    return url_for("enrolment.tracking", code=dossier.code)


def lent_to(dossier: Dossier) -> Specimen | None:
    """The invented papers that a practice dossier is filled in from."""
    if not current_world().is_practice or dossier.specimen_id is None:
        return None
    return db.session.get(Specimen, dossier.specimen_id)
