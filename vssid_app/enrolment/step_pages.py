"""The steps of a dossier: one subject a screen, each saved by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.place_forms import PlaceForm, picked, searches, sought, with_chosen
from vssid_app.agencies.queries import commune, office, search_communes, search_offices
from vssid_app.core.clock import today
from vssid_app.core.once import not_done
from vssid_app.enrolment import flow, words
from vssid_app.enrolment.access import current_dossier, dossier_holder
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.check_page import check_page
from vssid_app.enrolment.child_pages import child_page, relation_page, school_page
from vssid_app.enrolment.children import lent_child, number_trouble_of
from vssid_app.enrolment.custody_pages import until_page
from vssid_app.enrolment.forms import (
    AddressForm,
    HandoverForm,
    IdentityForm,
    NumberForm,
)
from vssid_app.enrolment.models import Dossier, Handover, Match
from vssid_app.enrolment.operations import drafting
from vssid_app.enrolment.photo_pages import photo_page
from vssid_app.enrolment.progress import fill, lent_to, step_page
from vssid_app.enrolment.queries import editable_steps, missing_steps, steps_of
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import PHOTO_OF_STEP, Step
from vssid_app.people.models import Specimen
from vssid_app.people.rules import NumberKind, Sex, citizen_id_doubts
from vssid_app.policy.identity_papers import paper_today, takes_old_cards

StepPage = Callable[[Dossier], ResponseReturnValue]


@pages.route("/dang-ky/<code>/<step>", methods=["GET", "POST"])
@dossier_holder
def step(code: str, step: str) -> ResponseReturnValue:  # noqa: ARG001 - the rule has fetched the dossier
    """One step; a step that the state does not open leads to the next one that it does."""
    dossier = current_dossier()
    known = next((each for each in Step if each == step), None)
    if known is None:
        abort(404)
    if not _is_open(dossier, known):
        not_done()
        return redirect(flow.next_url(dossier))
    if known in PHOTO_OF_STEP:
        return photo_page(dossier, PHOTO_OF_STEP[known])
    try:
        return PAGES[known](dossier)
    except drafting.NotEditable:
        # Another tab handed the dossier over while this one was being saved.
        not_done()
        return redirect(flow.next_url(dossier), 303)


def _is_open(dossier: Dossier, step: Step) -> bool:
    """Whether a step may be shown now: a draft is filled in in order, what is done can be gone back to."""
    if step is Step.CHECK:
        return True
    ahead = missing_steps(dossier)[1:] if dossier.status is Status.DRAFT else []
    return step in steps_of(dossier) and step in editable_steps(dossier) and step not in ahead


def number_page(dossier: Dossier) -> ResponseReturnValue:
    """One field; it says what it recognised."""
    lent = _lent_number(dossier) if fill() else None
    form = NumberForm(number=lent or dossier.typed_number)
    if form.validate_on_submit() and _may_be_the_number(dossier, form):
        drafting.save_number(dossier, form.recognised)
        return redirect(flow.next_url(dossier), 303)
    return step_page("number", dossier, Step.NUMBER, form, old_cards=takes_old_cards(today()))


def _lent_number(dossier: Dossier) -> str | None:
    lender = lent_child(dossier) if dossier.is_of_child else lent_to(dossier)
    return lender.si_number if lender else None


def _may_be_the_number(dossier: Dossier, form: NumberForm) -> bool:
    """A child's number is neither the guardian's own nor that of a child whom the guardian has."""
    trouble = number_trouble_of(dossier, form.recognised)
    if trouble:
        form.refuse(form.number, trouble)
    return trouble is None


def identity_page(dossier: Dossier) -> ResponseReturnValue:
    """Who the person is; a number that contradicts birth date or sex warns once and does not stop."""
    if dossier.is_of_child:
        return child_page(dossier)
    specimen = lent_to(dossier)
    form = IdentityForm(data=_identity_of(specimen) if specimen and fill() else _identity_so_far(dossier))
    if form.validate_on_submit():
        doubts = _doubts(form)
        if not doubts or form.doubts_seen.data == doubts:
            drafting.save_identity(dossier, _declared(form))
            return redirect(_after_identity(dossier), 303)
        form.doubts_seen.data = doubts
        return step_page("identity", dossier, Step.IDENTITY, form, doubts=doubts)
    return step_page("identity", dossier, Step.IDENTITY, form, doubts="")


def _after_identity(dossier: Dossier) -> str:
    following = flow.next_url(dossier)
    if dossier.match is Match.IDENTICAL or "da-co-tai-khoan" in following:
        return following
    return url_for("enrolment.compared", code=dossier.code)


def _doubts(form: IdentityForm) -> str:
    """Which facts the identity number contradicts, as one word for the hidden field."""
    if form.recognised.kind is not NumberKind.CITIZEN_ID:
        return ""
    found = citizen_id_doubts(form.recognised.value, form.birth_date, Sex(form.sex.data))
    return ",".join(sorted(found))


def _declared(form: IdentityForm) -> drafting.DeclaredIdentity:
    return drafting.DeclaredIdentity(
        full_name=(form.full_name.data or "").upper(),
        birth=form.birth_date,
        sex=Sex(form.sex.data),
        citizen_id=form.recognised.value,
        issued_on=form.issue_date,
        issued_at=form.issued_at.data or "",
    )


def _identity_so_far(dossier: Dossier) -> dict[str, Any]:
    birth, issued = dossier.birth, dossier.citizen_id_issued_on
    return {
        "full_name": dossier.full_name,
        "birth": (birth.year, birth.month, birth.day) if birth else None,
        "sex": dossier.sex,
        "citizen_id": dossier.citizen_id,
        "issued_on": (issued.year, issued.month, issued.day) if issued else None,
        "issued_at": dossier.citizen_id_issued_at,
    }


def _identity_of(specimen: Specimen) -> dict[str, Any]:
    birth, issued = specimen.birth, specimen.citizen_id_issued_on
    return {
        "full_name": specimen.full_name,
        "birth": (birth.year, birth.month, birth.day),
        "sex": specimen.sex,
        "citizen_id": specimen.citizen_id,
        "issued_on": (issued.year, issued.month, issued.day),
        "issued_at": specimen.citizen_id_issued_at,
    }


@pages.get("/dang-ky/<code>/ket-qua")
@dossier_holder
def compared(code: str) -> ResponseReturnValue:
    """What comparing with the register gave: which field differs, never what the register holds."""
    dossier = current_dossier()
    if dossier.match in {None, Match.IDENTICAL}:
        return redirect(flow.next_url(dossier))
    hides = dossier.comparisons > drafting.MAX_NAMED_COMPARISONS
    names = (
        []
        if hides
        else [words.field_word(field, paper_today(dossier.citizen_id)) for field in dossier.differences]
    )
    return render_template(
        "enrolment/compared.html", dossier=dossier, code=code, names=names, next_url=flow.next_url(dossier)
    )


def address_page(dossier: Dossier) -> ResponseReturnValue:
    """The contact address; the commune is found without accents."""
    specimen = lent_to(dossier)
    lent = specimen if specimen and fill() else None
    chosen = picked() or (lent.commune_code if lent else dossier.commune_code)
    found = [(place.commune_code, str(place)) for place in search_communes(sought(), today())]
    form = AddressForm(
        label=_("Xã, phường nơi ở"),
        places=with_chosen(found, chosen, _commune_name(chosen)),
        data={"place": chosen, "street": lent.street if lent else dossier.street, "query": ""},
    )
    if not searches(form, found) and form.validate_on_submit():
        drafting.save_address(dossier, str(form.place.data), form.street.data or "")
        return redirect(flow.next_url(dossier), 303)
    return step_page("address", dossier, Step.ADDRESS, form)


def office_page(dossier: Dossier) -> ResponseReturnValue:
    """Where the registration is made, and the office that receives the dossier."""
    wanted = picked() or dossier.office_code
    place = office(wanted, today()) if wanted else None
    found = [(row.code, row.name) for row in search_offices(sought(), today())]
    form = PlaceForm(
        label=_("Cơ quan nhận hồ sơ"),
        places=with_chosen(found, wanted, place.name if place else None),
        data={"place": dossier.office_code},
    )
    if not searches(form, found) and form.validate_on_submit():
        drafting.save_office(dossier, str(form.place.data))
        return redirect(flow.next_url(dossier), 303)
    return step_page("office", dossier, Step.OFFICE, form)


def handover_page(dossier: Dossier) -> ResponseReturnValue:
    """Who takes the signed paper to the office."""
    usual = Handover.SCHOOL if dossier.school_code else Handover.DESK
    form = HandoverForm(handover=dossier.handover or usual, class_name=dossier.class_name)
    if dossier.is_of_child:
        return _handover_of_child(dossier, form)
    if form.validate_on_submit() and not form.lacks_class():
        class_name = (form.class_name.data or "") if form.handover.data == Handover.SCHOOL else ""
        drafting.save_handover(dossier, Handover(form.handover.data), class_name)
        return redirect(flow.next_url(dossier), 303)
    return step_page("handover", dossier, Step.HANDOVER, form)


def _handover_of_child(dossier: Dossier, form: HandoverForm) -> ResponseReturnValue:
    """The class is known from its own step."""
    del form.class_name
    if dossier.school_code is None:
        form.leave_out_school()
    if form.validate_on_submit():
        drafting.save_handover(dossier, Handover(form.handover.data), dossier.class_name)
        return redirect(flow.next_url(dossier), 303)
    return step_page("handover", dossier, Step.HANDOVER, form)


PAGES: dict[Step, StepPage] = {
    Step.RELATION: relation_page,
    Step.NUMBER: number_page,
    Step.IDENTITY: identity_page,
    Step.SCHOOL: school_page,
    Step.UNTIL: until_page,
    Step.ADDRESS: address_page,
    Step.OFFICE: office_page,
    Step.HANDOVER: handover_page,
    Step.CHECK: check_page,
}


def _commune_name(code: str | None) -> str | None:
    place = commune(code, today()) if code else None
    return str(place) if place else None
