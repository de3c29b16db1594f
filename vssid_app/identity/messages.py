"""What an account's holder is told about it."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_moment
from vssid_app.notifications.notices import Notice

RECOVERY = "/quen-mat-khau"
DEVICES = "/tai-khoan/thiet-bi"


def password_changed() -> Notice:
    """That the password is another one now, and what to do if it was somebody else."""
    text = _(
        "Mật khẩu của bạn vừa được đổi lúc %(time)s. Không phải bạn? Vào Quên mật khẩu để lấy lại, miễn phí.",
        time=show_moment(now()),
    )
    title = _("Mật khẩu vừa được đổi")
    return Notice("account.password_changed", title, text, link=RECOVERY, screen=DEVICES)


def new_sign_in(browser: str) -> Notice:
    """That a device which was never signed in before is now; ``browser`` in a few words."""
    time = show_moment(now())
    text = _(
        "Tài khoản của bạn vừa đăng nhập trên máy mới (%(browser)s) lúc %(time)s. "
        "Không phải bạn? Vào Quên mật khẩu để đổi mật khẩu, miễn phí.",
        browser=browser or _("không rõ máy"),
        time=time,
    )
    brief = _(
        "Tài khoản của bạn vừa đăng nhập trên máy mới lúc %(time)s. Không phải bạn? Hãy đổi mật khẩu.",
        time=time,
    )
    title = _("Đăng nhập trên máy mới")
    return Notice("account.new_sign_in", title, text, brief, link=RECOVERY, screen=DEVICES)
