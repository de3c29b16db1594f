"""A dossier on the desk: looking at it, its photos, the signed paper, the decision."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vssid_app.enrolment import staff_words
from vssid_app.enrolment.custody_pages import day_of, until_trouble
from vssid_app.enrolment.declaration.content import has_declaration
from vssid_app.enrolment.declaration_pages import FILLED_NAME, paper_of, pdf_response
from vssid_app.enrolment.findings import Decision
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.deciding import (
    accept,
    accept_until,
    ask_supplement,
    look_at,
    note_paper_view,
    note_photo_view,
    receive_paper,
    reject,
)
from vssid_app.enrolment.operations.opening import CannotOpen, Obstacle
from vssid_app.enrolment.operations.seen import SentAgain, decide_as_seen
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_pages import picture_response
from vssid_app.enrolment.queries import kept_of_guardian
from vssid_app.enrolment.review import Forms, fresh_forms, review_page
from vssid_app.enrolment.staff_access import my_number, my_offices, note_dossier_look, own_dossier, reviewer
from vssid_app.enrolment.staff_forms import AcceptForm, is_custody
from vssid_app.enrolment.states import NotAllowed

pages = Blueprint("enrolment_staff", __name__)
# Categories of what is said on the next page.
DONE, REFUSED = "done", "refused"


@pages.get("/can-bo/ho-so/<code>")
@reviewer
def review(code: str) -> ResponseReturnValue:
    """Look at a dossier; the view is noted, and a second officer is told of the first."""
    found = look_at(code, my_offices(), by=my_number())
    if found is None:
        abort(404)
    dossier, other = found
    note_dossier_look(dossier)
    return review_page(dossier, fresh_forms(dossier), other=other)


@pages.get("/can-bo/ho-so/<code>/anh/<kind>")
@reviewer
def photo(code: str, kind: str) -> ResponseReturnValue:
    """A picture of the dossier; each view is noted."""
    known = next((each for each in PhotoKind if each == kind), None)
    dossier = own_dossier(code)
    # The guardian's card may have come with an earlier dossier: then it is shown from there.
    found = (dossier.photo(known) or kept_of_guardian(dossier).get(known)) if known else None
    if found is None:
        abort(404)
    note_photo_view(found, by=my_number())
    return picture_response(found)


@pages.get("/can-bo/ho-so/<code>/to-khai.pdf")
@reviewer
def declaration(code: str) -> ResponseReturnValue:
    """The declaration as the family has it; each view is noted."""
    dossier = own_dossier(code)
    if not has_declaration(dossier):
        abort(404)
    note_paper_view(dossier, by=my_number())
    return pdf_response(paper_of(dossier), FILLED_NAME)


@pages.get("/can-bo/ho-so/<code>/<any('phe-duyet', 'bo-sung', 'tu-choi', 'to-khai'):_made>")
@reviewer
def back_to_review(code: str, _made: str) -> ResponseReturnValue:
    """A decision's own address is only sent to; whoever reloads it comes back to the dossier."""
    return redirect(_url(own_dossier(code)))


@pages.post("/can-bo/ho-so/<code>/to-khai")
@reviewer
def paper(code: str) -> ResponseReturnValue:
    """Tick the signed paper as received."""
    dossier = own_dossier(code)
    before = dossier.paper_received_at is not None
    try:
        receive_paper(dossier, by=my_number())
    except NotAllowed:
        flash(staff_words.too_late(dossier), REFUSED)
    else:
        flash(staff_words.paper_received_sentence(dossier, before=before), DONE)
    return redirect(_url(dossier), 303)


@pages.post("/can-bo/ho-so/<code>/phe-duyet")
@reviewer
def approve(code: str) -> ResponseReturnValue:
    """Accept the registration; the tick of the signed paper may come with it."""
    dossier = own_dossier(code)
    forms = fresh_forms(dossier)
    forms.chosen = Decision.ACCEPT
    if forms.accept.validate_on_submit():
        if forms.accept.paper.data:
            _receive_quietly(dossier)
        return _accept(dossier, forms)
    return review_page(dossier, forms)


def _accept(dossier: Dossier, forms: Forms) -> ResponseReturnValue:
    """Of custody, until the day that the officer has read in the decision."""
    form = forms.accept
    if not is_custody(dossier):
        return _decide(dossier, forms, form.seen.data, lambda: accept(dossier, by=my_number()))
    until = day_of(form.until.data)
    trouble = until_trouble(until, dossier.birth) if until and dossier.birth else None
    if trouble:
        form.refuse(form.until, trouble)
        return review_page(dossier, forms)
    return _decide(dossier, forms, form.seen.data, lambda: accept_until(dossier, until, by=my_number()))


@pages.post("/can-bo/ho-so/<code>/bo-sung")
@reviewer
def supplement(code: str) -> ResponseReturnValue:
    """Ask the family for named things."""
    dossier = own_dossier(code)
    forms = fresh_forms(dossier)
    forms.chosen = Decision.SUPPLEMENT
    form = forms.supplement
    if not form.validate_on_submit():
        return review_page(dossier, forms)

    def decide() -> None:
        ask_supplement(dossier, form.reasons.reasons, by=my_number(), note=form.note.value)

    return _decide(dossier, forms, form.seen.data, decide)


@pages.post("/can-bo/ho-so/<code>/tu-choi")
@reviewer
def refuse(code: str) -> ResponseReturnValue:
    """Reject, with coded reasons."""
    dossier = own_dossier(code)
    forms = fresh_forms(dossier)
    forms.chosen = Decision.REJECT
    form = forms.reject
    if not form.validate_on_submit():
        return review_page(dossier, forms)

    def decide() -> None:
        reject(dossier, form.reasons.reasons, by=my_number(), note=form.note.value)

    return _decide(dossier, forms, form.seen.data, decide)


def _decide(
    dossier: Dossier, forms: Forms, mark: str | None, decide: Callable[[], None]
) -> ResponseReturnValue:
    """Take a decision, and say what came of it on the dossier's page."""
    try:
        decide_as_seen(dossier, mark or "", decide)
    except SentAgain:
        flash(staff_words.sent_again_meanwhile(), REFUSED)
    except NotAllowed:
        flash(staff_words.too_late(dossier), REFUSED)
    except CannotOpen as cannot:
        _say_obstacle(forms.accept, cannot.obstacle)
        return review_page(dossier, forms)
    else:
        flash(staff_words.done_sentence(dossier, forms.chosen), DONE)
        # Down to what was decided: there the next dossier is one key, or one tap, away.
        return redirect(_url(dossier, anchor="quyet-dinh"), 303)
    return redirect(_url(dossier), 303)


def _say_obstacle(form: AcceptForm, obstacle: Obstacle) -> None:
    sentence = staff_words.obstacle_sentence(obstacle)
    if obstacle is Obstacle.NO_PAPER:
        form.refuse(form.paper, sentence)
    else:
        form.form_errors.append(sentence)


def _receive_quietly(dossier: Dossier) -> None:
    """The tick in the form of accepting; where the state forbids it, accepting says so."""
    try:
        receive_paper(dossier, by=my_number())
    except NotAllowed:
        return


def _url(dossier: Dossier, *, anchor: str | None = None) -> str:
    return url_for("enrolment_staff.review", code=dossier.code, _anchor=anchor)
