"""The decision on a case of a lost phone."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from vssid_app.core.forms import AppForm, Choice, Tick
from vssid_app.identity.models import CaseDecision


class AccountCaseForm(AppForm):
    """A changed phone needs the tick that the person was seen."""

    decision = Choice(
        _l("Quyết định"),
        missing=_l("Chọn một quyết định."),
        choices=[
            (CaseDecision.PHONE_CHANGED, _l("Đúng người: đổi sang số mới, đăng xuất mọi máy")),
            (CaseDecision.REFUSED, _l("Không đúng người, hoặc không có giấy tờ: từ chối")),
        ],
    )
    seen = Tick(_l("Tôi đã gặp trực tiếp người này và xem giấy tờ gốc có ảnh"))

    def validate_decision(self, field: Choice) -> None:
        """Nobody's phone is changed unseen."""
        if field.data == CaseDecision.PHONE_CHANGED and not self.seen.data:
            raise ValidationError(_("Chỉ đổi số khi đã gặp trực tiếp: đánh dấu vào ô bên dưới."))
