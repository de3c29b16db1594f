"""``Kiểm tra lại``: every answer with its ``Sửa``, consent, and ``Ghi nhận``."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.agencies.queries import commune, office, school
from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.core.text import group_number, show_phone
from vssid_app.enrolment import flow, words
from vssid_app.enrolment.child_forms import ChildHandOverForm
from vssid_app.enrolment.custody_pages import until_words
from vssid_app.enrolment.forms import HandOverForm
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.operations.children import note_child_consent
from vssid_app.enrolment.operations.proving import NotProven, ask_for_proof
from vssid_app.enrolment.operations.sending import Missing, NotComplete, child_is_asked, hand_over
from vssid_app.enrolment.papers import paper_of
from vssid_app.enrolment.progress import step_frame
from vssid_app.enrolment.queries import editable_steps, missing_steps, photos_needed, taken
from vssid_app.enrolment.states import WAITING_FOR_FAMILY
from vssid_app.enrolment.steps import PHOTO_STEPS, Step
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.people.messages import guardian_words
from vssid_app.people.models import Relation
from vssid_app.people.rules import Sex
from vssid_app.people.submitting import confirm_for, is_confirmed_for
from vssid_app.policy.identity_papers import identity_paper


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of one step, as they are read back."""

    title: str
    lines: list[tuple[str, str]]
    edit_url: str | None


def check_page(dossier: Dossier) -> ResponseReturnValue:
    """Read everything back; ``Ghi nhận`` hands the dossier over, once."""
    if dossier.status not in WAITING_FOR_FAMILY:
        return redirect(url_for("enrolment.done", code=dossier.code))
    if taken(dossier) or missing_steps(dossier):
        return redirect(flow.next_url(dossier))
    asks_child = child_is_asked(dossier)
    form = ChildHandOverForm(asks_child=asks_child) if dossier.is_of_child else HandOverForm()
    if form.validate_on_submit():
        answer = _hand_over_child(dossier, asks_child) if dossier.is_of_child else _hand_over(dossier)
        if not isinstance(answer, Wait):
            return answer
        form.refuse(form.truthful, please_wait(answer))
    return render_template(
        "enrolment/check.html",
        form=form,
        groups=groups_of(dossier),
        photos=photos_of(dossier),
        **step_frame(dossier, Step.CHECK),
    )


def _hand_over(dossier: Dossier) -> ResponseReturnValue | Wait:
    device = this_device()
    try:
        hand_over(dossier, device=device)
    except NotComplete as incomplete:
        return redirect(mend_url(dossier, incomplete.what), 303)
    except NotProven:
        asked = ask_for_proof(dossier, Purpose.HAND_OVER, device=device)
        if isinstance(asked, Wait):
            return asked
        return redirect(url_for("enrolment.confirm", challenge_id=asked.public_id), 303)
    return redirect(url_for("enrolment.done", code=dossier.code), 303)


def _hand_over_child(dossier: Dossier, asks_child: bool) -> ResponseReturnValue | Wait:  # noqa: FBT001
    if asks_child:
        note_child_consent(dossier)
    if not _is_for_this_child(dossier):
        return _ask_for_whom(dossier, asks_child=asks_child)
    return _hand_over(dossier)


def _is_for_this_child(dossier: Dossier) -> bool:
    """Whether the visitor has said in this session that they submit for this child; saying so is kept."""
    if "for_whom" in request.form:
        confirm_for(dossier.code)
    return is_confirmed_for(dossier.code)


def _ask_for_whom(dossier: Dossier, *, asks_child: bool) -> str:
    """Asked once in a session, before the first submission for a child."""
    ticks = ["consent", "truthful", *(["child_consent"] if asks_child else [])]
    return render_template("enrolment/for_whom.html", dossier=dossier, ticks=ticks)


def mend_url(dossier: Dossier, what: Missing) -> str:
    """Where what is missing is put right."""
    if what is Missing.TAKEN:
        return url_for("enrolment.taken_fork", code=dossier.code)
    if what is Missing.CONSENT:
        flash(_("Con chưa đánh dấu đồng ý."), "refused")
        return flow.step_url(dossier, Step.CHECK)
    if what is Missing.OFFICE:
        flash(_("Cơ quan đã chọn không còn nhận hồ sơ. Hãy chọn cơ quan khác."), "refused")
        return flow.step_url(dossier, Step.OFFICE)
    return flow.next_url(dossier)


def photos_of(dossier: Dossier) -> list[tuple[str, str, str | None]]:
    """Address, name and ``Sửa`` of each picture."""
    found, paper = [], paper_of(dossier)
    for kind in sorted(photos_needed(dossier), key=list(PHOTO_STEPS).index):
        photo = dossier.photo(kind)
        if photo is not None:
            shown = url_for("enrolment.photo", code=dossier.code, kind=kind, v=photo.file_id[:8])
            found.append((shown, words.photo_word(kind, paper), _edit(dossier, PHOTO_STEPS[kind])))
    return found


def groups_of(dossier: Dossier) -> list[Group]:
    """All answers, grouped by step."""
    of_child = [
        _relation(dossier),
        *_until(dossier),
        _number(dossier),
        _person(dossier),
        _school(dossier),
        _contact(dossier),
    ]
    of_self = [_contact(dossier), _number(dossier), _person(dossier)]
    return [
        *(of_child if dossier.is_of_child else of_self),
        _address(dossier),
        _where(dossier),
        _how(dossier),
    ]


def _relation(dossier: Dossier) -> Group:
    said = guardian_words(Relation(dossier.relation)) if dossier.relation else ""
    return Group(_("Quan hệ"), [(_("Bạn là"), said)], _edit(dossier, Step.RELATION))


def _until(dossier: Dossier) -> list[Group]:
    """Of who is neither father nor mother: until when the decision holds."""
    if dossier.relation is not Relation.GUARDIAN:
        return []
    said = until_words(dossier)
    return [Group(_("Thời hạn giám hộ"), [(_("Quyết định có hiệu lực"), said)], _edit(dossier, Step.UNTIL))]


def _school(dossier: Dossier) -> Group:
    place = school(dossier.school_code, today()) if dossier.school_code else None
    lines = (
        [(_("Trường"), place.name if place else ""), (_("Lớp"), dossier.class_name)]
        if dossier.school_code
        else [(_("Trường"), _("Chưa đi học"))]
    )
    return Group(_("Trường, lớp"), lines, _edit(dossier, Step.SCHOOL))


def _contact(dossier: Dossier) -> Group:
    lines = [(_("Điện thoại đã xác nhận"), show_phone(dossier.phone))]
    if dossier.email:
        proven = _("đã xác nhận") if dossier.email_proven_at else _("chưa xác nhận")
        lines.append((_("E-mail"), f"{dossier.email} ({proven})"))
    return Group(_("Liên hệ"), lines, None)


def _number(dossier: Dossier) -> Group:
    """The number as typed: what the register found by an identity number is not shown."""
    typed, found = dossier.typed_number or "", dossier.si_number
    line = (
        (_("Mã số BHXH"), group_number(found))
        if found and typed.endswith(found)
        else (_("Số đã nhập"), group_number(typed))
    )
    return Group(_("Mã số"), [line], _edit(dossier, Step.NUMBER))


def _person(dossier: Dossier) -> Group:
    issued, paper = dossier.citizen_id_issued_on, identity_paper(dossier.citizen_id, today())
    lines = [
        (_("Họ và tên"), dossier.full_name or ""),
        (_("Ngày sinh"), dossier.birth.show() if dossier.birth else ""),
        (_("Giới tính"), _("Nam") if dossier.sex is Sex.MALE else _("Nữ")),
    ]
    if dossier.is_of_child:
        number = group_number(dossier.citizen_id) if dossier.citizen_id else _("Không có")
        lines.append((_("Số định danh"), number))
    else:
        lines += [
            (_("Số %(paper)s", paper=paper), group_number(dossier.citizen_id or "")),
            (_("Ngày cấp, nơi cấp"), f"{issued:%d/%m/%Y}, {dossier.citizen_id_issued_at}" if issued else ""),
        ]
    return Group(
        _("Thông tin của con") if dossier.is_of_child else _("Thông tin"),
        lines,
        _edit(dossier, Step.IDENTITY),
    )


def _address(dossier: Dossier) -> Group:
    place = commune(dossier.commune_code, today()) if dossier.commune_code else None
    address = f"{dossier.street}, {place}" if place else dossier.street or ""
    return Group(_("Địa chỉ liên hệ"), [(_("Nơi ở"), address)], _edit(dossier, Step.ADDRESS))


def _where(dossier: Dossier) -> Group:
    place = office(dossier.office_code, today()) if dossier.office_code else None
    lines = [
        (_("Nơi đăng ký giao dịch"), _("Cổng TTĐT của BHXH VN")),
        (_("Cơ quan BHXH tiếp nhận"), place.name if place else ""),
    ]
    return Group(_("Nơi nhận"), lines, _edit(dossier, Step.OFFICE))


def _how(dossier: Dossier) -> Group:
    how = words.handover_word(dossier.handover) if dossier.handover else ""
    with_class = _("%(how)s, lớp %(name)s", how=how, name=dossier.class_name) if dossier.class_name else how
    return Group(_("Cách nộp"), [(_("Tờ khai đã ký"), with_class)], _edit(dossier, Step.HANDOVER))


def _edit(dossier: Dossier, step: Step) -> str | None:
    return flow.step_url(dossier, step) if step in editable_steps(dossier) else None
