"""``+ Thêm con``: from the one question to a dossier of the child, and the steps that only a child's has."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.queries import school, search_schools
from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.enrolment import flow
from vssid_app.enrolment.access import current_dossier, dossier_holder
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.child_forms import AddChildForm, ChildForm, RelationForm, SchoolForm
from vssid_app.enrolment.children import guardian_of, lent_child, papers_for_child
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations import children, drafting
from vssid_app.enrolment.progress import fill, step_page
from vssid_app.enrolment.queries import drafts_of_children, taken
from vssid_app.enrolment.steps import Step
from vssid_app.enrolment.taken import Taken
from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.people.access import current_in_view, for_person
from vssid_app.people.care_rules import CareProblem, guardian_problem
from vssid_app.people.messages import care_trouble
from vssid_app.people.models import Person, Relation
from vssid_app.people.operations import problem_between
from vssid_app.people.queries import find_person, registered_relation
from vssid_app.people.rules import Sex
from vssid_app.people.seen import SeenPerson
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number


@pages.get("/them-con")
@signed_in
def add_my_child() -> ResponseReturnValue:
    """To ``+ Thêm con`` of whoever is signed in, for links that do not know who that will be."""
    account = signed_in_visitor().account
    person = find_person(account.person_id) if account.person_id is not None else None
    if person is None:
        return redirect(url_for("registry.my_home"))
    return redirect(url_for(".add_child", public_id=person.public_id))


@pages.route("/nguoi/<public_id>/them-con", methods=["GET", "POST"])
@for_person
def add_child(public_id: str) -> ResponseReturnValue:
    """Has the child an identity card? Without one it is registered in the guardian's account."""
    guardian = _guardian()
    form = AddChildForm()
    if form.validate_on_submit() and _cannot(guardian) is None:
        if form.has_citizen_id.data == "yes":
            return redirect(url_for(".child_with_card", public_id=public_id), 303)
        return _begin(public_id)
    return render_template(
        "enrolment/add_child.html",
        form=form,
        person=guardian,
        cannot=_cannot(guardian),
        has_phone=bool(signed_in_visitor().account.phone),
        papers=papers_for_child(guardian.id),
        waiting=drafts_of_children(guardian.id),
    )


@pages.get("/nguoi/<public_id>/them-con/co-cccd")
@for_person
def child_with_card(public_id: str) -> ResponseReturnValue:  # noqa: ARG001
    """A child with an identity card is helped to an account of its own; a small one need not have it."""
    guardian = _guardian()
    limit = whole_number(Parameter.CHILD_AGE_LIMIT, today())
    return render_template("enrolment/child_with_card.html", person=guardian, limit=limit)


def _guardian() -> SeenPerson:
    seen = current_in_view()
    if seen.relation is not None:
        # A child's page: the child adds nobody.
        abort(404)
    return seen.person


def _cannot(guardian: SeenPerson) -> str | None:
    adult = whole_number(Parameter.ADULT_AGE, today())
    problem = guardian_problem(guardian.birth, today(), adult_age=adult)
    return care_trouble(problem, adult_age=adult) if problem else None


def _begin(public_id: str) -> ResponseReturnValue:
    account = signed_in_visitor().account
    guardian = find_person(account.person_id) if account.person_id is not None else None
    if guardian is None or guardian.public_id != public_id:
        abort(404)
    try:
        dossier = children.begin_child(account, guardian, device=this_device())
    except children.NoPhone:
        return redirect(url_for("identity.change_phone"), 303)
    return redirect(flow.next_url(dossier), 303)


def relation_page(dossier: Dossier) -> ResponseReturnValue:
    """What the guardian is to the child."""
    lent = lent_child(dossier) if fill() else None
    known = registered_relation(dossier.guardian_id or 0, lent.id) if lent else dossier.relation
    form = RelationForm(relation=known)
    if form.validate_on_submit():
        relation = Relation(form.relation.data)
        trouble = _age_trouble(dossier, relation)
        if trouble is None:
            children.save_relation(dossier, relation)
            return redirect(flow.next_url(dossier), 303)
        form.refuse(form.relation, trouble)
    return step_page("relation", dossier, Step.RELATION, form)


def _age_trouble(dossier: Dossier, relation: Relation) -> str | None:
    """Where the child's birth is known already, it has to fit the relation too."""
    guardian = guardian_of(dossier)
    if dossier.birth is None or guardian is None:
        return None
    problem = problem_between(guardian, dossier.birth, relation)
    return _told(problem) if problem else None


def _told(problem: CareProblem) -> str:
    return care_trouble(problem, adult_age=whole_number(Parameter.ADULT_AGE, today()))


def child_page(dossier: Dossier) -> ResponseReturnValue:
    """Who the child is; a child old enough for an identity card is asked about once."""
    lent = lent_child(dossier) if fill() else None
    form = ChildForm(data=_said_of(lent) if lent else _said_so_far(dossier))
    if form.validate_on_submit() and _fits(dossier, form):
        doubts = _doubts(form)
        if not doubts or form.doubts_seen.data == doubts:
            drafting.save_identity(dossier, _declared(form))
            return redirect(_after_child(dossier), 303)
        form.doubts_seen.data = doubts
        return step_page("child", dossier, Step.IDENTITY, form, doubts=doubts)
    return step_page("child", dossier, Step.IDENTITY, form, doubts="")


def _fits(dossier: Dossier, form: ChildForm) -> bool:
    """Whether the births fit, and the number is not the guardian's; what does not is said at the field."""
    guardian = guardian_of(dossier)
    if guardian is None or dossier.relation is None:
        return True
    problem = problem_between(guardian, form.birth_date, Relation(dossier.relation))
    if problem:
        form.refuse(form.birth, _told(problem))
    if form.number and form.number == guardian.citizen_id:
        form.refuse(form.citizen_id, _("Đây là số của bạn. Hãy nhập số của con, hoặc để trống."))
    return not form.errors


def _doubts(form: ChildForm) -> str:
    limit = whole_number(Parameter.CHILD_AGE_LIMIT, today())
    return "age" if form.birth_date.age_on(today()) >= limit else ""


def _declared(form: ChildForm) -> drafting.DeclaredIdentity:
    return drafting.DeclaredIdentity(
        full_name=(form.full_name.data or "").upper(),
        birth=form.birth_date,
        sex=Sex(form.sex.data),
        citizen_id=form.number,
    )


def _after_child(dossier: Dossier) -> str:
    if dossier.match is Match.IDENTICAL or taken(dossier):
        return flow.next_url(dossier)
    return url_for(".compared", code=dossier.code)


def _said_so_far(dossier: Dossier) -> dict[str, Any]:
    birth = dossier.birth
    return {
        "full_name": dossier.full_name,
        "birth": (birth.year, birth.month, birth.day) if birth else None,
        "sex": dossier.sex,
        "citizen_id": dossier.citizen_id,
    }


def _said_of(child: Person) -> dict[str, Any]:
    birth = child.birth
    return {
        "full_name": child.full_name,
        "birth": (birth.year, birth.month, birth.day),
        "sex": child.sex,
        "citizen_id": child.citizen_id,
    }


def school_page(dossier: Dossier) -> ResponseReturnValue:
    """School and class, or neither."""
    lent = lent_child(dossier) if fill() else None
    code, class_name = (
        (lent.school_code, lent.class_name) if lent else (dossier.school_code, dossier.class_name)
    )
    place = school(code, today()) if code else None
    so_far = {"school": place.name if place else "", "school_code": code, "class_name": class_name}
    sought = request.form.get("school", "") if request.method == "POST" else ""
    found = [(row.code, row.name) for row in search_schools(sought, today())]
    form = SchoolForm(data=so_far, schools=found)
    if form.validate_on_submit():
        chosen = _chosen_school(form, found)
        if not form.errors:
            children.save_school(dossier, chosen, (form.class_name.data or "") if chosen else "")
            return redirect(flow.next_url(dossier), 303)
    return step_page("school", dossier, Step.SCHOOL, form, schools=found)


def _chosen_school(form: SchoolForm, found: list[tuple[str, str]]) -> str | None:
    """The school that is meant; what is missing is said at the field."""
    typed = form.school.data or ""
    same = [code for code, name in found if name.casefold() == typed.casefold()]
    chosen = form.school_code.data or (found[0][0] if len(found) == 1 else next(iter(same), None))
    if typed and not found:
        form.refuse(form.school, _("Không thấy trường này. Gõ ít chữ hơn, hoặc để trống."))
    elif typed and chosen is None:
        said = _("Có %(n)s trường giống vậy. Hãy chọn một trường bên dưới.", n=len(found))
        form.refuse(form.school, said)
    elif typed and not form.class_name.data:
        form.refuse(form.class_name, _("Hãy nhập lớp của con. Ví dụ: 6 Mẫu 1."))
    elif form.class_name.data and not typed:
        form.refuse(form.school, _("Hãy nhập trường của con, hoặc để trống cả lớp."))
    return chosen if typed else None


@pages.post("/dang-ky/<code>/van-gui")
@dossier_holder
def beside_another(code: str) -> ResponseReturnValue:  # noqa: ARG001 - the rule has fetched the dossier
    """Go on although another guardian has the child; the office decides."""
    dossier = current_dossier()
    if dossier.is_of_child and taken(dossier) is Taken.OTHER_GUARDIAN:
        # Decided or taken back meanwhile: its page says so.
        with suppress(drafting.NotEditable):
            children.ask_beside_another(dossier)
    return redirect(flow.next_url(dossier), 303)
