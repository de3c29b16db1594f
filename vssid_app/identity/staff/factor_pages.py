"""The second factor: taking it at the first sign-in, and the sheet of recovery codes."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.access import anybody
from vssid_app.core.qr import qr_of
from vssid_app.identity.access import any_staff, signed_in_visitor
from vssid_app.identity.forms import OwnPasswordForm, RecoveryCodeForm, SecondFactorForm, why_refused
from vssid_app.identity.passwords.operations import Refused
from vssid_app.identity.staff import operations, recovery, rules
from vssid_app.identity.staff.blueprint import pages
from vssid_app.identity.staff.pending import Given, pending, remember
from vssid_app.identity.words import WRONG_OWN_PASSWORD, WRONG_RECOVERY_CODE, WRONG_SECOND_FACTOR


@pages.route("/ma-xac-thuc/cai-dat", methods=["GET", "POST"])
@anybody
def enrol() -> ResponseReturnValue:
    """After the one-time password: the QR code for the app, and a first code that proves it was taken."""
    account = pending(Given.PASSWORD)
    if account is None or operations.has_second_factor(account):
        return redirect(url_for(".sign_in"))
    form = SecondFactorForm()
    refused = None
    if form.validate_on_submit():
        refused = operations.pass_second_factor(account, form.code.digits)
        if refused is None:
            remember(account, Given.BOTH)
            return redirect(url_for(".set_password"))
        form.refuse(form.code, why_refused(refused, str(WRONG_SECOND_FACTOR)))
    secret = account.totp_secret or ""
    address = rules.otpauth_address(secret, account.user_name, _("Thực hành VssID"))
    return render_template(
        "identity/enrol_factor.html",
        form=form,
        refused=refused,
        address=address,
        qr=qr_of(address, _("Mã QR cho ứng dụng xác thực")),
        secret=rules.grouped_secret(secret),
    )


@pages.route("/ma-xac-thuc/du-phong", methods=["GET", "POST"])
@anybody
def recovery_code() -> ResponseReturnValue:
    """The second factor without the phone: a code of the sheet of paper."""
    account = pending(Given.PASSWORD)
    if account is None:
        return redirect(url_for(".sign_in"))
    form = RecoveryCodeForm()
    refused = None
    if form.validate_on_submit():
        refused = recovery.pass_recovery_code(account, form.code.value)
        if refused is None:
            return redirect(url_for(".recovery_codes"))
        form.refuse(form.code, why_refused(refused, str(WRONG_RECOVERY_CODE)))
    return render_template("identity/recovery_code.html", form=form, refused=refused)


@pages.route("/ma-du-phong", methods=["GET", "POST"])
@any_staff
def recovery_codes() -> ResponseReturnValue:
    """How many codes are left, and new ones for the password: shown in this one answer, never again."""
    account = signed_in_visitor().account
    form = OwnPasswordForm()
    made: list[str] = []
    refused = None
    if form.validate_on_submit():
        answer = recovery.make_recovery_codes(account, form.password.value)
        if isinstance(answer, Refused):
            refused = answer
            form.refuse(form.password, why_refused(refused, str(WRONG_OWN_PASSWORD)))
        else:
            made = answer
    return render_template(
        "identity/recovery_codes.html",
        form=form,
        refused=refused,
        made=made,
        left=recovery.codes_left(account),
        has_password=account.password_hash is not None,
    )
