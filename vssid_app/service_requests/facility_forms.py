"""The new primary facility, and why."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from vssid_app.agencies.place_forms import PlaceForm
from vssid_app.core.forms import MultiLine
from vssid_app.people.form_checks import check_free_text

TOLD_LENGTH = 300


class FacilityForm(PlaceForm):
    """A facility found by a few words, and the reason."""

    told = MultiLine(
        _l("Vì sao đổi?"),
        missing=_l("Bạn chưa viết lý do đổi nơi khám."),
        hint=_l("Ví dụ: chuyển nhà, gần trường hơn"),
        max_length=TOLD_LENGTH,
    )

    def validate_told(self, field: MultiLine) -> None:
        """No real number hidden in free text."""
        check_free_text(field.value)
