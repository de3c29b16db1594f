"""After ``Ghi nhận``: confirmation, timeline, finding a dossier again, the fork of a taken number."""

from __future__ import annotations

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.queries import office
from vssid_app.core.access import anybody
from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.core.extensions import db
from vssid_app.enrolment import flow, words
from vssid_app.enrolment.access import current_dossier, dossier_holder, hold
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.forms import FindForm
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.cases import open_case
from vssid_app.enrolment.operations.sending import withdraw as take_back
from vssid_app.enrolment.queries import case_of, find_dossier, open_reasons, taken
from vssid_app.enrolment.states import Action, NotAllowed, Status
from vssid_app.enrolment.timeline import timeline_of
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.models import Challenge
from vssid_app.identity.codes.operations import open_challenge, use
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.queries import account_by_id, open_activations
from vssid_app.notifications.models import Channel


@pages.get("/dang-ky/<code>/xong")
@dossier_holder
def done(code: str) -> ResponseReturnValue:
    """What was handed in, what comes next and by when; an account that is open already is led on to."""
    dossier = current_dossier()
    if dossier.status in {Status.DRAFT, Status.SUPPLEMENT_ASKED, Status.REJECTED}:
        return redirect(flow.next_url(dossier))
    if dossier.status in {Status.ACTIVE, Status.WITHDRAWN}:
        return redirect(url_for("enrolment.tracking", code=code))
    return render_template(
        "enrolment/done.html",
        dossier=dossier,
        office=_office_name(dossier),
        activation_url=_activation_url(dossier),
    )


@pages.get("/ho-so/<code>")
@dossier_holder
def tracking(code: str) -> ResponseReturnValue:
    """Where the dossier is: the state as the title, who holds it, what comes next, the one useful button."""
    dossier = current_dossier()
    return render_template(
        "enrolment/tracking.html",
        dossier=dossier,
        code=code,
        status_word=words.status_word(dossier.status),
        steps=timeline_of(dossier),
        asked=[(words.told(reason), reason.step) for reason in open_reasons(dossier)],
        office=_office_name(dossier),
        activation_url=_activation_url(dossier),
        next_url=flow.next_url(dossier),
        can_withdraw=dossier.can(Action.WITHDRAW),
        case=case_of(dossier),
    )


@pages.get("/ho-so/<code>/trang-thai.json")
@dossier_holder
def tracking_state(code: str) -> ResponseReturnValue:  # noqa: ARG001 - the rule has fetched the dossier
    """What the open timeline asks again and again: whether anything has changed."""
    dossier = current_dossier()
    response = jsonify(status=dossier.status, version=dossier.version)
    response.add_etag()
    return response.make_conditional(request)


@pages.route("/ho-so/<code>/rut", methods=["GET", "POST"])
@dossier_holder
def withdraw(code: str) -> ResponseReturnValue:
    """Take the dossier back, after being asked once."""
    dossier = current_dossier()
    if request.method == "POST":
        try:
            take_back(dossier)
        except NotAllowed:
            return redirect(url_for("enrolment.tracking", code=code), 303)
        return redirect(url_for("enrolment.tracking", code=code), 303)
    if not dossier.can(Action.WITHDRAW):
        return redirect(url_for("enrolment.tracking", code=code))
    return render_template("enrolment/withdraw.html", dossier=dossier, code=code)


@pages.route("/ho-so", methods=["GET", "POST"])
@anybody
def find() -> ResponseReturnValue:
    """A dossier found again on any phone: its code, its phone, and a code sent to it."""
    form = FindForm(code=request.args.get("ma", ""))
    # Known before the form is sent: a double tap then comes twice from one phone, not once from two.
    device = this_device()
    if form.validate_on_submit():
        dossier = find_dossier(form.normal_code)
        right = dossier is not None and dossier.phone == form.normal_phone
        opened = open_challenge(
            Purpose.OPEN_DOSSIER,
            Channel.SMS,
            form.normal_phone if right else None,
            # Counted for the phone either way: how long one has to wait tells nothing of the dossier.
            asked_for=form.normal_phone,
            device=device,
            subject=form.normal_code,
        )
        if not isinstance(opened, Wait):
            return redirect(url_for("enrolment.find_code", challenge_id=opened.public_id), 303)
        form.refuse(form.phone, please_wait(opened))
    return render_template("enrolment/find.html", form=form)


@pages.route("/ho-so/ma/<challenge_id>", methods=["GET", "POST"])
@anybody
def find_code(challenge_id: str) -> ResponseReturnValue:
    """The code that opens a dossier on this browser."""
    challenge = challenge_here(challenge_id, Purpose.OPEN_DOSSIER)
    return code_step(
        challenge,
        on_proven=_open,
        change_url=url_for("enrolment.find", ma=challenge.subject),
        sent_to=_("số điện thoại của hồ sơ"),
    )


def _open(challenge: Challenge) -> ResponseReturnValue | None:
    with db.transaction():
        use(challenge)
    dossier = find_dossier(challenge.subject)
    if dossier is None:
        return None
    hold(dossier)
    return redirect(url_for("enrolment.tracking", code=dossier.code), 303)


@pages.get("/dang-ky/<code>/da-co-tai-khoan")
@dossier_holder
def taken_fork(code: str) -> ResponseReturnValue:
    """Not an error but a fork: my account, or not mine. Shows nothing of the holder."""
    dossier = current_dossier()
    about = taken(dossier)
    if about is None:
        return redirect(flow.next_url(dossier))
    return render_template(
        "enrolment/taken.html", dossier=dossier, code=code, about=about, case=case_of(dossier)
    )


@pages.post("/dang-ky/<code>/khong-phai-toi")
@dossier_holder
def not_mine(code: str) -> ResponseReturnValue:
    """``Không phải tôi``: a case on the desk."""
    dossier = current_dossier()
    about = taken(dossier)
    if about is not None:
        open_case(dossier, about)
    return redirect(url_for("enrolment.tracking", code=code), 303)


def _office_name(dossier: Dossier) -> str:
    place = office(dossier.office_code, today()) if dossier.office_code else None
    return place.name if place else _("Cơ quan BHXH")


def _activation_url(dossier: Dossier) -> str | None:
    """Where the activation code is typed, for an accepted dossier."""
    if dossier.status is not Status.ACCEPTED or dossier.account_id is None:
        return None
    account = account_by_id(dossier.account_id)
    waiting = open_activations(account) if account else ()
    return url_for("identity.activate_code", challenge=waiting[0].public_id) if waiting else None
