"""The page of one dossier on the desk: photos, data beside the register's, decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.pages import show_day, show_time
from vssid_app.enrolment import staff_frame, staff_words, words
from vssid_app.enrolment.comparison import compare
from vssid_app.enrolment.findings import Decision, suggest
from vssid_app.enrolment.guardian_side import guardian_side
from vssid_app.enrolment.models import Dossier, DossierPhoto
from vssid_app.enrolment.papers import paper_of
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_words import short_word
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.staff_forms import AcceptForm, ReasonsForm, accept_form, reasons_form
from vssid_app.enrolment.staff_queries import names_in
from vssid_app.enrolment.states import DECIDED, Action, Status
from vssid_app.enrolment.steps import PHOTO_STEPS

LIST_OF_STATUS = {Status.SUPPLEMENT_ASKED: staff_frame.SUPPLEMENT}


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason with its tick, and the words that the family will get."""

    value: str
    word: str
    told: str
    ticked: bool
    at: int
    """Its place among the ticks of the form, for the id."""


@dataclass(slots=True)
class Forms:
    """The three decisions, and which of them is open."""

    accept: AcceptForm
    supplement: ReasonsForm
    reject: ReasonsForm
    chosen: Decision

    @property
    def failed(self) -> AcceptForm | ReasonsForm | None:
        """The form that was sent and is not in order."""
        return next((form for form in (self.accept, self.supplement, self.reject) if form.error_list), None)


def fresh_forms(dossier: Dossier) -> Forms:
    """The forms before anything was sent, with the likeliest decision chosen."""
    likely = suggest(dossier)
    preset = {each: likely.reasons if each is likely.decision else () for each in Decision}
    return Forms(
        accept_form(dossier),
        reasons_form(dossier, Decision.SUPPLEMENT, preset[Decision.SUPPLEMENT]),
        reasons_form(dossier, Decision.REJECT, preset[Decision.REJECT]),
        likely.decision,
    )


def review_page(dossier: Dossier, forms: Forms, *, other: int | None = None) -> str:
    """Draw the page; ``other`` is a colleague who has it open."""
    current = staff_frame.DONE if dossier.status in DECIDED else LIST_OF_STATUS.get(dossier.status)
    comparison = compare(dossier)
    names = names_in(dossier)
    return render_template(
        "enrolment/review.html",
        **staff_frame.desk_frame(current or staff_frame.WAITING),
        dossier=dossier,
        comparison=comparison,
        guardian=guardian_side(dossier),
        photos=dossier.photos,
        shown=_shown(dossier, differs=bool(comparison.differing)),
        photo_name=lambda photo: words.photo_word(photo.kind, paper_of(dossier)),
        photo_trouble=short_word,
        status_word=words.state_of(dossier),
        due=due_words(dossier),
        history=staff_words.history_of(dossier, names),
        last=staff_words.last_sentence(dossier, names),
        looking=_looking(dossier, other, names),
        can_decide=_can_decide(dossier, other),
        can_receive=dossier.paper_received_at is None and dossier.can(Action.RECEIVE_PAPER),
        forms=forms,
        form=forms.failed,
        decision=Decision,
        supplement_rows=reason_rows(forms.supplement),
        reject_rows=reason_rows(forms.reject),
        next_url=url_for("desk.next_dossier", sau=dossier.code),
    )


def due_words(dossier: Dossier) -> str:
    """By when the family is to have an answer; late ones say by how much."""
    if dossier.due_on is None or dossier.status in DECIDED or dossier.status is Status.SUPPLEMENT_ASKED:
        return ""
    days = (dossier.due_on - today()).days
    if days < 0:
        return _("Quá hẹn %(days)s ngày", days=-days)
    return _("Hẹn trả hôm nay") if days == 0 else _("Hẹn trả %(day)s", day=show_day(dossier.due_on))


def reason_rows(form: ReasonsForm) -> tuple[list[ReasonRow], list[ReasonRow]]:
    """The reasons that are ticked already, then all others, folded away."""
    ticked = set(form.reasons.data or ())
    offered = enumerate(form.reasons.offered)
    rows = [_row(value, at, ticked=value in ticked) for at, value in offered]
    return [row for row in rows if row.ticked], [row for row in rows if not row.ticked]


def _row(value: str, at: int, *, ticked: bool) -> ReasonRow:
    reason = Reason.parse(value)
    told = words.told(reason)
    return ReasonRow(value, words.reason_word(reason), f"{told.what} {told.cure}", ticked, at)


def _shown(dossier: Dossier, *, differs: bool) -> DossierPhoto | None:
    """The photo that stands large: the one asked for, else a flagged one, else the one that proves most."""
    asked = next((photo for photo in dossier.photos if photo.kind == request.args.get("anh")), None)
    flagged = next((photo for photo in dossier.photos if photo.problem), None)
    proves = PhotoKind.BIRTH_CERTIFICATE if dossier.is_of_child else PhotoKind.ID_FRONT
    proof = dossier.photo(proves) if differs or dossier.is_of_child else None
    first = next(filter(None, map(dossier.photo, PHOTO_STEPS)), None)
    return asked or flagged or proof or first


def _looking(dossier: Dossier, other: int | None, names: Mapping[int, str]) -> str:
    if other is None:
        return ""
    name = names.get(other) or _("Một cán bộ khác")
    since = show_time(dossier.opened_at) if dossier.opened_at else ""
    return _("%(name)s đang xem hồ sơ này từ %(since)s.", name=name, since=since)


def _can_decide(dossier: Dossier, other: int | None) -> bool:
    """While a colleague looks, deciding too is a choice of its own; whoever decides first is the one."""
    free = other is None or "van-xem" in request.args or request.method == "POST"
    return dossier.status is Status.UNDER_REVIEW and free
