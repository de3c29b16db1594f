"""The officer's table: what the family declared beside the register's values, which nobody else sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from markupsafe import Markup, escape

from vssid_app.agencies.remembered import commune, school_name
from vssid_app.core.clock import today
from vssid_app.core.pages import show_date, show_moment
from vssid_app.core.text import fold, group_number, show_phone
from vssid_app.enrolment import words
from vssid_app.enrolment.difference_rules import (
    Pair,
    Run,
    are_day_and_month_swapped,
    compare_births,
    compare_names,
    compare_numbers,
)
from vssid_app.enrolment.models import Dossier, Handover
from vssid_app.people.models import Person
from vssid_app.people.queries import find_person
from vssid_app.people.rules import IdentityField, Sex
from vssid_app.policy.identity_papers import paper_today


class Verdict(StrEnum):
    """What comparing one line gave."""

    SAME = "same"
    DIFFERENT = "different"
    OTHER = "other"
    """Not the same, but nothing to decide by: people move, and change their phone."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """One fact on both sides."""

    label: str
    declared: str | Markup
    register: str | Markup
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All lines; ``differing`` counts those that matter."""

    lines: Sequence[Line]
    is_found: bool

    @property
    def differing(self) -> int:
        """How many facts of identity differ."""
        return sum(line.verdict is Verdict.DIFFERENT for line in self.lines)


def compare(dossier: Dossier) -> Comparison:
    """Declared beside registered, in the order of the papers."""
    person = find_person(dossier.person_id) if dossier.person_id else None
    number, citizen_id, address, phone, school_class = _loose_facts(person)
    lines = [
        _name(dossier, person),
        _birth(dossier, person),
        _sex(dossier, person),
        _number(_("Mã số BHXH"), dossier.si_number or dossier.typed_number, number),
        _number(
            words.field_word(IdentityField.CITIZEN_ID, paper_today(dossier.citizen_id)),
            dossier.citizen_id,
            citizen_id,
        ),
        *([] if dossier.is_of_child else [_issued(dossier)]),
        _loose(_("Địa chỉ"), _address(dossier.commune_code, dossier.street), address),
        _loose(_("Điện thoại"), show_phone(dossier.phone), phone),
        _loose(_("Trường, lớp"), _school(dossier.school_code, dossier.class_name), school_class),
        _paper(dossier),
    ]
    return Comparison(lines, is_found=person is not None)


def _loose_facts(person: Person | None) -> tuple[str, str, str, str, str]:
    """Number, citizen id, address, phone, and school of the register's person; empty where it has none."""
    if person is None:
        return "", "", "", "", ""
    return (
        person.si_number,
        person.citizen_id or "",
        _address(person.commune_code, person.street),
        show_phone(person.phone or ""),
        _school(person.school_code, person.class_name),
    )


def _name(dossier: Dossier, person: Person | None) -> Line:
    label, declared = words.field_word(IdentityField.FULL_NAME), dossier.full_name or ""
    if person is None:
        return Line(label, declared, "", Verdict.UNKNOWN)
    return _compared(label, compare_names(declared, person.full_name))


def _birth(dossier: Dossier, person: Person | None) -> Line:
    label = words.field_word(IdentityField.BIRTH_DATE)
    if dossier.birth is None or person is None:
        return Line(label, dossier.birth.show() if dossier.birth else "", "", Verdict.UNKNOWN)
    note, paper = "", paper_today(dossier.citizen_id)
    if are_day_and_month_swapped(dossier.birth, person.birth):
        note = (
            _("Có thể ngày và tháng bị đổi chỗ. Xem ảnh giấy khai sinh.")
            if dossier.is_of_child
            else _("Có thể ngày và tháng bị đổi chỗ. Xem ảnh %(paper)s mặt trước.", paper=paper)
        )
    elif dossier.birth.is_exact != person.birth.is_exact:
        note = _("Một bên chỉ ghi năm. Xem ảnh %(paper)s mặt trước.", paper=paper)
    return _compared(label, compare_births(dossier.birth, person.birth), note)


def _sex(dossier: Dossier, person: Person | None) -> Line:
    declared, register = _sex_word(dossier.sex), _sex_word(person.sex if person else None)
    return _whole(words.field_word(IdentityField.SEX), declared, register)


def _sex_word(sex: Sex | None) -> str:
    if sex is None:
        return ""
    return _("Nam") if sex is Sex.MALE else _("Nữ")


def _number(label: str, declared: str | None, register: str) -> Line:
    one, other = group_number(declared or ""), group_number(register)
    if not one or not other:
        return Line(label, one, other, Verdict.UNKNOWN)
    return _compared(label, compare_numbers(one, other))


def _whole(label: str, declared: str, register: str) -> Line:
    if not declared or not register:
        return Line(label, declared, register, Verdict.UNKNOWN)
    differs = declared != register
    return _compared(label, ([Run(declared, differs)], [Run(register, differs)]))


def _compared(label: str, pair: Pair, note: str = "") -> Line:
    declared, register = pair
    differs = any(run.differs for run in (*declared, *register))
    return Line(
        label, _marked(declared), _marked(register), Verdict.DIFFERENT if differs else Verdict.SAME, note
    )


def _marked(runs: Sequence[Run]) -> Markup:
    """The differing letters stand out by a line, not by colour alone."""
    return Markup().join(
        Markup("<mark>%s</mark>") % run.text if run.differs else escape(run.text) for run in runs
    )


def _loose(label: str, declared: str, register: str) -> Line:
    """A fact that says nothing about who somebody is."""
    if not declared or not register:
        return Line(label, declared, register, Verdict.UNKNOWN)
    same = fold(declared) == fold(register)
    return Line(label, declared, register, Verdict.SAME if same else Verdict.OTHER)


def _issued(dossier: Dossier) -> Line:
    day = dossier.citizen_id_issued_on
    declared = f"{show_date(day)}, {dossier.citizen_id_issued_at}" if day else ""
    return Line(_("Ngày cấp, nơi cấp"), declared, "", Verdict.UNKNOWN)


def _paper(dossier: Dossier) -> Line:
    how = words.handover_word(Handover(dossier.handover)) if dossier.handover else ""
    if dossier.paper_received_at is None:
        return Line(_("Tờ khai đã ký"), how, _("Chưa nhận"), Verdict.UNKNOWN)
    received = _("Đã nhận %(at)s", at=show_moment(dossier.paper_received_at))
    return Line(_("Tờ khai đã ký"), how, received, Verdict.SAME)


def _address(commune_code: str | None, street: str | None) -> str:
    return ", ".join(str(part) for part in (street, commune(commune_code, today())) if part)


def _school(code: str | None, class_name: str) -> str:
    return ", ".join(part for part in (school_name(code, today()), class_name) if part)
