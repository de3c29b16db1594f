"""What the holder of an account sees and does about it: the signed-in browsers, this one among them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from vssid_app.core.access import anybody
from vssid_app.identity import devices
from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.identity.blueprint import pages

OTHERS = "others"


@pages.get("/tai-khoan/thiet-bi")
@signed_in
def signed_in_devices() -> str:
    """The browsers that are signed in, this one marked."""
    who = signed_in_visitor()
    return render_template("identity/devices.html", devices=devices.devices_of(who.account, who.session))


@pages.post("/tai-khoan/thiet-bi")
@signed_in
def end_devices() -> ResponseReturnValue:
    """Sign out one other browser, or all others; this one has its own button."""
    who = signed_in_visitor()
    wanted = request.form.get("session", "")
    if wanted == OTHERS:
        count = devices.end_other_devices(who.account, who.session)
        done = _("Đã đăng xuất %(count)s máy khác.", count=count)
        flash(done if count else _("Không còn máy nào khác đang đăng nhập."), "done")
    elif devices.end_device(who.account, who.session, wanted):
        flash(_("Đã đăng xuất máy đó."), "done")
    else:
        flash(_("Máy đó đã đăng xuất từ trước."), "done")
    return redirect(url_for(".signed_in_devices"), 303)


@pages.get("/dang-xuat/phieu.json")
@anybody
def sign_out_token() -> dict[str, str]:
    """What a sign-out has to carry that was asked for without network and is sent when it is back."""
    return {"csrf_token": generate_csrf()}
