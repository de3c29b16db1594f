"""What the pages of notices say of topics, ways, days and times."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.pages import show_day
from vssid_app.core.public_codes import unbroken
from vssid_app.notifications.models import Channel, Topic

PREVIEW_LENGTH = 200


def topic_words(topic: Topic) -> str:
    """What is told under a topic."""
    return {
        Topic.REGISTRATION: _("Hồ sơ đăng ký"),
        Topic.SERVICES: _("Dịch vụ công"),
        Topic.CARE: _("Người chăm sóc"),
        Topic.CARD_EXPIRY: _("Nhắc hạn thẻ"),
        Topic.SECURITY: _("An toàn tài khoản"),
    }[topic]


def topic_hint(topic: Topic) -> str:
    """What is among it, in one line."""
    return {
        Topic.REGISTRATION: _("Hồ sơ của bạn và của con: đã nhận, cần bổ sung, kết quả"),
        Topic.SERVICES: _("Cấp lại thẻ, đổi nơi khám, đính chính: từng bước và kết quả"),
        Topic.CARE: _("Lời mời, quyền xem và quyền làm thay thay đổi"),
        Topic.CARD_EXPIRY: _("Trước ngày thẻ BHYT hết hạn"),
        Topic.SECURITY: _("đăng nhập máy mới, đổi mật khẩu, điện thoại, e-mail, xoá tài khoản"),
    }[topic]


def topic_icon(topic: Topic) -> str:
    """The icon beside a notice."""
    return {
        Topic.REGISTRATION: "clipboard-check",
        Topic.SERVICES: "files",
        Topic.CARE: "users-round",
        Topic.CARD_EXPIRY: "id-card",
        Topic.SECURITY: "shield-check",
    }[topic]


def channel_words(channel: Channel) -> str:
    """By which way something is told."""
    return {
        Channel.SMS: _("Tin nhắn SMS"),
        Channel.EMAIL: _("E-mail"),
        Channel.APP: _("Trong ứng dụng"),
    }[channel]


def inside_words(channel: Channel) -> str:
    """The same inside a sentence."""
    return {
        Channel.SMS: _("tin nhắn SMS"),
        Channel.EMAIL: _("e-mail"),
        Channel.APP: _("trong ứng dụng"),
    }[channel]


def day_of(moment: datetime) -> date:
    """The day of a moment that was kept by the world's clock."""
    return moment.astimezone(VIETNAM).date()


def time_of(moment: datetime) -> str:
    """``09:41`` of such a moment."""
    return f"{moment.astimezone(VIETNAM):%H:%M}"


def day_words(day: date) -> str:
    """``Hôm nay``, ``Hôm qua``, then ``Thứ Hai 05/09``."""
    if day == today():
        return _("Hôm nay")
    if day == today() - timedelta(days=1):
        return _("Hôm qua")
    words = show_day(day)
    return words[0].upper() + words[1:]


def preview(text: str) -> str:
    """The text as a list shows it: whole, or cut at a word where it is long; no code is broken over lines."""
    shown = text if len(text) <= PREVIEW_LENGTH else text[:PREVIEW_LENGTH].rsplit(maxsplit=1)[0] + "…"
    return unbroken(shown)
