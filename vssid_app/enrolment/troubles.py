"""Sentences about what was typed wrong: what is the matter and what to do."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.people.messages import birth_trouble, number_trouble
from vssid_app.people.rules import BadPhone, PhoneProblem

__all__ = ["birth_trouble", "number_trouble", "phone_trouble"]


def phone_trouble(bad: BadPhone) -> str:
    """What is wrong with a phone number, and what to do."""
    return {
        PhoneProblem.EMPTY: _("Bạn chưa nhập số điện thoại."),
        PhoneProblem.LETTERS: _("Số điện thoại chỉ gồm chữ số."),
        PhoneProblem.WRONG_LENGTH: _("Số điện thoại phải có 10 số. Bạn đã nhập %(n)s số.", n=bad.length),
        PhoneProblem.NOT_MOBILE: _("Đây không phải số di động. Hãy nhập số nhận được tin nhắn."),
        PhoneProblem.REAL_NUMBER: _("Đây là bản tập. Đừng nhập số thật, hãy dùng số mẫu bắt đầu bằng 0000."),
        PhoneProblem.PRACTICE_NUMBER: _("Đây là số để tập, không nhận được tin nhắn. Hãy nhập số của bạn."),
    }[bad.problem]
