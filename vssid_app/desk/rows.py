"""A dossier as one line of a list: what to notice, in words, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from vssid_app.agencies.remembered import school_names
from vssid_app.core.clock import today
from vssid_app.core.pages import show_moment
from vssid_app.enrolment import photo_words, words
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.papers import paper_of
from vssid_app.enrolment.staff_access import who_looks
from vssid_app.enrolment.staff_queries import done_dossiers, sent_again, staff_names
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Status
from vssid_app.people.rules import IdentityField
from vssid_app.policy.identity_papers import paper_today


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to notice, as a state with word and icon."""

    words: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Row:
    """One dossier of a list."""

    dossier: Dossier
    school: str
    status_word: str
    notices: Sequence[Notice]
    when: str
    late: bool = False
    due_today: bool = False


def rows_of(dossiers: Sequence[Dossier]) -> list[Row]:
    """Lines for dossiers; a fixed number of statements, however many there are."""
    schools = school_names((dossier.school_code for dossier in dossiers), today())
    again = sent_again(dossiers)
    names = staff_names(who_looks(dossier) for dossier in dossiers)
    return [
        Row(
            dossier,
            school=_school(dossier, schools),
            status_word=words.state_of(dossier),
            notices=_notices(dossier, again, names),
            when=_when(dossier),
            late=_is_waiting(dossier) and _days_left(dossier) < 0,
            due_today=_is_waiting(dossier) and _days_left(dossier) == 0,
        )
        for dossier in dossiers
    ]


def done_rows(offices: frozenset[str]) -> list[Row]:
    """Lines for decided and withdrawn dossiers, with the moment of the decision."""
    found = done_dossiers(offices)
    schools = school_names((dossier.school_code for dossier, _at in found), today())
    return [
        Row(
            dossier,
            school=_school(dossier, schools),
            status_word=words.state_of(dossier),
            notices=(),
            when=show_moment(at),
        )
        for dossier, at in found
    ]


def _school(dossier: Dossier, names: Mapping[str, str]) -> str:
    parts = (names.get(dossier.school_code or "", ""), dossier.class_name)
    return ", ".join(part for part in parts if part)


def _is_waiting(dossier: Dossier) -> bool:
    return dossier.status in WAITING_FOR_OFFICE


def _days_left(dossier: Dossier) -> int:
    return ((dossier.due_on or today()) - today()).days


def _when(dossier: Dossier) -> str:
    """By when the office answers; late ones say by how much."""
    if not _is_waiting(dossier) or dossier.due_on is None:
        return "–"
    left = _days_left(dossier)
    if left < 0:
        return _("Quá hẹn %(days)s ngày", days=-left)
    return _("Hôm nay") if left == 0 else _short(dossier.due_on)


def _short(day: date) -> str:
    return f"{day:%d/%m}" if day.year == today().year else f"{day:%d/%m/%Y}"


def _notices(dossier: Dossier, again: frozenset[int], names: Mapping[int, str]) -> list[Notice]:
    found = []
    looking = who_looks(dossier)
    if looking is not None:
        name = names.get(looking) or _("Cán bộ khác")
        found.append(Notice(_("%(name)s đang xem", name=name), "wait", "eye"))
    if dossier.id in again and dossier.opened_at is None and _is_waiting(dossier):
        found.append(Notice(_("Vừa gửi lại"), "soon", "rotate-cw"))
    if dossier.is_of_child:
        found.append(Notice(_("Đăng ký cho con"), "", "users-round"))
    found += [*_register_notices(dossier), *_photo_notices(dossier)]
    if dossier.paper_received_at is None and dossier.status is not Status.SUPPLEMENT_ASKED:
        found.append(Notice(_("Chưa có tờ khai"), "", "file-text"))
    return found


def _register_notices(dossier: Dossier) -> list[Notice]:
    if dossier.match is Match.NOT_FOUND:
        return [Notice(_("Không thấy mã số"), "differ", "equal-not")]
    if dossier.match is not Match.DIFFERS:
        return []
    # A year alone agrees with a date, yet leaves something to look at.
    fields = dossier.differences or [IdentityField.BIRTH_DATE]
    return [
        Notice(
            _("%(field)s khác dữ liệu", field=words.field_word(field, paper_today(dossier.citizen_id))),
            "soon",
            "circle-alert",
        )
        for field in fields
    ]


def _photo_notices(dossier: Dossier) -> list[Notice]:
    return [
        Notice(
            f"{words.photo_word(photo.kind, paper_of(dossier))}: {photo_words.short_word(photo)}",
            "over",
            "camera-off",
        )
        for photo in dossier.photos
        if photo.problem
    ]
