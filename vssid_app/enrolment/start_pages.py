"""From ``Đăng ký`` to the proven phone: the kind, the three questions, the papers, the code."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.queries import school, search_schools
from vssid_app.core.access import anybody
from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.core.text import show_phone
from vssid_app.core.world import current_world
from vssid_app.enrolment import flow, papers
from vssid_app.enrolment.access import hold
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.forms import KindForm, PhoneForm, PrepareForm
from vssid_app.enrolment.operations.drafting import Beginning, begin_dossier, drop_email, prove_email
from vssid_app.enrolment.queries import find_dossier
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.notifications.models import Channel
from vssid_app.people.models import Specimen
from vssid_app.people.queries import find_specimen

SPECIMEN = "specimen"
ANSWERS = "prepare"


def lent_papers() -> Specimen | None:
    """The invented papers that this browser has chosen to practise with."""
    chosen = session.get(SPECIMEN) if current_world().is_practice else None
    return find_specimen(chosen) if chosen else None


def fills_in() -> bool:
    """Whether ``Điền giúp tôi`` was tapped."""
    return request.method == "GET" and "dien" in request.args


@pages.route("/dang-ky", methods=["GET", "POST"])
@anybody
def kinds() -> ResponseReturnValue:
    """``Đăng ký`` → ``Cá nhân`` → ``Tiếp``."""
    form = KindForm(kind="person")
    if form.validate_on_submit():
        if form.kind.data == "person":
            return redirect(url_for("enrolment.prepare"), 303)
        form.refuse(form.kind, _("Loại này không tập ở đây. Hãy chọn Cá nhân."))
    return render_template("enrolment/kinds.html", form=form)


@pages.route("/dang-ky/chuan-bi", methods=["GET", "POST"])
@anybody
def prepare() -> ResponseReturnValue:
    """Three questions, and the exact list of papers that follows from them."""
    answers = session.get(ANSWERS, {})
    specimen = lent_papers()
    if fills_in() and specimen is not None:
        answers = papers.answers_of(specimen, today())
        session[ANSWERS] = answers
    sought = request.form.get("school", "") if request.method == "POST" else answers.get("school", "")
    found = [(row.code, row.name) for row in search_schools(sought, today())]
    form = PrepareForm(data=answers, schools=found)
    if form.validate_on_submit():
        problem = _school_problem(form, found)
        if problem is None:
            session[ANSWERS] = papers.answers_from(form, found)
            return redirect(url_for("enrolment.prepare", _anchor="giay-to"), 303)
        form.refuse(form.school, problem)
    return render_template(
        "enrolment/prepare.html",
        form=form,
        schools=found,
        answers=answers,
        papers=papers.needed(answers, today()) if answers else None,
        specimen=specimen,
    )


def _school_problem(form: PrepareForm, found: list[tuple[str, str]]) -> str | None:
    if not form.school.data or form.school_code.data or len(found) == 1:
        return None
    if not found:
        return _("Không thấy trường này. Gõ ít chữ hơn, hoặc để trống.")
    return _("Có %(n)s trường giống vậy. Hãy chọn một trường bên dưới.", n=len(found))


@pages.route("/dang-ky/dien-thoai", methods=["GET", "POST"])
@anybody
def phone() -> ResponseReturnValue:
    """The phone that everything is sent to, shown back before the code is asked for."""
    specimen = lent_papers()
    # Known before the form is sent: a double tap then comes twice from one phone, not once from two.
    device = this_device()
    filled = {"phone": specimen.phone, "email": specimen.email} if specimen and fills_in() else None
    form = PhoneForm(data=filled or session.get("contact", {}))
    if form.validate_on_submit():
        email = (form.email.data or "").strip().casefold() or None
        session["contact"] = {"phone": form.phone.data, "email": form.email.data}
        opened = open_challenge(
            Purpose.REGISTER, Channel.SMS, form.normal_phone, device=device, subject=email or ""
        )
        if not isinstance(opened, Wait):
            return redirect(url_for("enrolment.phone_code", challenge_id=opened.public_id), 303)
        form.refuse(form.phone, please_wait(opened))
    return render_template("enrolment/phone.html", form=form, specimen=specimen)


@pages.route("/dang-ky/ma/<challenge_id>", methods=["GET", "POST"])
@anybody
def phone_code(challenge_id: str) -> ResponseReturnValue:
    """The code that proves the phone; with it the dossier begins."""
    challenge = challenge_here(challenge_id, Purpose.REGISTER)
    return code_step(
        challenge,
        on_proven=_begin,
        change_url=url_for("enrolment.phone"),
        sent_to=show_phone(challenge.address or ""),
        template="enrolment/phone_code.html",
        as_one=True,
    )


def _begin(challenge: Challenge) -> ResponseReturnValue | None:
    specimen = lent_papers()
    answers = session.get(ANSWERS, {})
    code = answers.get("school_code")
    start = Beginning(
        email=challenge.subject or None,
        specimen_id=specimen.id if specimen else None,
        school_code=code if code and school(code, today()) else None,
        class_name=answers.get("class_name", ""),
        for_children=answers.get("who") == "guardian",
    )
    dossier = begin_dossier(challenge, start)
    if dossier is None:
        return None
    hold(dossier)
    session.pop("contact", None)
    if dossier.email and dossier.email_proven_at is None:
        opened = open_challenge(
            Purpose.EMAIL, Channel.EMAIL, dossier.email, device=this_device(), subject=dossier.code
        )
        if not isinstance(opened, Wait):
            return redirect(url_for("enrolment.email_code", challenge_id=opened.public_id), 303)
    return redirect(flow.next_url(dossier), 303)


@pages.route("/dang-ky/ma-email/<challenge_id>", methods=["GET", "POST"])
@anybody
def email_code(challenge_id: str) -> ResponseReturnValue:
    """The code that proves the email; it may be left for later."""
    challenge = challenge_here(challenge_id, Purpose.EMAIL)

    def lead_on(proven: Challenge) -> ResponseReturnValue | None:
        dossier = find_dossier(proven.subject)
        if dossier is None:
            return None
        prove_email(dossier, proven)
        return redirect(flow.next_url(dossier), 303)

    return code_step(
        challenge,
        on_proven=lead_on,
        template="enrolment/email_code.html",
        skip_url=url_for("enrolment.skip_email", challenge_id=challenge_id),
    )


@pages.post("/dang-ky/ma-email/<challenge_id>/bo-qua")
@anybody
def skip_email(challenge_id: str) -> ResponseReturnValue:
    """Go on without the email."""
    challenge = challenge_here(challenge_id, Purpose.EMAIL)
    dossier = find_dossier(challenge.subject)
    if dossier is None:
        return redirect(url_for("enrolment.kinds"), 303)
    if challenge.proven_at is None:
        drop_email(dossier)
    return redirect(flow.next_url(dossier), 303)
