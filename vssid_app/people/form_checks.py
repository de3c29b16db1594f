"""Checks of form fields about people that several features ask."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from vssid_app.core.world import current_world
from vssid_app.people.messages import phone_trouble
from vssid_app.people.rules import BadPhone, contains_real_number, normalise_phone

NAME = re.compile(r"[^\W\d_]+(?:[ '’.\-][^\W\d_]+)*[.]?")


def check_free_text(text: str) -> None:
    """Practice worlds keep no real number, wherever it is written.

    Raises:
        ValidationError: with the sentence.
    """
    if current_world().is_practice and contains_real_number(text):
        raise ValidationError(_("Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."))


def check_name(name: str) -> None:
    """A name is letters; at least two words.

    Raises:
        ValidationError: with the sentence.
    """
    check_free_text(name)
    if not NAME.fullmatch(name):
        raise ValidationError(_("Họ và tên chỉ gồm chữ cái và dấu cách. Xem lại rồi sửa."))
    if " " not in name:
        raise ValidationError(_("Hãy nhập đủ họ và tên."))


def checked_phone(typed: str) -> str:
    """A mobile number in its stored form.

    Raises:
        ValidationError: with the sentence.
    """
    try:
        return normalise_phone(typed, practice=current_world().is_practice)
    except BadPhone as bad:
        raise ValidationError(phone_trouble(bad)) from None
