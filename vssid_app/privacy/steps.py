"""A request for deletion as a line of steps."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.core.pages import show_day, show_moment
from vssid_app.privacy.models import DeletionRequest


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``state`` is done, now or later."""

    state: str
    title: str
    text: str = ""


def steps_of(request: DeletionRequest) -> list[Step]:
    """The steps of a request that waits."""
    last = show_day(request.due_on)
    return [
        Step("done", _("Đã gửi yêu cầu"), show_moment(request.asked_at)),
        Step("now", _("Bạn rút lại được"), _("Trước %(day)s. Tài khoản vẫn dùng như thường.", day=last)),
        Step("later", _("Xoá tài khoản"), _("Từ %(day)s. Có tin nhắn khi xong.", day=last)),
    ]
