"""The one field of the code page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from vssid_app.core.forms import AppForm, CodeText
from vssid_app.identity.codes.messages import wrong_length
from vssid_app.identity.codes.rules import CODE_DIGITS


class CodeForm(AppForm):
    """Six digits; spaces and hyphens between them do not matter."""

    code = CodeText(
        _("Mã xác nhận"),
        missing=_("Nhập mã 6 số trong tin nhắn."),
        max_length=40,
        box={"autofocus": ""},
    )

    def validate_code(self, field: CodeText) -> None:
        """Say how many digits were typed."""
        digits = field.digits
        if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
            raise ValidationError(wrong_length(digits))
