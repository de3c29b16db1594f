"""The three questions, and the list of papers that follows from the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from vssid_app.agencies.queries import school
from vssid_app.core.clock import today
from vssid_app.enrolment.models import Dossier
from vssid_app.people.models import Specimen
from vssid_app.policy.identity_papers import identity_paper
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import flag, whole_number

if TYPE_CHECKING:
    from vssid_app.enrolment.forms import PrepareForm

Answers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing to have at hand."""

    name: str
    hint: str


@dataclass(frozen=True, slots=True)
class Needed:
    """What the answers lead to."""

    papers: list[Paper]
    may_go_on: bool
    """Whether this person registers now: a child without an identity paper needs a guardian first."""
    advice: str


def answers_from(form: PrepareForm, found: list[tuple[str, str]]) -> Answers:
    """The answers as they are kept in the cookie; a single school found is the one meant."""
    chosen = form.school_code.data or (found[0][0] if len(found) == 1 and form.school.data else "")
    names = dict(found)
    return {
        "has_citizen_id": form.has_citizen_id.data,
        "who": form.who.data,
        "school": names.get(chosen, form.school.data or ""),
        "school_code": chosen,
    }


def answers_of(specimen: Specimen, on: date) -> Answers:
    """The answers that lent papers give."""
    place = school(specimen.school_code, on) if specimen.school_code else None
    return {
        "has_citizen_id": "yes",
        "who": "guardian" if specimen.kind == "guardian_with_children" else "self",
        "school": place.name if place else "",
        "school_code": place.code if place else "",
        "class_name": specimen.class_name,
    }


def needed(answers: Answers, on: date) -> Needed:
    """The exact list of papers, and whether this person can go on alone.

    The branch is on having an identity paper; the age limit only explains (letter 239/BHXH-TT: guardians
    register for pupils without one).
    """
    if answers["who"] == "self" and answers["has_citizen_id"] == "no":
        limit = whole_number(Parameter.CHILD_AGE_LIMIT, on)
        advice = _(
            "Chưa có %(paper)s thì cha, mẹ hoặc người giám hộ đăng ký cho bạn. "
            "Từ %(age)s tuổi nên đi làm CCCD.",
            age=limit,
            paper=identity_paper(None, on),
        )
        return Needed([], may_go_on=False, advice=advice)
    papers = [
        Paper(_("Thẻ BHYT hoặc mã số BHXH"), _("10 số cuối trên thẻ")),
        Paper(_("Ảnh chân dung"), _("Nền sáng, nhìn thẳng")),
        *_both_sides(on),
        Paper(_("Điện thoại đang dùng"), _("Để nhận mã")),
    ]
    guardian = answers["who"] == "guardian"
    advice = (
        _("Đăng ký cho bạn trước. Có tài khoản rồi, bạn đăng ký tiếp cho con.")
        if guardian
        else _("Cuối cùng bạn ký tờ khai. Nhà trường nộp giúp, hoặc bạn tự nộp.")
    )
    return Needed(papers, may_go_on=True, advice=advice)


def _both_sides(on: date) -> list[Paper]:
    note = "" if flag(Parameter.PHOTO_SIDES_ALWAYS, on) else _("Không cần nếu thông tin khớp hồ sơ BHXH")
    paper = identity_paper(None, on)
    return [
        Paper(_("%(paper)s mặt trước", paper=paper), note),
        Paper(_("%(paper)s mặt sau", paper=paper), note),
    ]


def paper_of(dossier: Dossier) -> str:
    """What the identity paper is called that a dossier shows: one's own, or that of a child's guardian.

    A guardian's number is not read for it.
    """
    return identity_paper(None if dossier.is_of_child else dossier.citizen_id, today())
