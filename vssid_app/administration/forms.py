"""What administrators type."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from vssid_app.administration import words
from vssid_app.core.forms import AppForm, Choice, DateParts, SearchText, TextLine
from vssid_app.identity.models import Role
from vssid_app.people.rules import contains_real_number
from vssid_app.policy.value_rules import FLAG, BadValue, read_value

PLAIN_BOX = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
ROLES = [
    (Role.OFFICER.value, _l("Cán bộ xét duyệt, của một cơ quan")),
    (Role.ADMIN.value, _l("Quản trị, cho tất cả cơ quan")),
]
NO_OFFICE = _l("Nhập mã cơ quan của cán bộ, ví dụ 00104.")


def refuse_numbers(_form: AppForm, field: TextLine) -> None:
    """What is kept in the log or shown to all holds no number of a person."""
    if contains_real_number(field.value):
        raise ValidationError(_("Đừng ghi số giấy tờ hay số điện thoại ở đây."))


class RoleForm(AppForm):
    """What somebody may do, and where."""

    role = Choice(_l("Vai"), missing=_l("Chọn một vai."), choices=ROLES)
    office = TextLine(
        _l("Mã cơ quan"),
        hint=_l("Chỉ cho cán bộ xét duyệt. Tìm mã ở phần Cơ quan."),
        max_length=5,
        box=PLAIN_BOX,
    )

    @property
    def role_chosen(self) -> Role:
        """The role, once the form is in order."""
        return Role(self.role.data)

    @property
    def lacks_office(self) -> bool:
        """Whether the role needs an office and none is typed."""
        return self.role.data == Role.OFFICER and not self.office.value


class StaffForm(RoleForm):
    """A new member of staff."""

    user = TextLine(
        _l("Tên đăng nhập"),
        missing=_l("Nhập tên đăng nhập."),
        hint=_l("Chữ thường không dấu, ví dụ canbo.mau."),
        max_length=40,
        box=PLAIN_BOX,
    )
    name = TextLine(
        _l("Họ và tên"), missing=_l("Nhập họ và tên."), max_length=100, validators=[refuse_numbers]
    )

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        # Who it is comes before what they may do.
        self._fields = {key: self._fields[key] for key in ("user", "name", "role", "office", "csrf_token")}


class DatedForm(AppForm):
    """A change from a day on; ``seen`` says what the preview before showed."""

    first_day = DateParts(_l("Từ ngày"), noun=_l("bắt đầu"), missing=_l("Nhập ngày bắt đầu."))
    reason = TextLine(
        _l("Lý do"),
        hint=_l("Cần khi ngày bắt đầu đã qua."),
        max_length=120,
        validators=[refuse_numbers],
    )
    seen = HiddenField()
    last: ClassVar[tuple[str, ...]] = ("first_day", "source", "reason", "seen")
    """What closes the page, after all that a form asks for itself: its errors are listed in this order."""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        before = {key: field for key, field in self._fields.items() if key not in self.last}
        self._fields = before | {key: self._fields[key] for key in self.last if key in self._fields}

    @property
    def day(self) -> date:
        """The first day, once the form is in order."""
        year, month, day = self.first_day.data or (0, 0, 0)
        return date(year, month or 1, day or 1)

    def was_seen(self, shown: str) -> bool:
        """Whether the preview showed just this; from now on it has."""
        before, self.seen.data = self.seen.data, shown
        return bool(before == shown)


class ParameterForm(DatedForm):
    """A new value of a parameter, which the two forms below ask for in their way."""

    source = TextLine(
        _l("Căn cứ"),
        missing=_l("Ghi văn bản làm căn cứ."),
        hint=_l("Số và ngày của văn bản."),
        max_length=120,
        validators=[refuse_numbers],
    )
    unit = ""
    kept = ""
    """The value as it is kept, once the form is in order."""

    def read(self, typed: str) -> None:
        """As the unit has it."""
        try:
            self.kept = read_value(self.unit, typed)
        except BadValue as bad:
            raise ValidationError(words.value_problem(bad.problem)) from None


class NumberForm(ParameterForm):
    """A new value that is typed."""

    value = TextLine(_l("Giá trị mới"), missing=_l("Nhập giá trị mới."), max_length=40, box=PLAIN_BOX)

    def validate_value(self, field: TextLine) -> None:
        """As the unit has it."""
        self.read(field.value)


class FlagForm(ParameterForm):
    """A new value of what either holds or does not."""

    value = Choice(
        _l("Giá trị mới"),
        missing=_l("Chọn Có hoặc Không."),
        choices=[("true", _l("Có")), ("false", _l("Không"))],
        in_row=True,
    )

    def validate_value(self, field: Choice) -> None:
        """One of the two."""
        self.read(str(field.data))


def parameter_form(unit: str) -> ParameterForm:
    """The form for a parameter of this unit."""
    form: ParameterForm
    if unit == FLAG:
        form = FlagForm()
    else:
        form = NumberForm()
        form.value.hint = words.value_hint(unit)
    form.unit = unit
    return form


class OfficeNameForm(DatedForm):
    """A new name of an office."""

    name = TextLine(
        _l("Tên mới"),
        missing=_l("Nhập tên mới."),
        hint=_l("Đủ cả loại, ví dụ BHXH cơ sở Long Biên."),
        max_length=120,
        validators=[refuse_numbers],
    )

    def validate_name(self, field: TextLine) -> None:
        """As all names of offices begin."""
        if not field.value.startswith("BHXH "):
            raise ValidationError(_("Tên cơ quan bắt đầu bằng “BHXH”. Ví dụ: BHXH cơ sở Long Biên."))


class OfficeSearchForm(AppForm):
    """Finding an office; sent by GET, so that the list can be come back to."""

    class Meta(AppForm.Meta):
        csrf = False

    tim = SearchText(_l("Tìm cơ quan theo tên, nơi hoặc mã"), missing=_l("Nhập tên hoặc mã."), max_length=60)
