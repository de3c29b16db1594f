"""Changing the phone or the email of one's own account."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.device import this_device
from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.identity.blueprint import pages
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.contacts import operations
from vssid_app.identity.contacts.forms import (
    NewEmailByCodeForm,
    NewEmailForm,
    NewPhoneByCodeForm,
    NewPhoneForm,
)
from vssid_app.identity.forms import why_refused
from vssid_app.identity.models import Account
from vssid_app.identity.operations import AlreadyRegistered, ProofGone
from vssid_app.identity.passwords.operations import Refused
from vssid_app.identity.words import WRONG_OWN_PASSWORD
from vssid_app.notifications.models import Channel

START = {Channel.SMS: "identity.change_phone", Channel.EMAIL: "identity.change_email"}
BY_CODE = {Channel.SMS: "identity.change_phone_by_code", Channel.EMAIL: "identity.change_email_by_code"}


@pages.route("/tai-khoan/dien-thoai", methods=["GET", "POST"])
@signed_in
def change_phone() -> ResponseReturnValue:
    """A new phone, for the password."""
    return _by_password(Channel.SMS, NewPhoneForm())


@pages.route("/tai-khoan/dien-thoai/bang-ma", methods=["GET", "POST"])
@signed_in
def change_phone_by_code() -> ResponseReturnValue:
    """A new phone, for a code to the old one."""
    return _by_code(Channel.SMS, NewPhoneByCodeForm())


@pages.route("/tai-khoan/email", methods=["GET", "POST"])
@signed_in
def change_email() -> ResponseReturnValue:
    """A new email, for the password."""
    return _by_password(Channel.EMAIL, NewEmailForm())


@pages.route("/tai-khoan/email/bang-ma", methods=["GET", "POST"])
@signed_in
def change_email_by_code() -> ResponseReturnValue:
    """A new email, for a code to the old one (or to the phone, where there is none)."""
    return _by_code(Channel.EMAIL, NewEmailByCodeForm())


@pages.route("/tai-khoan/ma-cu/<challenge>", methods=["GET", "POST"])
@signed_in
def old_code(challenge: str) -> ResponseReturnValue:
    """The code to the old phone or email; then one goes to the new."""
    asked = _own_challenge(challenge, Purpose.OLD_CONTACT)
    change = BY_CODE[Channel(asked.subject.partition(":")[0] or Channel.SMS)]

    def go_on(proven: Challenge) -> ResponseReturnValue | None:
        try:
            new = operations.ask_by_old(proven, signed_in_visitor().account)
        except ProofGone:
            return None
        if isinstance(new, Wait):
            flash(please_wait(new), "refused")
            return redirect(url_for(change))
        return redirect(url_for(".new_code", challenge=new.public_id))

    return code_step(asked, on_proven=go_on, template="identity/old_code.html", back_url=url_for(change))


@pages.route("/tai-khoan/ma-moi/<challenge>", methods=["GET", "POST"])
@signed_in
def new_code(challenge: str) -> ResponseReturnValue:
    """The code to the new phone or email; then it is changed."""
    asked = _own_challenge(challenge, Purpose.NEW_CONTACT)
    change = url_for(START[Channel(asked.channel)])

    def put(proven: Challenge) -> ResponseReturnValue | None:
        try:
            operations.change_contact(proven)
        except AlreadyRegistered:
            flash(_("Số này đang dùng cho một tài khoản khác. Nhập số khác."), "refused")
            return redirect(change)
        except ProofGone:
            return None
        flash(_("Đã đổi. Từ nay tin nhắn và mã gửi tới đây."), "done")
        return redirect(change)

    return code_step(asked, on_proven=put, change_url=change)


def _by_password(channel: Channel, form: NewPhoneForm | NewEmailForm) -> ResponseReturnValue:
    account = _own_account()
    refused = None
    if form.validate_on_submit() and _is_another(account, channel, form):
        answer = operations.ask_by_password(
            account, channel, form.stored, form.password.value, device=this_device()
        )
        if isinstance(answer, Challenge):
            return redirect(url_for(".new_code", challenge=answer.public_id))
        if isinstance(answer, Refused):
            refused = answer
            form.refuse(form.password, why_refused(answer, str(WRONG_OWN_PASSWORD)))
        else:
            form.refuse(form.address, please_wait(answer))
    return _page(account, channel, form, refused)


def _by_code(channel: Channel, form: NewPhoneByCodeForm | NewEmailByCodeForm) -> ResponseReturnValue:
    account = _own_account()
    if form.validate_on_submit() and _is_another(account, channel, form):
        answer = operations.ask_old(account, channel, form.stored, device=this_device())
        if isinstance(answer, Challenge):
            return redirect(url_for(".old_code", challenge=answer.public_id))
        no_old = _("Tài khoản chưa có số nào để gửi mã. Hãy dùng mật khẩu.")
        form.refuse(form.address, please_wait(answer) if answer else no_old)
    return _page(account, channel, form, None)


def _is_another(account: Account, channel: Channel, form: NewPhoneByCodeForm | NewEmailByCodeForm) -> bool:
    if operations.address_of(account, channel) != form.stored:
        return True
    form.refuse(form.address, _("Tài khoản đang dùng đúng địa chỉ này rồi. Nhập số hoặc e-mail khác."))
    return False


def _page(
    account: Account,
    channel: Channel,
    form: NewPhoneByCodeForm | NewEmailByCodeForm,
    refused: Refused | None,
) -> str:
    return render_template(
        "identity/change_contact.html",
        form=form,
        refused=refused,
        is_email=channel is Channel.EMAIL,
        by_code=url_for(BY_CODE[channel]),
        by_password=url_for(START[channel]),
        now=operations.address_of(account, channel),
    )


def _own_account() -> Account:
    """Staff have no phone here: their addresses are an administrator's matter."""
    account = signed_in_visitor().account
    if account.person_id is None:
        abort(404)
    return account


def _own_challenge(public_id: str, purpose: Purpose) -> Challenge:
    found = challenge_here(public_id, purpose)
    if found.account_id != _own_account().id:
        abort(404)
    return found
