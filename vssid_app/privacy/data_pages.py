"""``Tải dữ liệu của tôi``: everything in one file, after the password or a code."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.device import this_device
from vssid_app.core.extensions import db
from vssid_app.enrolment.queries import accepted_children
from vssid_app.identity.access import signed_in
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.operations import open_challenge, use
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.forms import OwnPasswordForm, why_refused
from vssid_app.identity.models import Account
from vssid_app.identity.passwords.operations import Refused, confirm_password
from vssid_app.identity.words import WRONG_OWN_PASSWORD
from vssid_app.notifications.models import Channel
from vssid_app.people.looks.noting import note_look
from vssid_app.privacy.access import own_account, own_challenge
from vssid_app.privacy.archive import take_own_data
from vssid_app.privacy.blueprint import pages
from vssid_app.privacy.confirmed import confirm, is_confirmed

# Says nothing of whose it is: downloads lie open on shared phones.
FILE_NAME = "du-lieu-cua-toi.zip"


@pages.route("/tai-khoan/du-lieu", methods=["GET", "POST"])
@signed_in
def own_data() -> ResponseReturnValue:
    """What is in it, and the password; once that is given, the button."""
    account = own_account()
    form, refused = OwnPasswordForm(), None
    if form.validate_on_submit():
        refused = confirm_password(account, form.password.value)
        if refused is None:
            confirm(account)
            return redirect(url_for(".own_data"), 303)
        form.refuse(form.password, why_refused(refused, str(WRONG_OWN_PASSWORD)))
    return _page(account, form, refused)


@pages.post("/tai-khoan/du-lieu/bang-ma")
@signed_in
def own_data_by_code() -> ResponseReturnValue:
    """A code to the account's phone, in place of the password."""
    account = own_account()
    if account.phone is None:
        return redirect(url_for(".own_data"), 303)
    asked = open_challenge(
        Purpose.OWN_DATA, Channel.SMS, account.phone, device=this_device(), account_id=account.id
    )
    if isinstance(asked, Wait):
        flash(please_wait(asked), "refused")
        return redirect(url_for(".own_data"), 303)
    return redirect(url_for(".own_data_code", challenge=asked.public_id), 303)


@pages.route("/tai-khoan/du-lieu/ma/<challenge>", methods=["GET", "POST"])
@signed_in
def own_data_code(challenge: str) -> ResponseReturnValue:
    """The code; then the button."""

    def go_on(proven: Challenge) -> ResponseReturnValue | None:
        account = own_account()
        with db.transaction():
            first = use(proven)
        if not first and not is_confirmed(account):
            return None
        confirm(account)
        return redirect(url_for(".own_data"), 303)

    asked = own_challenge(challenge, Purpose.OWN_DATA)
    return code_step(asked, on_proven=go_on, back_url=url_for(".own_data"))


@pages.post("/tai-khoan/du-lieu/tai")
@signed_in
def download() -> ResponseReturnValue:
    """The file; not without having been asked again."""
    account = own_account()
    if not is_confirmed(account):
        flash(_("Đã quá 10 phút. Xác nhận lại để tải."), "refused")
        return redirect(url_for(".own_data"), 303)
    for child_id, relation in accepted_children(account.id):
        note_look(child_id, relation=relation)
    return _file(account)


def _file(account: Account) -> Response:
    made = take_own_data(account)
    response = send_file(made, mimetype="application/zip", as_attachment=True, download_name=FILE_NAME)
    made.seek(0, 2)
    response.content_length = made.tell()
    made.seek(0)
    response.call_on_close(made.close)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(account: Account, form: OwnPasswordForm, refused: Refused | None) -> str:
    return render_template(
        "privacy/own_data.html",
        form=form,
        refused=refused,
        account=account,
        has_password=account.password_hash is not None,
        is_confirmed=is_confirmed(account),
    )
