"""Staff sign in by password and second factor."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.access import anybody
from vssid_app.identity.access import signed_in_visitor, staff_home, visitor
from vssid_app.identity.forms import (
    NewPasswordForm,
    SecondFactorForm,
    StaffSignInForm,
    why_not,
    why_refused,
)
from vssid_app.identity.listeners import own_words
from vssid_app.identity.passwords.operations import Refused
from vssid_app.identity.passwords.rules import problem_of
from vssid_app.identity.staff import factor_pages, operations, renewal_pages
from vssid_app.identity.staff.blueprint import pages
from vssid_app.identity.staff.pending import Given, pending, remember
from vssid_app.identity.words import WRONG_SECOND_FACTOR, WRONG_STAFF_PASSWORD

MODULES = (factor_pages, renewal_pages)

__all__ = ["MODULES", "pages"]


@pages.route("/dang-nhap", methods=["GET", "POST"])
@anybody
def sign_in() -> ResponseReturnValue:
    """The first factor."""
    who = visitor()
    if who is not None and who.is_staff:
        return _to_desk()
    form = StaffSignInForm()
    refused = None
    if form.validate_on_submit():
        answer = operations.check_staff_password(form.user.value, form.password.value)
        if not isinstance(answer, Refused):
            remember(answer, Given.PASSWORD)
            return redirect(url_for(".second_factor"))
        refused = answer
        form.refuse(form.password, why_refused(refused, str(WRONG_STAFF_PASSWORD)))
    return render_template("identity/staff_sign_in.html", form=form, refused=refused)


@pages.route("/ma-xac-thuc", methods=["GET", "POST"])
@anybody
def second_factor() -> ResponseReturnValue:
    """The second factor; after a one-time password it leads to choosing one's own."""
    account = pending(Given.PASSWORD)
    if account is None:
        return redirect(url_for(".sign_in"))
    if not operations.has_second_factor(account):
        return redirect(url_for(".enrol"))
    form = SecondFactorForm()
    refused = None
    if form.validate_on_submit():
        must_choose = account.activated_at is None
        refused = operations.pass_second_factor(account, form.code.digits)
        if refused is None and must_choose:
            remember(account, Given.BOTH)
            return redirect(url_for(".set_password"))
        if refused is None:
            return _to_desk()
        form.refuse(form.code, why_refused(refused, str(WRONG_SECOND_FACTOR)))
    return render_template("identity/second_factor.html", form=form, refused=refused)


@pages.route("/mat-khau", methods=["GET", "POST"])
@anybody
def set_password() -> ResponseReturnValue:
    """One's own password in place of the one-time password, and in."""
    account = pending(Given.BOTH)
    if account is None:
        return redirect(url_for(".sign_in"))
    form = NewPasswordForm()
    if form.validate_on_submit():
        problem = problem_of(form.password.value, own_words(account))
        if problem is None:
            operations.set_staff_password(account, form.password.value)
            return redirect(url_for(".recovery_codes"))
        form.refuse(form.password, why_not(problem, len(form.password.value)))
    return render_template("identity/staff_password.html", form=form, account=account)


def _to_desk() -> ResponseReturnValue:
    return redirect(url_for(staff_home(signed_in_visitor().account)))
