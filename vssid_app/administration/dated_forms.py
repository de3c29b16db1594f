"""What administrators type about benefits, working days, and offices that open or close."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from vssid_app.administration.forms import PLAIN_BOX, DatedForm, OfficeNameForm, refuse_numbers
from vssid_app.core.forms import Choice, DateParts, DigitsText, Pick, TextLine
from vssid_app.policy.models import FundScope

MOST_PERCENT = 100


class SourcedForm(DatedForm):
    """A change that has its basis in a text of the law."""

    source = TextLine(
        _l("Căn cứ"),
        missing=_l("Ghi văn bản làm căn cứ."),
        hint=_l("Số và ngày của văn bản."),
        max_length=120,
        validators=[refuse_numbers],
    )


class LevelForm(SourcedForm):
    """A new benefit level of a beneficiary code."""

    level = Choice(
        _l("Mức hưởng mới"),
        missing=_l("Chọn một mức."),
        choices=[(str(level), _l("Mức %(level)s", level=level)) for level in range(1, 6)],
        in_row=True,
    )


class ShareForm(SourcedForm):
    """A new share of the fund at a benefit level."""

    percent = DigitsText(
        _l("Quỹ trả bao nhiêu phần trăm"), missing=_l("Nhập phần trăm."), hint=_l("Ví dụ: 80."), max_length=4
    )
    scope = Choice(
        _l("Phạm vi"),
        missing=_l("Chọn một phạm vi."),
        choices=[
            (FundScope.WITH_LIMITS.value, _l("Trong phạm vi, có giới hạn tỷ lệ")),
            (FundScope.WITHOUT_LIMITS.value, _l("Trong phạm vi, không giới hạn tỷ lệ")),
            (FundScope.BEYOND_SCOPE.value, _l("Cả ngoài phạm vi quyền lợi")),
        ],
    )
    share = 0
    """The percentage, once the form is in order."""

    def validate_percent(self, field: DigitsText) -> None:
        """A whole number to a hundred."""
        bare = field.value.removesuffix("%").strip()
        if not (bare.isascii() and bare.isdigit() and int(bare) <= MOST_PERCENT):
            raise ValidationError(_("Nhập số nguyên từ 0 đến 100, ví dụ 80."))
        self.share = int(bare)


class DayForm(SourcedForm):
    """A day that becomes a day off, or a working day."""

    last = ("source", "reason", "seen")
    first_day = DateParts(_l("Ngày cần đổi"), noun=_l("cần đổi"), missing=_l("Nhập ngày cần đổi."))
    kind = Choice(
        _l("Ngày này cơ quan"),
        missing=_l("Chọn nghỉ hay làm việc."),
        choices=[("off", _l("Nghỉ")), ("works", _l("Làm việc"))],
        in_row=True,
    )
    name = TextLine(
        _l("Tên gọi"),
        missing=_l("Ghi tên gọi, ví dụ Quốc khánh hoặc Làm bù."),
        max_length=60,
        validators=[refuse_numbers],
    )
    reason = TextLine(
        _l("Lý do"), hint=_l("Cần khi ngày này đã qua."), max_length=120, validators=[refuse_numbers]
    )

    @property
    def works(self) -> bool:
        """Whether it becomes a working day."""
        return bool(self.kind.data == "works")


class NewOfficeForm(OfficeNameForm):
    """An office that begins."""

    code = TextLine(
        _l("Mã cơ quan"),
        missing=_l("Nhập mã cơ quan."),
        hint=_l("3 số cho cơ quan cấp tỉnh, 5 số cho cơ sở. Ví dụ: 00104."),
        max_length=5,
        box=PLAIN_BOX,
    )
    name = TextLine(
        _l("Tên cơ quan"),
        missing=_l("Nhập tên cơ quan."),
        hint=_l("Đủ cả loại, ví dụ BHXH cơ sở Long Biên."),
        max_length=120,
        validators=[refuse_numbers],
    )
    province = Pick(_l("Tỉnh, thành phố"), missing=_l("Chọn tỉnh, thành phố."), choices=[])
    district = TextLine(
        _l("Mã quận, huyện cũ phục vụ"),
        hint=_l("3 số, chỉ cho cơ quan cơ sở: xã, phường nào từng thuộc quận, huyện này được dẫn tới đây."),
        max_length=3,
        box=PLAIN_BOX,
    )


class CloseOfficeForm(DatedForm):
    """The last day of an office."""

    first_day = DateParts(
        _l("Ngày cuối cùng nhận hồ sơ"), noun=_l("cuối"), missing=_l("Nhập ngày cuối cùng.")
    )
    reason = TextLine(
        _l("Lý do"),
        missing=_l("Ghi lý do đóng, ví dụ: sáp nhập vào cơ quan khác."),
        max_length=120,
        validators=[refuse_numbers],
    )
