"""A dossier found again: opened by a code sent to its phone, or only its steps without one."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.access import anybody
from vssid_app.core.clock import instant
from vssid_app.core.device import this_device
from vssid_app.core.extensions import db
from vssid_app.enrolment import words
from vssid_app.enrolment.access import hold
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.forms import FindForm
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.tracking import look_for_steps
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.timeline import bare_timeline_of
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.operations import open_challenge, use
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.forms import why_refused
from vssid_app.identity.passwords.operations import Refused
from vssid_app.notifications.models import Channel

SEEN = "steps_seen"
SEEN_FOR = timedelta(minutes=15)


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
    return _find_page(form)


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
    if dossier is None or dossier.phone != challenge.address:
        return None  # the phone has changed since the code was sent
    hold(dossier)
    return redirect(url_for("enrolment.tracking", code=dossier.code), 303)


@pages.post("/ho-so/cac-buoc")
@anybody
def find_steps() -> ResponseReturnValue:
    """Only the steps, for the code and the phone alone; kept for a while, so that the page can be renewed."""
    form, device = FindForm(), this_device()
    if not form.validate_on_submit():
        return _find_page(form)
    found = look_for_steps(form.normal_code, form.normal_phone, device=device)
    if isinstance(found, Refused):
        form.refuse(form.phone, why_refused(found, _("Mã hồ sơ hoặc số điện thoại chưa đúng.")))
        return _find_page(form, found)
    session[SEEN] = {"code": found.code, "at": instant().timestamp()}
    return redirect(url_for("enrolment.steps_only"), 303)


@pages.get("/ho-so/cac-buoc")
@anybody
def steps_only() -> ResponseReturnValue:
    """Where the dossier is and what comes next: no name, no reason, no photo, nobody of the office."""
    dossier = _seen_dossier()
    if dossier is None:
        return redirect(url_for("enrolment.find"))
    return render_template(
        "enrolment/steps_only.html",
        code=dossier.code,
        phone=dossier.phone,
        status_word=words.status_word(dossier.status),
        next_word=words.next_word(dossier.status),
        steps=bare_timeline_of(dossier),
    )


def _seen_dossier() -> Dossier | None:
    seen = session.get(SEEN)
    if not isinstance(seen, dict) or instant().timestamp() - float(seen["at"]) > SEEN_FOR.total_seconds():
        return None
    return find_dossier(str(seen["code"]))


def _find_page(form: FindForm, refused: Refused | None = None) -> str:
    return render_template("enrolment/find.html", form=form, refused=refused)
