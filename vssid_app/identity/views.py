"""Signing in, getting back in, activating, signing out."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.access import anybody
from vssid_app.core.device import this_device
from vssid_app.identity import account_pages, contact_pages, lost_phone_pages, operations, queries
from vssid_app.identity.access import signed_in_visitor, visitor
from vssid_app.identity.arrivals import safe_path
from vssid_app.identity.blueprint import pages
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import OnProven, challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.forms import (
    ActivationForm,
    IdentifierForm,
    NewPasswordForm,
    PasswordSignInForm,
    why_not,
    why_refused,
)
from vssid_app.identity.listeners import own_words, where_next
from vssid_app.identity.models import Account
from vssid_app.identity.passwords.operations import Refused
from vssid_app.identity.passwords.rules import problem_of
from vssid_app.identity.words import WRONG_ACTIVATION, WRONG_PASSWORD

MODULES = (account_pages, contact_pages, lost_phone_pages)

__all__ = ["MODULES", "pages"]


@pages.get("/dang-nhap")
@anybody
def sign_in() -> ResponseReturnValue:
    """The choice of two ways, neither above the other."""
    if visitor():
        return _onward()
    return render_template("identity/sign_in.html", tiep=_wanted())


@pages.route("/dang-nhap/mat-khau", methods=["GET", "POST"])
@anybody
def sign_in_by_password() -> ResponseReturnValue:
    """Number and password."""
    form = PasswordSignInForm()
    refused = None
    if form.validate_on_submit():
        answer = operations.sign_in_with_password(form.identifiers, form.password.value, device=this_device())
        if isinstance(answer, Account):
            return _onward()
        if isinstance(answer, Challenge):
            return redirect(url_for(".new_device", challenge=answer.public_id, tiep=_wanted()))
        if isinstance(answer, Wait):
            form.refuse(form.password, please_wait(answer))
        else:
            refused = answer
            form.refuse(form.password, why_refused(refused, str(WRONG_PASSWORD)))
    return render_template("identity/password.html", form=form, refused=refused, tiep=_wanted())


@pages.route("/dang-nhap/may-nay/<challenge>", methods=["GET", "POST"])
@anybody
def new_device(challenge: str) -> ResponseReturnValue:
    """After the password, on a browser that is not trusted: the code to the account's phone."""

    def enter(proven: Challenge) -> ResponseReturnValue | None:
        try:
            operations.sign_in_on_new_device(proven)
        except operations.ProofGone:
            return _onward() if visitor() else None
        return _onward()

    return code_step(
        challenge_here(challenge, Purpose.NEW_DEVICE),
        on_proven=enter,
        template="identity/new_device.html",
        back_url=url_for(".sign_in_by_password", tiep=_wanted()),
    )


@pages.route("/dang-nhap/ma", methods=["GET", "POST"])
@anybody
def sign_in_by_code() -> ResponseReturnValue:
    """Ask for a code to the phone of the account."""
    return _ask_for_code(Purpose.SIGN_IN, "identity.sign_in_code", "identity/by_code.html")


@pages.route("/dang-nhap/ma/<challenge>", methods=["GET", "POST"])
@anybody
def sign_in_code(challenge: str) -> ResponseReturnValue:
    """The code that signs in; the first time, it leads to choosing a password."""

    def arrive(proven: Challenge) -> ResponseReturnValue | None:
        account = queries.account_by_id(proven.account_id)
        if account is not None and account.activated_at is None:
            return redirect(url_for(".activate_password", challenge=proven.public_id))
        try:
            operations.sign_in_with_code(proven)
        except operations.ProofGone:
            return _onward() if visitor() else None
        return _onward()

    return _code_step(challenge_here(challenge, Purpose.SIGN_IN), arrive, "identity.sign_in_by_code")


@pages.route("/quen-mat-khau", methods=["GET", "POST"])
@anybody
def recover() -> ResponseReturnValue:
    """Screen 1 of 3: who it is."""
    return _ask_for_code(Purpose.RECOVER, "identity.recover_code", "identity/recover.html")


@pages.route("/quen-mat-khau/<challenge>", methods=["GET", "POST"])
@anybody
def recover_code(challenge: str) -> ResponseReturnValue:
    """Screen 2 of 3: the code."""

    def choose(proven: Challenge) -> ResponseReturnValue | None:
        if proven.used_at is not None:
            return _onward() if visitor() else None
        return redirect(url_for(".recover_password", challenge=proven.public_id))

    return _code_step(challenge_here(challenge, Purpose.RECOVER), choose, "identity.recover")


@pages.route("/quen-mat-khau/<challenge>/mat-khau", methods=["GET", "POST"])
@anybody
def recover_password(challenge: str) -> ResponseReturnValue:
    """Screen 3 of 3: the new password, and in."""
    return _new_password(challenge_here(challenge, Purpose.RECOVER), "identity/recover_password.html")


@pages.route("/kich-hoat", methods=["GET", "POST"])
@anybody
def activate() -> ResponseReturnValue:
    """The user name and the code of the notice, for who does not open its link."""
    form = ActivationForm()
    refused = None
    if form.validate_on_submit():
        answer = operations.prove_activation(form.identifiers, form.code.digits, device=this_device())
        if not isinstance(answer, Refused):
            return redirect(url_for(".activate_password", challenge=answer.public_id))
        refused = answer
        form.refuse(form.code, why_refused(refused, str(WRONG_ACTIVATION)))
    return render_template("identity/activate.html", form=form, refused=refused)


@pages.route("/kich-hoat/<challenge>", methods=["GET", "POST"])
@anybody
def activate_code(challenge: str) -> ResponseReturnValue:
    """The link of the notice: its code, then the password."""

    def choose(proven: Challenge) -> ResponseReturnValue | None:
        if proven.used_at is not None:
            return _onward() if visitor() else None
        return redirect(url_for(".activate_password", challenge=proven.public_id))

    return code_step(
        challenge_here(challenge, Purpose.ACTIVATE),
        on_proven=choose,
        template="identity/activate_code.html",
        back_url=url_for(".activate"),
    )


@pages.route("/kich-hoat/<challenge>/mat-khau", methods=["GET", "POST"])
@anybody
def activate_password(challenge: str) -> ResponseReturnValue:
    """The first password, and in."""
    found = challenge_here(challenge, Purpose.ACTIVATE, Purpose.SIGN_IN)
    return _new_password(found, "identity/activate_password.html")


@pages.post("/dang-xuat")
@anybody
def sign_out() -> ResponseReturnValue:
    """End this browser's session; without one there is nothing to end."""
    operations.sign_out()
    return redirect(url_for("welcome.start"))


def _ask_for_code(purpose: Purpose, code_page: str, template: str) -> ResponseReturnValue:
    form = IdentifierForm()
    if form.validate_on_submit():
        asked = operations.ask_for_code(purpose, form.identifiers, device=this_device())
        if not isinstance(asked, Wait):
            return redirect(url_for(code_page, challenge=asked.public_id, tiep=_wanted()))
        form.refuse(form.user, please_wait(asked))
    return render_template(template, form=form, tiep=_wanted())


def _code_step(challenge: Challenge, on_proven: OnProven, change: str) -> ResponseReturnValue:
    """The code page of an account: it never says whether there is one."""
    recovers = challenge.purpose == Purpose.RECOVER
    return code_step(
        challenge,
        on_proven=on_proven,
        change_url=url_for(change, tiep=_wanted()),
        sent_to=challenge.subject,
        template="identity/recover_code.html" if recovers else "identity/account_code.html",
    )


def _new_password(challenge: Challenge, template: str) -> ResponseReturnValue:
    """Choose a password by a proven code; one that was used has done its work."""
    account = queries.account_by_id(challenge.account_id)
    if challenge.proven_at is None or account is None:
        abort(404)
    if challenge.purpose == Purpose.SIGN_IN and account.activated_at and challenge.used_at is None:
        abort(404)
    form = NewPasswordForm()
    if form.validate_on_submit():
        problem = problem_of(form.password.value, own_words(account))
        if problem is None:
            return _set_password(challenge, form.password.value)
        form.refuse(form.password, why_not(problem, len(form.password.value)))
    elif challenge.used_at is not None:
        return _onward() if visitor() else redirect(url_for(".sign_in"))
    return render_template(template, form=form, account=account)


def _set_password(challenge: Challenge, password: str) -> ResponseReturnValue:
    try:
        operations.set_password(challenge, password)
    except operations.ProofGone:
        return redirect(url_for(".sign_in"))
    if challenge.purpose == Purpose.ACTIVATE and (leads := where_next(signed_in_visitor().account)):
        return redirect(leads)
    return _onward()


def _wanted() -> str | None:
    return safe_path(request.args.get("tiep"))


def _onward() -> ResponseReturnValue:
    """Where one wanted to go before signing in, or home."""
    return redirect(_wanted() or url_for("registry.my_home"))
