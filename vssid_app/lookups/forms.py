"""What is typed to look something up."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from vssid_app.agencies.queries import provinces
from vssid_app.core.clock import today
from vssid_app.core.forms import AppForm, DateParts, DigitsText, Pick, SearchText, TextLine
from vssid_app.people.messages import birth_trouble, number_trouble, range_trouble
from vssid_app.people.rules import BadBirthDate, BadNumber, BirthDate, RecognisedNumber, recognise_number
from vssid_app.registry.check_rules import CardQuestion

NAME_BOX = {"autocapitalize": "words", "autocomplete": "off", "spellcheck": "false"}


class PersonForm(AppForm):
    """Name and date of birth of somebody."""

    birth_date: BirthDate

    def validate_birth(self, field: DateParts) -> None:
        """A date that somebody alive can be born on."""
        try:
            self.birth_date = BirthDate(*field.data).checked(today())
        except BadBirthDate as bad:
            raise ValidationError(birth_trouble(bad)) from None


class CardForm(PersonForm):
    """A card, by what stands on it."""

    number = DigitsText(
        _("Số thẻ BHYT hoặc mã số BHXH"),
        missing=_("Bạn chưa nhập số."),
        hint=_("10 số trên thẻ mới, 15 ký tự trên thẻ cũ, hoặc số CCCD"),
        box={"inputmode": "text", "autocapitalize": "characters"},
        says="number",
    )
    full_name = TextLine(
        _("Họ và tên"),
        missing=_("Bạn chưa nhập họ và tên."),
        hint=_("Có dấu hay không dấu đều được"),
        max_length=100,
        box=NAME_BOX,
    )
    birth = DateParts(
        _("Ngày sinh"),
        noun=_("sinh"),
        missing=_("Bạn chưa nhập ngày sinh."),
        hint=_("Như trên thẻ, ví dụ: 3 5 2009"),
        latest=today,
        allow_year_only=True,
    )
    recognised: RecognisedNumber

    def validate_number(self, field: DigitsText) -> None:
        """Say which number it is."""
        try:
            self.recognised = recognise_number(field.value, legacy_ids=False)
        except BadNumber as bad:
            raise ValidationError(number_trouble(bad)) from None
        trouble = range_trouble(self.recognised)
        if trouble:
            raise ValidationError(trouble)

    @property
    def question(self) -> CardQuestion:
        """What was typed, as a question to the register; only when all is in order."""
        return CardQuestion(self.recognised, self.full_name.value, self.birth_date)


class NumberForm(PersonForm):
    """Whose mã số BHXH is looked for."""

    full_name = TextLine(
        _("Họ và tên"),
        missing=_("Bạn chưa nhập họ và tên."),
        hint=_("Có dấu hay không dấu đều được"),
        max_length=100,
        box=NAME_BOX,
    )
    birth = DateParts(
        _("Ngày sinh"),
        noun=_("sinh"),
        missing=_("Bạn chưa nhập ngày sinh."),
        hint=_("Đủ ngày, tháng, năm. Ví dụ: 3 5 2009"),
        latest=today,
    )
    province = Pick(_("Tỉnh, thành phố nơi ở"), choices=[], missing=_("Hãy chọn tỉnh, thành phố."))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = [SelectChoice(place.code, place.name) for place in provinces(today())]
        self.province.choices = [SelectChoice("", str(_("Chọn…"))), *places]


class PlaceForm(AppForm):
    """Some words of a place; sent by GET, so that a result can be kept and passed on."""

    class Meta(AppForm.Meta):
        csrf = False

    tim = SearchText(_("Tên, nơi hoặc mã"), missing=_("Nhập vài chữ của tên, nơi hoặc mã."), max_length=100)
