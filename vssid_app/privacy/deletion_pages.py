"""Having one's account deleted: what goes, what must stay, a code, some days to think it over."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.identity.access import signed_in
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import code_step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import look_up, whole_number
from vssid_app.privacy import operations
from vssid_app.privacy.access import own_account, own_challenge
from vssid_app.privacy.blueprint import pages
from vssid_app.privacy.queries import hindrance, open_request
from vssid_app.privacy.steps import steps_of


@pages.get("/tai-khoan/xoa")
@signed_in
def deletion() -> ResponseReturnValue:
    """What happens, and the button that sends the code; once asked for, where it is and the way back."""
    account = own_account()
    request = open_request(account)
    if request is not None:
        return render_template("privacy/deletion_asked.html", request=request, steps=steps_of(request))
    day = today()
    look_up((Parameter.DELETION_WAIT_DAYS, Parameter.RECORD_RETENTION_YEARS), day)
    return render_template(
        "privacy/deletion.html",
        account=account,
        in_the_way=hindrance(account),
        days=whole_number(Parameter.DELETION_WAIT_DAYS, day),
        years=whole_number(Parameter.RECORD_RETENTION_YEARS, day),
    )


@pages.post("/tai-khoan/xoa/bang-ma")
@signed_in
def deletion_by_code() -> ResponseReturnValue:
    """A code to the account's phone (or its email, where it has no phone)."""
    account = own_account()
    if open_request(account) or hindrance(account):
        return redirect(url_for(".deletion"), 303)
    asked = _ask(account)
    if asked is None:
        flash(_("Tài khoản chưa có số điện thoại để gửi mã. Thêm số điện thoại trước."), "refused")
    elif isinstance(asked, Wait):
        flash(please_wait(asked), "refused")
    else:
        return redirect(url_for(".deletion_code", challenge=asked.public_id), 303)
    return redirect(url_for(".deletion"), 303)


@pages.route("/tai-khoan/xoa/ma/<challenge>", methods=["GET", "POST"])
@signed_in
def deletion_code(challenge: str) -> ResponseReturnValue:
    """The code; then the request is there."""

    def go_on(proven: Challenge) -> ResponseReturnValue | None:
        asked = operations.ask_for_deletion(own_account(), proven)
        return redirect(url_for(".deletion"), 303) if asked else None

    asked = own_challenge(challenge, Purpose.CLOSE_ACCOUNT)
    return code_step(
        asked, on_proven=go_on, back_url=url_for(".deletion"), template="privacy/deletion_code.html"
    )


@pages.post("/tai-khoan/xoa/rut-lai")
@signed_in
def keep_account() -> ResponseReturnValue:
    """Take the request back: the account stays."""
    if operations.take_back(own_account()):
        flash(_("Đã rút yêu cầu. Tài khoản của bạn giữ nguyên."), "done")
    return redirect(url_for(".deletion"), 303)


def _ask(account: Account) -> Challenge | Wait | None:
    email = account.email if account.email_proven_at else None
    channel, address = (Channel.SMS, account.phone) if account.phone else (Channel.EMAIL, email)
    if address is None:
        return None
    return open_challenge(
        Purpose.CLOSE_ACCOUNT, channel, address, device=this_device(), account_id=account.id
    )
