"""What the holder of an account is told about taking data along and about deleting the account."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_date, show_moment
from vssid_app.notifications.notices import Notice
from vssid_app.privacy.models import DeletionRequest

DEVICES = "/tai-khoan/thiet-bi"
DELETION = "/tai-khoan/xoa"


def own_data_taken() -> Notice:
    """Somebody took everything along: if it was not the holder, they should know at once."""
    text = _(
        "Dữ liệu của bạn vừa được tải về lúc %(time)s. Không phải bạn? Đổi mật khẩu và đăng xuất máy lạ.",
        time=show_moment(now()),
    )
    return Notice("account.data_taken", _("Dữ liệu vừa được tải về"), text, link=DEVICES)


def deletion_asked(request: DeletionRequest) -> Notice:
    """From when on it cannot be taken back."""
    text = _(
        "Tài khoản sẽ bị xoá từ %(day)s (yêu cầu %(code)s). "
        "Không phải bạn, hoặc đổi ý? Đăng nhập để rút lại.",
        day=show_date(request.due_on),
        code=request.code,
    )
    return Notice("deletion.asked", _("Yêu cầu xoá tài khoản"), text, link=DELETION)


def deletion_taken_back(request: DeletionRequest) -> Notice:
    """All stays as it is."""
    text = _("Đã rút yêu cầu %(code)s. Tài khoản của bạn giữ nguyên.", code=request.code)
    return Notice("deletion.taken_back", _("Đã giữ tài khoản"), text, link=DELETION)


def account_deleted(request: DeletionRequest) -> Notice:
    """The last message to this phone and email; written while they are known."""
    text = _(
        "Đã xoá tài khoản theo yêu cầu %(code)s. Dữ liệu BHXH của bạn vẫn do cơ quan BHXH giữ.",
        code=request.code,
    )
    return Notice("deletion.done", _("Tài khoản đã xoá"), text, link="/")
