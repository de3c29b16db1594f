"""The forms of registering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import ValidationError

from vssid_app.agencies.place_forms import PlaceForm, offer
from vssid_app.core.clock import today
from vssid_app.core.forms import (
    AppForm,
    Choice,
    DateParts,
    DigitsText,
    EmailText,
    PhoneText,
    PhotoFile,
    SearchText,
    TextLine,
    Tick,
)
from vssid_app.core.world import current_world
from vssid_app.enrolment.troubles import birth_trouble, number_trouble
from vssid_app.people.form_checks import check_free_text, check_name, checked_phone
from vssid_app.people.messages import range_trouble
from vssid_app.people.rules import (
    BadBirthDate,
    BadNumber,
    BirthDate,
    NumberKind,
    RecognisedNumber,
    recognise_number,
)
from vssid_app.policy.identity_papers import takes_old_cards

EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\.]+(\.[^@\s<>,;:\"()\[\]\\.]+)+")
EMAIL_LENGTH = 100
HANDOVERS = [
    ("school", _l("Nhà trường nộp giúp")),
    ("desk", _l("Tự nộp tại bộ phận Tiếp nhận hồ sơ")),
    ("post", _l("Gửi bưu điện")),
]


class KindForm(AppForm):
    """Who registers: only a person can practise here; the other kinds are explained."""

    kind = Choice(
        _l("Bạn đăng ký cho ai?"),
        choices=[("person", _l("Cá nhân")), ("unit", _l("Đơn vị")), ("provider", _l("Tổ chức I-VAN"))],
        missing=_l("Hãy chọn Cá nhân để đăng ký cho mình."),
        hints={
            "person": _l("Học sinh, sinh viên, phụ huynh, người đi làm"),
            "unit": _l("Trường học, công ty: không tập ở đây"),
            "provider": _l("Dịch vụ trung gian: không tập ở đây"),
        },
    )


class PrepareForm(AppForm):
    """The three questions that decide which papers are needed."""

    has_citizen_id = Choice(
        _l("1. Bạn đã có CCCD hoặc thẻ căn cước chưa?"),
        choices=[("yes", _l("Đã có")), ("no", _l("Chưa có"))],
        missing=_l("Hãy chọn Đã có hoặc Chưa có."),
        in_row=True,
    )
    who = Choice(
        _l("2. Ai đang đăng ký?"),
        choices=[("self", _l("Chính tôi")), ("guardian", _l("Cha, mẹ, người giám hộ"))],
        missing=_l("Hãy chọn ai đang đăng ký."),
    )
    school = SearchText(
        _l("3. Bạn học trường nào?"), hint=_l("Gõ vài chữ, không cần dấu. Không đi học thì để trống.")
    )
    school_code = Choice(_l("Chọn trường"), choices=[], hint=None)

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.school_code, schools)
        if takes_old_cards(today()):
            self.has_citizen_id.label.text = _("1. Bạn đã có CMND hoặc CCCD chưa?")


class PhoneForm(AppForm):
    """The phone that codes and answers are sent to; an email besides, if there is one."""

    phone = PhoneText(
        _l("Số điện thoại"),
        missing=_l("Bạn chưa nhập số điện thoại."),
        hint=_l("Số này để nhận mã. Bạn cần cầm máy này."),
    )
    email = EmailText(_l("E-mail"), hint=_l("Để nhận thêm thông báo"), max_length=EMAIL_LENGTH)
    normal_phone = ""

    def validate_phone(self, field: PhoneText) -> None:
        """Take the number in its stored form."""
        self.normal_phone = checked_phone(field.data or "")

    def validate_email(self, field: EmailText) -> None:
        """Refuse what cannot be an address; in practice anything but an invented one."""
        if not field.data:
            return
        if not EMAIL.fullmatch(field.data):
            raise ValidationError(_("Địa chỉ e-mail chưa đúng. Ví dụ: ten@thuchanh.example."))
        if current_world().is_practice and not field.data.casefold().endswith(".example"):
            raise ValidationError(_("Đây là bản tập. Chỉ dùng e-mail mẫu, đuôi .example, hoặc để trống."))


class NumberForm(AppForm):
    """One field for mã số BHXH, CCCD or card code."""

    number = DigitsText(
        _l("Mã số BHXH, số CCCD hoặc số thẻ BHYT"),
        missing=_l("Bạn chưa nhập số."),
        hint=_l("10 số cuối trên thẻ BHYT"),
        box={"inputmode": "text", "autocapitalize": "characters"},
        says="number",
    )
    recognised: RecognisedNumber

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if takes_old_cards(today()):
            self.number.label.text = _("Mã số BHXH, số CMND, CCCD hoặc số thẻ BHYT")

    def validate_number(self, field: DigitsText) -> None:
        """Say which number it is."""
        try:
            self.recognised = recognise_number(field.data or "", legacy_ids=takes_old_cards(today()))
        except BadNumber as bad:
            raise ValidationError(number_trouble(bad)) from None
        check_range(self.recognised)


def _identity_digits(typed: int, *, legacy: bool) -> str:
    if legacy:
        return _("Số CMND có 9 số, số CCCD có 12 số. Bạn đã nhập %(n)s số.", n=typed)
    return _("Số CCCD có 12 số. Bạn đã nhập %(n)s số.", n=typed)


class PersonForm(AppForm):
    """Name, birth and sex, as a paper says."""

    full_name = TextLine(
        _l("Họ và tên"),
        missing=_l("Bạn chưa nhập họ và tên."),
        hint=_l("Viết như trên CCCD, đủ dấu"),
        max_length=100,
        box={"autocomplete": "name", "autocapitalize": "words"},
    )
    birth = DateParts(
        _l("Ngày sinh"),
        noun=_l("sinh"),
        missing=_l("Bạn chưa nhập ngày sinh."),
        hint=_l("Ví dụ: 3 5 2009"),
        latest=today,
        allow_year_only=True,
        birthday=True,
    )
    sex = Choice(
        _l("Giới tính"),
        choices=[("male", _l("Nam")), ("female", _l("Nữ"))],
        missing=_l("Hãy chọn Nam hoặc Nữ."),
        in_row=True,
    )
    birth_date: BirthDate

    def validate_full_name(self, field: TextLine) -> None:
        """A name is letters; at least two words."""
        check_name(field.data or "")

    def validate_birth(self, field: DateParts) -> None:
        """A date that somebody alive can be born on."""
        try:
            self.birth_date = BirthDate(*field.data).checked(today())
        except BadBirthDate as bad:
            raise ValidationError(birth_trouble(bad)) from None


class IdentityForm(PersonForm):
    """Who the person is, as the identity paper says."""

    citizen_id = DigitsText(_l("Số CCCD"), missing=_l("Bạn chưa nhập số CCCD."), hint=_l("12 số trên thẻ"))
    issued_on = DateParts(
        _l("Ngày cấp CCCD"),
        noun=_l("cấp"),
        missing=_l("Bạn chưa nhập ngày cấp."),
        hint=_l("Ở mặt sau thẻ"),
        latest=today,
    )
    issued_at = TextLine(
        _l("Nơi cấp CCCD"), missing=_l("Bạn chưa nhập nơi cấp."), hint=_l("Ở mặt sau thẻ"), max_length=100
    )
    doubts_seen = HiddenField()
    issue_date: date
    recognised: RecognisedNumber

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if takes_old_cards(today()):
            self._name_both_cards()

    def _name_both_cards(self) -> None:
        self.full_name.hint = _("Viết như trên CMND hoặc CCCD, đủ dấu")
        self.citizen_id.label.text = _("Số CMND hoặc CCCD")
        self.citizen_id.missing = _("Bạn chưa nhập số CMND hoặc CCCD.")
        self.citizen_id.hint = _("CMND có 9 số, CCCD có 12 số")
        self.issued_on.label.text = _("Ngày cấp")
        self.issued_at.label.text = _("Nơi cấp")

    def validate_citizen_id(self, field: DigitsText) -> None:
        """Twelve digits; nine where the day's rule still takes the old paper."""
        legacy = takes_old_cards(today())
        try:
            self.recognised = recognise_number(field.data or "", legacy_ids=legacy)
        except BadNumber as bad:
            raise ValidationError(_identity_digits(bad.length, legacy=legacy)) from None
        if self.recognised.kind not in {NumberKind.CITIZEN_ID, NumberKind.LEGACY_ID_CARD}:
            raise ValidationError(_identity_digits(len(self.recognised.value), legacy=legacy))
        check_range(self.recognised)

    def validate_issued_on(self, field: DateParts) -> None:
        """Not before birth."""
        self.issue_date = date(*field.data)
        born = getattr(self, "birth_date", None)
        if born is not None and self.issue_date.year < born.year:
            raise ValidationError(_("Ngày cấp không thể trước ngày sinh. Xem lại mặt sau thẻ."))

    def validate_issued_at(self, field: TextLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.data or "")


class AddressForm(PlaceForm):
    """The contact address: commune, then house and street."""

    street = TextLine(
        _l("Số nhà, đường, tổ"),
        missing=_l("Bạn chưa nhập số nhà, đường hoặc tổ."),
        max_length=150,
        box={"autocomplete": "address-line1"},
    )

    def validate_street(self, field: TextLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.data or "")


class HandoverForm(AppForm):
    """How the signed paper gets to the office."""

    handover = Choice(
        _l("Bạn nộp tờ khai đã ký bằng cách nào?"),
        choices=HANDOVERS,
        missing=_l("Hãy chọn một cách nộp."),
        hints={
            "school": _l("Nộp cho giáo viên chủ nhiệm, không phải đi"),
            "desk": _l("Tại cơ quan BHXH đã chọn"),
            "post": _l("Bạn trả cước bưu điện"),
        },
    )
    class_name = TextLine(_l("Lớp"), hint=_l("Nếu nhà trường nộp giúp. Ví dụ: 10 Mẫu 1"), max_length=30)

    def validate_class_name(self, field: TextLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.data or "")

    def lacks_class(self) -> bool:
        """Whether the school hands in but cannot find the pupil; said at the class.

        Asked after the form itself: the checks of a field that may stay empty do not run when it is.
        """
        if self.handover.data != "school" or self.class_name.data:
            return False
        self.refuse(self.class_name, _("Nhà trường cần biết lớp của bạn. Ví dụ: 10 Mẫu 1."))
        return True

    def leave_out_school(self) -> None:
        """Without a school none can hand in."""
        offer(self.handover, [(value, str(words)) for value, words in HANDOVERS if value != "school"])


class PhotoForm(AppForm):
    """One photo."""

    photo = PhotoFile(_l("Ảnh"), missing=_l("Bạn chưa chọn ảnh. Hãy chụp hoặc chọn ảnh rồi gửi."))


class HandOverForm(AppForm):
    """Consent, and the word that what was given is true; then ``Ghi nhận``."""

    consent = Tick(
        _l("Tôi đồng ý cho dùng thông tin này để mở tài khoản."),
        missing=_l("Hãy đánh dấu đồng ý để gửi được hồ sơ."),
    )
    truthful = Tick(
        _l("Tôi cam đoan thông tin trên là đúng."), missing=_l("Hãy đánh dấu cam đoan thông tin là đúng.")
    )


class FindForm(AppForm):
    """A dossier found again by its code and phone."""

    code = TextLine(
        _l("Mã hồ sơ"),
        missing=_l("Bạn chưa nhập mã hồ sơ."),
        hint=_l("Ví dụ: TH-7K3M-Q9XA"),
        max_length=20,
        box={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )
    phone = PhoneText(_l("Số điện thoại đã đăng ký"), missing=_l("Bạn chưa nhập số điện thoại."))
    normal_phone = ""
    normal_code = ""

    def validate_code(self, field: TextLine) -> None:
        """Eight letters and digits after TH, however they are spaced."""
        bare = re.sub(r"[^0-9A-Z]", "", (field.data or "").upper()).removeprefix("TH")
        if len(bare) != 8:  # noqa: PLR2004 - of the form TH-7K3M-Q9XA
            raise ValidationError(_("Mã hồ sơ có dạng TH-7K3M-Q9XA. Xem lại tin nhắn."))
        self.normal_code = f"TH-{bare[:4]}-{bare[4:]}"

    def validate_phone(self, field: PhoneText) -> None:
        """Take the number in its stored form."""
        self.normal_phone = checked_phone(field.data or "")


def check_range(number: RecognisedNumber) -> None:
    """Practice worlds take reserved numbers only, the live one all others."""
    trouble = range_trouble(number)
    if trouble:
        raise ValidationError(trouble)
