"""Another authenticator app: first the old factor, then the QR code and a code of the new app."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.clock import instant
from vssid_app.core.qr import qr_of
from vssid_app.identity.access import any_staff, signed_in_visitor
from vssid_app.identity.forms import AnyFactorForm, SecondFactorForm, why_refused
from vssid_app.identity.models import Account
from vssid_app.identity.staff import renewal, rules
from vssid_app.identity.staff.blueprint import pages
from vssid_app.identity.words import WRONG_ANY_FACTOR, WRONG_SECOND_FACTOR

PENDING = "doi_ma"
LIFE = timedelta(minutes=10)


@pages.route("/doi-ma-xac-thuc", methods=["GET", "POST"])
@any_staff
def renew() -> ResponseReturnValue:
    """The old factor, once more: an unlocked screen alone must not change it."""
    account = signed_in_visitor().account
    form, refused = AnyFactorForm(), None
    if account.totp_secret and form.validate_on_submit():
        refused = renewal.prove_factor(account, form.code.value)
        if refused is None:
            session[PENDING] = {
                "account": account.id,
                "nonce": secrets.token_urlsafe(16),
                "at": instant().timestamp(),
                "of": renewal.mark_of_secret(account),
            }
            return redirect(url_for(".renew_app"), 303)
        form.refuse(form.code, why_refused(refused, str(WRONG_ANY_FACTOR)))
    has_factor = account.totp_secret is not None
    return render_template("identity/renew_factor.html", form=form, refused=refused, has_factor=has_factor)


@pages.route("/doi-ma-xac-thuc/moi", methods=["GET", "POST"])
@any_staff
def renew_app() -> ResponseReturnValue:
    """The QR code for the new app; a code of it puts it in the place of the old one."""
    who = signed_in_visitor()
    nonce = _pending_nonce(who.account)
    if nonce is None:
        return redirect(url_for(".renew"))
    form, refused = SecondFactorForm(), None
    if form.validate_on_submit():
        refused = renewal.renew_factor(who.account, nonce, form.code.digits, who.session)
        if refused is None:
            session.pop(PENDING)
            flash(_("Đã đổi ứng dụng xác thực. Mọi máy khác đã đăng xuất."), "done")
            return redirect(url_for("identity.signed_in_devices"), 303)
        form.refuse(form.code, why_refused(refused, str(WRONG_SECOND_FACTOR)))
    secret = renewal.next_secret(who.account, nonce)
    address = rules.otpauth_address(secret, who.account.user_name, _("Thực hành VssID"))
    return render_template(
        "identity/enrol_factor.html",
        form=form,
        refused=refused,
        address=address,
        qr=qr_of(address, _("Mã QR cho ứng dụng xác thực")),
        secret=rules.grouped_secret(secret),
        back_url=url_for(".renew"),
    )


def _pending_nonce(account: Account) -> str | None:
    """What the pending change was given; None when there is none, it is old, or it has been made."""
    kept = session.get(PENDING)
    if not isinstance(kept, dict) or kept.get("account") != account.id:
        return None
    if instant().timestamp() - float(kept["at"]) > LIFE.total_seconds():
        return None
    return str(kept["nonce"]) if kept["of"] == renewal.mark_of_secret(account) else None
