"""What is asked when care is shared or ended."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from vssid_app.core.fields import offered
from vssid_app.core.forms import AppForm, Choice, DigitsText
from vssid_app.people.invitation_rules import SHORT_DIGITS
from vssid_app.people.models import EndReason

REASONS = (
    (EndReason.NO_LONGER_CARES, _l("Không còn chăm sóc con")),
    (EndReason.WRONG_PERSON, _l("Nhầm người")),
    (EndReason.OWN_WISH, _l("Người đó muốn thôi")),
)


class InviteForm(AppForm):
    """What the one who is invited is to the child."""

    relation = Choice(
        _l("Người được mời là gì của con?"),
        choices=[("father", _l("Cha")), ("mother", _l("Mẹ")), ("guardian", _l("Người giám hộ khác"))],
        missing=_l("Hãy chọn Cha, Mẹ hoặc Người giám hộ khác."),
        hints={"guardian": _l("Ông bà, anh chị, người nuôi dưỡng")},
    )


class ShortCodeForm(AppForm):
    """The digits under the QR code, for who cannot scan it."""

    code = DigitsText(
        _l("Mã mời 8 số"),
        missing=_l("Nhập 8 số ở dưới mã QR trên máy người mời."),
        hint=_l("Ví dụ: 1234 5678"),
        max_length=40,
    )

    def validate_code(self, field: DigitsText) -> None:
        """Eight digits, with or without a space."""
        typed = field.digits
        if not (typed.isascii() and typed.isdigit()):
            raise ValidationError(_("Mã mời chỉ có số. Xem lại dưới mã QR trên máy người mời."))
        if len(typed) != SHORT_DIGITS:
            raise ValidationError(_("Mã mời có 8 số. Bạn đã nhập %(n)s số.", n=len(typed)))


class EndForm(AppForm):
    """Why care is ended."""

    reason = Choice(
        _l("Vì sao?"),
        choices=REASONS,
        missing=_l("Hãy chọn một lý do."),
    )

    def __init__(self, *args: Any, own: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if own:
            # "That person wishes it" is said of others only.
            self.reason.choices = offered(REASONS[:-1])
