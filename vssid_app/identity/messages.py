"""What an account's holder is told about it."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_moment
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import Message


def password_changed(account: Account) -> list[Message]:
    """That the password is another one now, and what to do if it was somebody else."""
    text = _(
        "Mật khẩu của bạn vừa được đổi lúc %(time)s. Không phải bạn? Vào Quên mật khẩu để lấy lại, miễn phí.",
        time=show_moment(now()),
    )
    return _to_all(
        account,
        Notice("account.password_changed", _("Mật khẩu vừa được đổi"), text, link="/quen-mat-khau"),
    )


def new_sign_in(account: Account, browser: str) -> list[Message]:
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
    return _to_all(
        account,
        Notice("account.new_sign_in", _("Đăng nhập trên máy mới"), text, brief, link="/quen-mat-khau"),
    )


def _to_all(account: Account, notice: Notice) -> list[Message]:
    """To the phone, and to the email once it is proven."""
    ways = [(Channel.SMS, account.phone)]
    if account.email_proven_at is not None:
        ways.append((Channel.EMAIL, account.email))
    return [written(notice, channel, address) for channel, address in ways if address]
