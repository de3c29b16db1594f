"""What stands on a declaration.

The questions are those of Mẫu số 01 as the portal asks them.
Source: domain facts, "Registration, as the portal has it".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from flask_babel import gettext as _

from vssid_app.agencies.queries import Address
from vssid_app.agencies.remembered import commune, has_districts, office_name, school_name
from vssid_app.core.clock import today, world_time
from vssid_app.core.paper_qr import paper_qr_svg
from vssid_app.core.text import group_number, show_phone
from vssid_app.core.world import current_world
from vssid_app.enrolment import words
from vssid_app.enrolment.declaration.paper import Entry, Option, Paper, Part, Receiver
from vssid_app.enrolment.declaration.scan_rules import FORM
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier, Handover
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.states import Status
from vssid_app.enrolment.steps import PHOTOS_OF
from vssid_app.people.messages import guardian_words
from vssid_app.people.models import Relation
from vssid_app.people.queries import find_person
from vssid_app.people.rules import Sex
from vssid_app.policy.identity_papers import identity_paper

Question = tuple[str, str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class GuardianAnswers:
    """Who registers a child."""

    full_name: str
    relation: Relation | None
    si_number: str
    citizen_id: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What is filled in; left out, it is a line for the pen."""

    full_name: str = ""
    birth: str = ""
    sex: Sex | None = None
    si_number: str = ""
    citizen_id: str = ""
    issued: str = ""
    school: str = ""
    street: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""
    phone: str = ""
    email: str = ""
    office: str = ""
    handover: Handover | None = None
    on_portal: bool = False
    photos: frozenset[PhotoKind] = field(default_factory=frozenset)
    kinds: tuple[PhotoKind, ...] = PHOTOS_OF[DossierKind.SELF]
    guardian: GuardianAnswers | None = None
    """Of a child: who registers it, and signs."""


def has_declaration(dossier: Dossier) -> bool:
    """Whether there is something to sign: it was handed over, and not taken back."""
    return dossier.recorded_at is not None and dossier.status is not Status.WITHDRAWN


def filled(dossier: Dossier, operator: str) -> Paper:
    """The declaration of a dossier that was handed over, ready to be signed."""
    return _paper(dossier.code, _answers(dossier, _day(dossier)), _day(dossier), operator, dossier)


def blank(operator: str, dossier: Dossier | None = None) -> Paper:
    """An empty one for the pen; with a dossier it carries its code and asks what that one's form asks."""
    return _paper(dossier.code if dossier else "", _questions_of(dossier), today(), operator)


def _questions_of(dossier: Dossier | None) -> Answers:
    """No answers; of a child the guardian is asked as well."""
    if dossier is None or not dossier.is_of_child:
        return Answers()
    return Answers(kinds=_kinds(dossier), guardian=GuardianAnswers("", None, "", ""))


def _day(dossier: Dossier) -> date:
    """The day whose places and rules hold for the dossier."""
    return world_time(dossier.recorded_at).date() if dossier.recorded_at else today()


def _answers(dossier: Dossier, on: date) -> Answers:
    issued = dossier.citizen_id_issued_on
    return Answers(
        full_name=dossier.full_name or "",
        birth=dossier.birth.show() if dossier.birth else "",
        sex=dossier.sex,
        si_number=_own_number(dossier),
        citizen_id=group_number(dossier.citizen_id or ""),
        issued=f"{issued:%d/%m/%Y}, {dossier.citizen_id_issued_at}" if issued else "",
        school=_school(dossier, on),
        street=dossier.street or "",
        **_place(commune(dossier.commune_code, on)),
        phone=show_phone(dossier.phone),
        email=dossier.email or "",
        office=office_name(dossier.office_code, on),
        handover=dossier.handover,
        on_portal=True,
        photos=frozenset(photo.kind for photo in dossier.photos if photo.is_usable),
        kinds=_kinds(dossier),
        guardian=_guardian(dossier),
    )


def _kinds(dossier: Dossier) -> tuple[PhotoKind, ...]:
    """The photos to tick: of a father or mother no decision of guardianship is named."""
    kinds = PHOTOS_OF[dossier.kind]
    is_parent = dossier.relation is not Relation.GUARDIAN
    return tuple(kind for kind in kinds if kind is not PhotoKind.GUARDIANSHIP or not is_parent)


def _guardian(dossier: Dossier) -> GuardianAnswers | None:
    person = find_person(dossier.guardian_id) if dossier.guardian_id else None
    if person is None:
        return None
    relation = Relation(dossier.relation) if dossier.relation else None
    citizen_id = group_number(person.citizen_id or "")
    return GuardianAnswers(person.full_name, relation, group_number(person.si_number), citizen_id)


def _own_number(dossier: Dossier) -> str:
    """The insurance number as typed: one that the register found by an identity number is not shown."""
    typed, found = dossier.typed_number or "", dossier.si_number
    return group_number(found) if found and typed.endswith(found) else ""


def _place(place: Address | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"commune": place.commune, "district": place.district or "", "province": place.province}


def _school(dossier: Dossier, on: date) -> str:
    name_of_class = _("lớp %(name)s", name=dossier.class_name) if dossier.class_name else ""
    return ", ".join(filter(None, (school_name(dossier.school_code, on), name_of_class)))


def _paper(code: str, given: Answers, on: date, operator: str, dossier: Dossier | None = None) -> Paper:
    practice = current_world().is_practice
    moment = world_time(dossier.recorded_at) if dossier and dossier.recorded_at else None
    return Paper(
        form_name=_("Mẫu số 01"),
        form_note=_("Bản thực hành") if practice else _("Nghị định 166/2016/NĐ-CP"),
        nation=_("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        motto=_("Độc lập – Tự do – Hạnh phúc"),
        title=_("TỜ KHAI ĐĂNG KÝ GIAO DỊCH ĐIỆN TỬ"),
        subtitle=_("(Cha, mẹ, người giám hộ đăng ký cho con)") if given.guardian else _("(Dành cho cá nhân)"),
        to_label=_("Kính gửi:"),
        office=given.office,
        code_label=_("Mã hồ sơ"),
        code=code,
        qr=paper_qr_svg(code, FORM) if code else "",
        parts=tuple(_parts(given, on)),
        oath=_(
            "Tôi cam đoan những nội dung trên là đúng và chịu trách nhiệm về nội dung đã khai. Tôi đồng ý để "
            "cơ quan BHXH sử dụng thông tin này cho việc cấp tài khoản giao dịch điện tử."
        ),
        place_and_date=_("…………………, ngày …… tháng …… năm 20……"),
        signer=_("Người khai"),
        signer_hint=_("(Ký, ghi rõ họ tên)"),
        receiver=_receiver(code),
        mark=_("MẪU – KHÔNG CÓ GIÁ TRỊ") if practice else "",
        made_by=_made_by(operator),
        made_at=_("Ghi nhận lúc %(at)s", at=f"{moment:%H:%M, %d/%m/%Y}") if moment else "",
        moment=moment,
    )


def _made_by(operator: str) -> str:
    name = _("Thực hành VssID") if current_world().is_practice else operator
    return _("%(name)s · Không phải ứng dụng của BHXH Việt Nam", name=name)


def _receiver(code: str) -> Receiver:
    return Receiver(
        title=_("PHẦN DÀNH CHO NƠI NHẬN"),
        how=_("Quét mã hoặc nhập %(code)s để ghi đã nhận", code=code) if code else "",
        options=(Option(_("Nhà trường")), Option(_("Bộ phận Tiếp nhận hồ sơ")), Option(_("Bưu điện"))),
        date_label=_("Ngày nhận:"),
        name_label=_("Người nhận (ký, ghi tên):"),
    )


def _parts(given: Answers, on: date) -> Iterable[Part]:
    """The parts, with their questions numbered through."""
    numbers = count(1)
    for title, lines in (
        (_("I. NGƯỜI ĐĂNG KÝ"), _who(given)),
        (_("II. LIÊN HỆ"), _contact(given, on)),
        (_("III. NỘI DUNG ĐĂNG KÝ"), _wish(given, on)),
    ):
        yield Part(title, tuple(tuple(Entry(next(numbers), *asked) for asked in line) for line in lines))


def _who(given: Answers) -> list[list[Question]]:
    return _family(given, given.guardian) if given.guardian else _person(given)


def _family(given: Answers, guardian: GuardianAnswers) -> list[list[Question]]:
    """The guardian first, who signs, then the child."""
    relations = tuple(Option(guardian_words(each), guardian.relation is each) for each in Relation)
    sexes = (Option(_("Nam"), given.sex is Sex.MALE), Option(_("Nữ"), given.sex is Sex.FEMALE))
    return [
        [(_("Họ và tên người giám hộ"), guardian.full_name, ())],
        [(_("Mã số BHXH"), guardian.si_number, ()), (_("Số CCCD/CMND/Hộ chiếu"), guardian.citizen_id, ())],
        [(_("Quan hệ với con"), "", relations)],
        [(_("Họ và tên con"), given.full_name, ())],
        [(_("Ngày sinh"), given.birth, ()), (_("Giới tính"), "", sexes)],
        [(_("Mã số BHXH của con"), given.si_number, ()), (_("Số định danh"), given.citizen_id, ())],
        [(_("Trường, lớp"), given.school, ())],
    ]


def _person(given: Answers) -> list[list[Question]]:
    sexes = (Option(_("Nam"), given.sex is Sex.MALE), Option(_("Nữ"), given.sex is Sex.FEMALE))
    return [
        [(_("Họ và tên"), given.full_name, ())],
        [(_("Ngày sinh"), given.birth, ()), (_("Giới tính"), "", sexes)],
        [(_("Mã số BHXH"), given.si_number, ()), (_("Số CCCD/CMND/Hộ chiếu"), given.citizen_id, ())],
        [(_("Ngày cấp, nơi cấp"), given.issued, ())],
        [(_("Trường, lớp (nếu là học sinh)"), given.school, ())],
    ]


def _contact(given: Answers, on: date) -> list[list[Question]]:
    place: list[Question] = [(_("Phường/Xã"), given.commune, ())]
    if given.district or has_districts(on):
        place.append((_("Quận/Huyện"), given.district, ()))
    return [
        [(_("Số nhà, đường, tổ"), given.street, ())],
        place,
        [(_("Tỉnh/Thành phố"), given.province, ()), (_("Điện thoại di động"), given.phone, ())],
        [(_("E-mail (nếu có)"), given.email, ())],
    ]


def _wish(given: Answers, on: date) -> list[list[Question]]:
    where = (Option(_("Cổng TTĐT của BHXH Việt Nam"), given.on_portal), Option(_("Tổ chức I-VAN")))
    ways = tuple(Option(words.handover_word(way), given.handover is way) for way in Handover)
    paper = identity_paper(given.citizen_id, on)
    photos = tuple(Option(words.photo_word(kind, paper), kind in given.photos) for kind in given.kinds)
    return [
        [(_("Nơi đăng ký giao dịch"), "", where)],
        [(_("Cơ quan BHXH tiếp nhận"), given.office, ())],
        [(_("Hình thức nộp"), "", ways)],
        [(_("Ảnh đã gửi"), "", photos)],
    ]
