"""The forms about cards."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from vssid_app.core.forms import AppForm, MultiLine
from vssid_app.registry.card_qr.text_rules import MAX_LENGTH


class VerifyForm(AppForm):
    """What a QR code says, pasted."""

    text = MultiLine(
        _l("Nội dung mã QR"),
        missing=_l("Bạn chưa dán nội dung mã QR."),
        hint=_l("Dùng ứng dụng đọc mã khác, chép rồi dán vào đây"),
        max_length=MAX_LENGTH,
        box={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"},
    )
