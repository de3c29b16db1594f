"""What an account's holder is told about it."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_moment
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import Message


def password_changed(account: Account) -> list[Message]:
    """That the password is another one now, and what to do if it was somebody else."""
    text = _(
        "Mật khẩu của bạn vừa được đổi lúc %(time)s. Không phải bạn? Vào Quên mật khẩu để lấy lại, miễn phí.",
        time=show_moment(now()),
    )
    return _to_all(account, "account.password_changed", _("Mật khẩu vừa được đổi"), text, "/quen-mat-khau")


def new_sign_in(account: Account, browser: str) -> list[Message]:
    """That a device which was never signed in before is now; ``browser`` in a few words."""
    text = _(
        "Tài khoản của bạn vừa đăng nhập trên máy mới (%(browser)s) lúc %(time)s. "
        "Không phải bạn? Vào Quên mật khẩu để đổi mật khẩu, miễn phí.",
        browser=browser or _("không rõ máy"),
        time=show_moment(now()),
    )
    return _to_all(account, "account.new_sign_in", _("Đăng nhập trên máy mới"), text, "/quen-mat-khau")


def _to_all(account: Account, kind: str, title: str, text: str, link: str) -> list[Message]:
    """To the phone, and to the email once it is proven."""
    ways = [(Channel.SMS, account.phone)]
    if account.email_proven_at is not None:
        ways.append((Channel.EMAIL, account.email))
    return [
        Message(channel, kind, address, text, subject=title, link=link)
        for channel, address in ways
        if address
    ]
