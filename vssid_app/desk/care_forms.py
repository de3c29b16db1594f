"""Finding a child at the desk, and ending somebody's care of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from vssid_app.core.fields import offered
from vssid_app.core.forms import AppForm, Choice, DigitsText, TextLine
from vssid_app.core.world import current_world
from vssid_app.people.care_desk import BY_OFFICE, Held
from vssid_app.people.messages import end_words, guardian_words, number_trouble, range_trouble
from vssid_app.people.rules import (
    BadNumber,
    NumberKind,
    RecognisedNumber,
    contains_real_number,
    recognise_number,
)

NOTE_LENGTH = 300


class FindChildForm(AppForm):
    """The child's number, of whatever kind."""

    number = DigitsText(
        _l("Mã số BHXH, số định danh hoặc số thẻ BHYT của con"),
        missing=_l("Bạn chưa nhập số."),
        box={"inputmode": "text", "autocapitalize": "characters"},
        says="number",
    )
    recognised: RecognisedNumber

    def validate_number(self, field: DigitsText) -> None:
        """Say what is wrong with it."""
        try:
            self.recognised = recognise_number(field.data or "", legacy_ids=False)
        except BadNumber as bad:
            raise ValidationError(number_trouble(bad)) from None
        trouble = range_trouble(self.recognised)
        if trouble:
            raise ValidationError(trouble)

    @property
    def is_identity(self) -> bool:
        """Whether it is a number of the identity paper."""
        return self.recognised.kind is NumberKind.CITIZEN_ID


class EndCareForm(AppForm):
    """Whose care ends, why, and what the decision says."""

    guardian = Choice(_l("Chấm dứt quyền của ai?"), choices=[], missing=_l("Chọn một người."))
    reason = Choice(
        _l("Lý do"),
        choices=[],
        missing=_l("Chọn một lý do."),
    )
    note = TextLine(
        _l("Số, ngày quyết định"), hint=_l("Không ghi tên hay số giấy tờ của ai."), max_length=NOTE_LENGTH
    )

    def __init__(self, *args: Any, held: Sequence[Held], **given: Any) -> None:
        super().__init__(*args, **given)
        self.reason.choices = offered([(reason, end_words(reason)) for reason in BY_OFFICE])
        self.guardian.choices = offered(
            [
                (str(each.row.id), f"{each.guardian.full_name} ({guardian_words(each.relation)})")
                for each in held
                if not each.is_over
            ]
        )

    def validate_note(self, field: TextLine) -> None:
        """A practice world keeps no real number, wherever it is written."""
        if current_world().is_practice and contains_real_number(field.value):
            raise ValidationError(_("Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."))
