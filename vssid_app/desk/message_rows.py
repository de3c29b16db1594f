"""Messages on their way out, in words for administrators: to whom, what about, and what is in the way.

Neither the text nor the subject of a message is among them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from vssid_app.core.text import mask_email, mask_phone
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage
from vssid_app.notifications.rules import CODE_KINDS


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message of a list."""

    key: str
    what: str
    way: str
    address: str
    written_at: datetime
    sent_at: datetime | None
    next_try: datetime | None
    attempts: int
    trouble: str
    can_be_sent_again: bool


def row_of(message: OutboxMessage) -> MessageRow:
    """A message as the page shows it."""
    waits = message.delivery == Delivery.QUEUED
    return MessageRow(
        key=message.key,
        what=kind_words(message.kind),
        way=way_words(Channel(message.channel)),
        address=_masked(message),
        written_at=message.created_at,
        sent_at=message.sent_at,
        next_try=message.not_before if waits and message.attempts else None,
        attempts=message.attempts,
        trouble=trouble_words(message.last_error),
        can_be_sent_again=message.can_be_sent_again,
    )


def _masked(message: OutboxMessage) -> str:
    return mask_email(message.address) if "@" in message.address else mask_phone(message.address)


def way_words(channel: Channel) -> str:
    """By which way a message goes."""
    return {Channel.SMS: _("SMS"), Channel.EMAIL: _("E-mail"), Channel.APP: _("Trong ứng dụng")}[channel]


def kind_words(kind: str) -> str:
    """What a message is about."""
    if kind.startswith(CODE_KINDS):
        return _("Mã xác nhận")
    return {
        "dossier.recorded": _("Đã ghi nhận hồ sơ"),
        "dossier.withdrawn": _("Hồ sơ đã rút"),
        "dossier.supplement": _("Hồ sơ cần bổ sung"),
        "dossier.rejected": _("Hồ sơ chưa được chấp nhận"),
        "dossier.child_accepted": _("Đã đăng ký xong cho con"),
        "dossier.accepted": _("Mở tài khoản, mã kích hoạt"),
        "care.accepted": _("Có người nhận lời mời chăm sóc"),
        "care.granted": _("Đã là người chăm sóc"),
        "care.refused": _("Lời mời không được xác nhận"),
        "care.ended": _("Quyền chăm sóc đã gỡ"),
        "care.given_up": _("Một người thôi chăm sóc"),
        "case.opened": _("Đã nhận yêu cầu kiểm tra"),
        "case.settled": _("Yêu cầu kiểm tra đã xong"),
        "account.password_changed": _("Mật khẩu vừa được đổi"),
        "account.new_sign_in": _("Đăng nhập trên máy mới"),
        "account.contact_changed": _("Liên hệ vừa được đổi"),
        "account.case_asked": _("Xin đổi số điện thoại"),
        "account.case_opened": _("Có người xin đổi số điện thoại"),
        "case.lapsed": _("Yêu cầu kiểm tra đã hết hạn"),
        "account.case_lapsed": _("Yêu cầu đổi số đã hết hạn"),
        "account.case_refused": _("Chưa đổi số điện thoại"),
        "account.data_taken": _("Dữ liệu vừa được tải về"),
        "care.hand_over_begun": _("Con đã có tài khoản riêng"),
        "care.shares_chosen": _("Phần xem được đã đổi"),
        "card.ends": _("Nhắc thẻ sắp hết hạn"),
        "care.own_account": _("Con sắp tự đăng ký được"),
        "care.of_age_near": _("Con sắp trưởng thành"),
        "care.of_age_soon": _("Sắp trưởng thành"),
        "care.ends": _("Quyền giám hộ sắp hết"),
        "care.over": _("Quyền chăm sóc đã hết"),
        "care.ended_by_office": _("Cơ quan chấm dứt quyền chăm sóc"),
        "deletion.asked": _("Yêu cầu xoá tài khoản"),
        "deletion.taken_back": _("Đã giữ tài khoản"),
        "deletion.done": _("Tài khoản đã xoá"),
    }.get(kind, _("Thông báo"))


def trouble_words(reason: str) -> str:
    """What the senders noted, in a sentence; the technical word stays, for whoever mends it."""
    for pattern, words in _troubles():
        found = re.fullmatch(pattern, reason)
        if found:
            return words % {"what": found[1]} if found.groups() else words
    return _("Lỗi khác: %(what)s", what=reason) if reason else ""


def _troubles() -> list[tuple[str, str]]:
    """Patterns of reasons; ``%(what)s`` is filled in afterwards, so it is escaped here."""
    what = "%(what)s"
    return [
        (r"no SMS gateway is set", _("Chưa cài cổng SMS.")),
        (r"no mail gateway is set", _("Chưa cài máy chủ thư.")),
        (r"the code in it has expired", _("Mã trong tin đã hết hạn.")),
        (r"not a phone number", _("Đây không phải số điện thoại.")),
        (r"not an address or subject: (.*)", _("Địa chỉ e-mail không dùng được.")),
        (r"SMS gateway answered (\d+)", _("Cổng SMS trả lời %(what)s.", what=what)),
        (r"SMS gateway refused it: (.*)", _("Cổng SMS từ chối (%(what)s).", what=what)),
        (r"SMS gateway said no: (.*)", _("Cổng SMS không nhận (%(what)s).", what=what)),
        (r"SMS gateway answered with a page", _("Cổng SMS trả lời bằng một trang web.")),
        (r"SMS gateway answered without JSON", _("Cổng SMS trả lời không phải JSON.")),
        (r"SMS gateway answered without an end", _("Cổng SMS trả lời nửa chừng.")),
        (r"SMS gateway: (.*)", _("Không nối được cổng SMS (%(what)s).", what=what)),
        (r"mail server answered (\d+)", _("Máy chủ thư trả lời %(what)s.", what=what)),
        (r"mail server: (.*)", _("Không nối được máy chủ thư (%(what)s).", what=what)),
    ]
