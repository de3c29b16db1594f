"""What a person is told of the notices that the site keeps for them."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement

from vssid_app.core.clock import VIETNAM
from vssid_app.identity.models import Account
from vssid_app.identity.own_data import Part, Told, of_account
from vssid_app.notices.queries import readable
from vssid_app.notices.words import channel_words, topic_words
from vssid_app.notifications.models import AppNotice, NoticeChoice


def _of(account: Account) -> ColumnElement[bool]:
    return readable(account.id, account.person_id or 0)


def _shown(moment: datetime) -> str:
    """A moment that was kept by the world's clock."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


PART = Part(
    "thong-bao",
    (
        Told(
            AppNotice,
            _("Thông báo trong ứng dụng"),
            {
                "case_code": _("Mã hồ sơ hoặc yêu cầu"),
                "title": _("Tiêu đề"),
                "text": _("Nội dung"),
                "told_at": _("Báo lúc"),
                "read_at": _("Đọc lúc"),
            },
            own=_of,
            left_out={
                "key": "a part of addresses",
                "kind": "the title says it",
                "link": "an address inside the app",
            },
            show={"told_at": _shown, "read_at": _shown},
        ),
        Told(
            NoticeChoice,
            _("Cách nhận thông báo đã chọn"),
            {"topic": _("Loại tin"), "channel": _("Cách gửi"), "wanted": _("Có gửi")},
            own=of_account(NoticeChoice.account_id),
            show={"topic": topic_words, "channel": channel_words},
        ),
    ),
)
