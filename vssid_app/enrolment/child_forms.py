"""The forms of registering a child that one's own registration does not have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from vssid_app.agencies.place_forms import offer
from vssid_app.core.forms import AppForm, Choice, DigitsText, SearchText, TextLine, Tick
from vssid_app.enrolment.forms import HandOverForm, PersonForm, check_range
from vssid_app.people.form_checks import check_free_text
from vssid_app.people.rules import BadNumber, NumberKind, recognise_number

CLASS_LENGTH = 30


class AddChildForm(AppForm):
    """The question that decides between an own account and the guardian's."""

    has_citizen_id = Choice(
        _l("Con đã có CCCD hoặc thẻ căn cước chưa?"),
        choices=[("no", _l("Chưa có")), ("yes", _l("Đã có"))],
        missing=_l("Hãy chọn Chưa có hoặc Đã có."),
        in_row=True,
    )


class RelationForm(AppForm):
    """What the guardian is to the child."""

    relation = Choice(
        _l("Bạn là gì của con?"),
        choices=[("father", _l("Cha")), ("mother", _l("Mẹ")), ("guardian", _l("Người giám hộ khác"))],
        missing=_l("Hãy chọn Cha, Mẹ hoặc Người giám hộ khác."),
        hints={"guardian": _l("Ông bà, anh chị, cơ sở nuôi dưỡng: cần quyết định cử người giám hộ")},
    )


class ChildForm(PersonForm):
    """Who the child is, as the birth certificate says."""

    citizen_id = DigitsText(
        _l("Số định danh"), hint=_l("12 số, nếu có trên giấy khai sinh. Không có thì để trống.")
    )
    doubts_seen = HiddenField()
    number: str | None = None

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.full_name.label.text = _("Họ và tên của con")
        self.full_name.hint = _("Viết như trên giấy khai sinh, đủ dấu")
        self.full_name.box = {**self.full_name.box, "autocomplete": "off"}
        self.birth.hint = _("Ví dụ: 3 5 2015")

    def validate_citizen_id(self, field: DigitsText) -> None:
        """Twelve digits, or nothing."""
        if not field.data:
            return
        try:
            recognised = recognise_number(field.data, legacy_ids=False)
        except BadNumber as bad:
            raise ValidationError(_("Số định danh có 12 số. Bạn đã nhập %(n)s số.", n=bad.length)) from None
        if recognised.kind is not NumberKind.CITIZEN_ID:
            raise ValidationError(_("Số định danh có 12 số. Bạn đã nhập %(n)s số.", n=len(recognised.value)))
        check_range(recognised)
        self.number = recognised.value


class SchoolForm(AppForm):
    """School and class; a child that goes to none leaves both empty."""

    school = SearchText(
        _l("Con học trường nào?"), hint=_l("Gõ vài chữ, không cần dấu. Chưa đi học thì để trống.")
    )
    school_code = Choice(_l("Chọn trường"), choices=[], hint=None)
    class_name = TextLine(_l("Lớp"), hint=_l("Ví dụ: 6 Mẫu 1"), max_length=CLASS_LENGTH)

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.school_code, schools)

    def validate_class_name(self, field: TextLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.data or "")


class ChildHandOverForm(HandOverForm):
    """The guardian's word, and from an age on the child's own."""

    child_consent = Tick(
        _l("Em đồng ý cho người lớn gửi thông tin của em."),
        missing=_l("Hãy đưa máy cho con đọc và tự đánh dấu. Con không muốn thì chưa gửi."),
    )

    def __init__(self, *args: Any, asks_child: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.consent.label.text = _("Tôi đồng ý cho dùng thông tin của con để xem thẻ BHYT trong tài khoản.")
        if not asks_child:
            del self.child_consent
