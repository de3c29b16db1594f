"""What is wrong of a line: one of its parts, and how it is right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from vssid_app.core.forms import AppForm, MultiLine, Pick
from vssid_app.people.form_checks import check_free_text

OTHER = _l("Chỗ khác, hoặc cả dòng")
TOLD_LENGTH = 400
_BETWEEN = ": "


class WrongForm(AppForm):
    """Which part of the quoted line, and how it is right."""

    what = Pick(_l("Sai ở đâu?"), choices=[], missing=_l("Hãy chọn chỗ bị sai."))
    told = MultiLine(
        _l("Đúng ra là gì?"),
        missing=_l("Bạn chưa viết thông tin đúng. Chép theo giấy tờ bạn có."),
        hint=_l("Chép theo giấy tờ bạn có. Đừng ghi mật khẩu hay mã xác nhận."),
        max_length=TOLD_LENGTH,
    )

    def __init__(self, *args: Any, labels: Iterable[str], **given: Any) -> None:
        super().__init__(*args, **given)
        offered = [SelectChoice(label, label) for label in (*labels, str(OTHER))]
        self.what.choices = [SelectChoice("", _("Chọn…")), *offered]

    def validate_told(self, field: MultiLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.value)


def joined(what: str, told: str) -> str:
    """Both answers as the office and the family read them: ``Ngày sinh: 05/09/2014``."""
    return f"{what}{_BETWEEN}{told}"


def parted(told: str, labels: Iterable[str]) -> tuple[str, str]:
    """Both answers again; without a known part all is the text."""
    what, between, text = told.partition(_BETWEEN)
    known = between and what in {*labels, _("Chỗ khác, hoặc cả dòng")}
    return (what, text) if known else ("", told)
