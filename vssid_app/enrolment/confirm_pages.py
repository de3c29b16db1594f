"""Withdrawing a dossier, and the code that is asked for again before one is sent or taken back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.access import anybody
from vssid_app.core.device import this_device
from vssid_app.core.extensions import db
from vssid_app.enrolment.access import current_dossier, dossier_holder, hold
from vssid_app.enrolment.blueprint import pages
from vssid_app.enrolment.check_page import mend_url
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.proving import NotProven, ask_for_proof, code_of, is_still
from vssid_app.enrolment.operations.sending import NotComplete, hand_over
from vssid_app.enrolment.operations.sending import withdraw as take_back
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.states import WAITING_FOR_FAMILY, Action, NotAllowed
from vssid_app.enrolment.steps import Step
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.operations import use
from vssid_app.identity.codes.rules import Purpose, Wait


@pages.route("/ho-so/<code>/rut", methods=["GET", "POST"])
@dossier_holder
def withdraw(code: str) -> ResponseReturnValue:
    """Take the dossier back, after being asked once; the phone is proven again where that was long ago."""
    dossier, says = current_dossier(), ""
    if not dossier.can(Action.WITHDRAW):
        return redirect(url_for("enrolment.tracking", code=code), 303)
    if request.method == "POST":
        answer = _withdraw(dossier)
        if not isinstance(answer, Wait):
            return answer
        says = please_wait(answer)
    return render_template("enrolment/withdraw.html", dossier=dossier, code=code, says=says)


def _withdraw(dossier: Dossier) -> ResponseReturnValue | Wait:
    try:
        take_back(dossier, device=this_device())
    except NotProven:
        asked = ask_for_proof(dossier, Purpose.WITHDRAW, device=this_device())
        if isinstance(asked, Wait):
            return asked
        return redirect(url_for("enrolment.confirm", challenge_id=asked.public_id), 303)
    except NotAllowed:
        pass  # decided meanwhile: its page says so
    return redirect(url_for("enrolment.tracking", code=dossier.code), 303)


@pages.route("/ho-so/xac-nhan/<challenge_id>", methods=["GET", "POST"])
@anybody
def confirm(challenge_id: str) -> ResponseReturnValue:
    """The code that sends a dossier or takes it back; typed right, that is done at once."""
    challenge = challenge_here(challenge_id, Purpose.HAND_OVER, Purpose.WITHDRAW)
    code = code_of(challenge)
    sends = challenge.purpose == Purpose.HAND_OVER
    return code_step(
        challenge,
        on_proven=_hand_over if sends else _take_back,
        template="enrolment/confirm.html",
        sends=sends,
        back_url=_check_url(code) if sends else url_for("enrolment.withdraw", code=code),
    )


def _hand_over(challenge: Challenge) -> ResponseReturnValue | None:
    dossier = _proven(challenge)
    if dossier is None:
        return None
    if dossier.status in WAITING_FOR_FAMILY and not is_still(dossier, challenge):
        flash(_("Hồ sơ đã đổi sau khi xin mã. Xem lại rồi bấm “Ghi nhận”, không cần mã nữa."), "refused")
        return redirect(_check_url(dossier.code), 303)
    try:
        hand_over(dossier, device=challenge.device_hash)
    except NotComplete as incomplete:
        return redirect(mend_url(dossier, incomplete.what), 303)
    except NotProven:
        return None
    return redirect(url_for("enrolment.done", code=dossier.code), 303)


def _take_back(challenge: Challenge) -> ResponseReturnValue | None:
    dossier = _proven(challenge)
    if dossier is None:
        return None
    try:
        take_back(dossier, device=challenge.device_hash)
    except NotAllowed:
        pass  # done by the first of two taps, or decided meanwhile
    except NotProven:
        return None
    return redirect(url_for("enrolment.tracking", code=dossier.code), 303)


def _proven(challenge: Challenge) -> Dossier | None:
    """The dossier, held by this browser again; the code is taken, so that no other browser can use it."""
    with db.transaction():
        use(challenge)
    dossier = find_dossier(code_of(challenge))
    if dossier is None or dossier.phone != challenge.address:
        return None  # the phone has changed since the code was sent
    hold(dossier)
    return dossier


def _check_url(code: str) -> str:
    return url_for("enrolment.step", code=code, step=Step.CHECK)
