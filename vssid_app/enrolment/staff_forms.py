"""The officer's decisions as forms: one for each, with one button each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from vssid_app.core.fields import Described
from vssid_app.core.form_words import Words
from vssid_app.core.forms import AppForm, DateParts, TextLine, Tick
from vssid_app.core.world import current_world
from vssid_app.enrolment.findings import Decision
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.seen import seen_mark
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.reasons import ABOUT_A_PHOTO, ONLY_OF_CHILD, Reason, ReasonCode
from vssid_app.enrolment.steps import PHOTOS_OF
from vssid_app.people.models import Relation
from vssid_app.people.rules import contains_real_number

NOTE_LENGTH = 300


class ReasonTicks(Described, SelectMultipleField):
    """Coded reasons, one tick each; ``reasons`` are those that were ticked."""

    kind = "reasons"

    def __init__(self, label: Words, *, missing: Words, **more: Any) -> None:
        super().__init__(cast("str", label), choices=[], **more)
        self.missing = missing
        self.offered: list[str] = []

    @property
    def reasons(self) -> list[Reason]:
        """The ticked reasons, in the order in which they are offered."""
        return [Reason.parse(value) for value in self.offered if value in (self.data or ())]

    def offer(self, reasons: Iterable[Reason]) -> None:
        """Say which reasons can be ticked."""
        self.offered = [str(reason) for reason in reasons]
        self.choices = [(value, value) for value in self.offered]

    @property
    def first_box(self) -> str:
        """The first tick."""
        return f"{self.id}-0"

    def pre_validate(self, form: Any) -> None:
        """Refuse no reason, and one that was not offered."""
        self.stop_if_empty(empty=not self.data)
        super().pre_validate(form)


class AcceptForm(AppForm):
    """``Chấp nhận``; where the signed paper has not come yet, its tick stands right here."""

    seen = HiddenField()
    paper = Tick(_l("Tôi đã nhận tờ khai có chữ ký"))
    until = DateParts(
        _l("Quyền giám hộ đến hết ngày"), hint=_l("Theo quyết định. Để trống: đến khi con trưởng thành.")
    )


class ReasonsForm(AppForm):
    """``Yêu cầu bổ sung`` and ``Từ chối``: coded reasons, and a note for colleagues."""

    seen = HiddenField()
    reasons = ReasonTicks(_l("Lý do"), missing=_l("Chọn ít nhất một lý do, để gia đình biết cần sửa gì."))
    note = TextLine(
        _l("Ghi chú cho đồng nghiệp"), hint=_l("Gia đình không thấy dòng này."), max_length=NOTE_LENGTH
    )

    def validate_note(self, field: TextLine) -> None:
        """A practice world keeps no real number, wherever it is written."""
        if current_world().is_practice and contains_real_number(field.value):
            raise ValidationError(_("Đây là bản tập. Đừng ghi số giấy tờ hay số điện thoại thật ở đây."))


def accept_form(dossier: Dossier) -> AcceptForm:
    """The form of accepting, as sent or fresh."""
    form = AcceptForm(prefix=f"{Decision.ACCEPT}-", seen=seen_mark(dossier), until=dossier.care_until)
    if not is_custody(dossier):
        del form.until
    return form


def is_custody(dossier: Dossier) -> bool:
    """Whether the guardian is neither father nor mother, so that a decision says until when."""
    return dossier.is_of_child and dossier.relation is Relation.GUARDIAN


def reasons_form(dossier: Dossier, decision: Decision, preset: Iterable[Reason] = ()) -> ReasonsForm:
    """The form of a decision with reasons, as sent or with these ticked."""
    ticked = [str(reason) for reason in preset]
    form = ReasonsForm(prefix=f"{decision}-", seen=seen_mark(dossier), reasons=ticked)
    form.reasons.offer(offered_reasons(dossier, decision))
    return form


def offered_reasons(dossier: Dossier, decision: Decision) -> list[Reason]:
    """The reasons that make sense: of a missing photo that it is missing, and none that nothing can mend."""
    found = []
    for kind in photos_of(dossier):
        if dossier.photo(kind) is None:
            found.append(Reason(ReasonCode.SIDE_MISSING, kind))
        else:
            found += [Reason(code, kind) for code in ReasonCode if code in _ABOUT_A_TAKEN_PHOTO]
    others = [Reason(code) for code in ReasonCode if code not in ABOUT_A_PHOTO | _not_of(dossier)]
    if dossier.paper_received_at is not None:
        others.remove(Reason(ReasonCode.SIGNED_PAPER_MISSING))
    if decision is Decision.SUPPLEMENT:
        # A phone that is used already cannot be changed in the dossier.
        others = [reason for reason in others if reason.step is not None]
    return found + others


def photos_of(dossier: Dossier) -> list[PhotoKind]:
    """The photos that the dossier can have: of a father or mother no decision of guardianship."""
    kinds = list(PHOTOS_OF[dossier.kind])
    if dossier.is_of_child and dossier.relation is not Relation.GUARDIAN:
        kinds.remove(PhotoKind.GUARDIANSHIP)
    return kinds


def _not_of(dossier: Dossier) -> frozenset[ReasonCode]:
    """The reasons that cannot be about this dossier; a guardian's phone is in use, by its own account."""
    return frozenset({ReasonCode.PHONE_ALREADY_USED}) if dossier.is_of_child else ONLY_OF_CHILD


_ABOUT_A_TAKEN_PHOTO = ABOUT_A_PHOTO - {ReasonCode.SIDE_MISSING}
