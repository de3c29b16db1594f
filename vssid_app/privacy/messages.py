"""What the holder of an account is told about taking data along and about deleting the account."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_date, show_moment
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import Message
from vssid_app.privacy.models import DeletionRequest

DEVICES = "/tai-khoan/thiet-bi"
DELETION = "/tai-khoan/xoa"


def own_data_taken(account: Account) -> list[Message]:
    """Somebody took everything along: if it was not the holder, they should know at once."""
    text = _(
        "Dữ liệu của bạn vừa được tải về lúc %(time)s. Không phải bạn? Đổi mật khẩu và đăng xuất máy lạ.",
        time=show_moment(now()),
    )
    return _to_all(account, Notice("account.data_taken", _("Dữ liệu vừa được tải về"), text, link=DEVICES))


def deletion_asked(account: Account, request: DeletionRequest) -> list[Message]:
    """From when on it cannot be taken back."""
    text = _(
        "Tài khoản sẽ bị xoá từ %(day)s (yêu cầu %(code)s). "
        "Không phải bạn, hoặc đổi ý? Đăng nhập để rút lại.",
        day=show_date(request.due_on),
        code=request.code,
    )
    return _to_all(account, Notice("deletion.asked", _("Yêu cầu xoá tài khoản"), text, link=DELETION))


def deletion_taken_back(account: Account, request: DeletionRequest) -> list[Message]:
    """All stays as it is."""
    text = _("Đã rút yêu cầu %(code)s. Tài khoản của bạn giữ nguyên.", code=request.code)
    return _to_all(account, Notice("deletion.taken_back", _("Đã giữ tài khoản"), text, link=DELETION))


def account_deleted(account: Account, request: DeletionRequest) -> list[Message]:
    """The last message to this phone and email; written while they are known."""
    text = _(
        "Đã xoá tài khoản theo yêu cầu %(code)s. Dữ liệu BHXH của bạn vẫn do cơ quan BHXH giữ.",
        code=request.code,
    )
    return _to_all(account, Notice("deletion.done", _("Tài khoản đã xoá"), text, link="/"))


def _to_all(account: Account, notice: Notice) -> list[Message]:
    """To the phone, and to the email once it is proven."""
    ways = [(Channel.SMS, account.phone)]
    if account.email_proven_at is not None:
        ways.append((Channel.EMAIL, account.email))
    return [written(notice, channel, address) for channel, address in ways if address]
