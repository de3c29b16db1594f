"""The officer's view of who registers a child: beside the child, what the register knows of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.core.text import group_number
from vssid_app.enrolment import words
from vssid_app.enrolment.comparison import Line, Verdict
from vssid_app.enrolment.custody_pages import until_words
from vssid_app.enrolment.family import known_family
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.queries import kept_of_guardian
from vssid_app.people.families import KnownFamily
from vssid_app.people.messages import guardian_words
from vssid_app.people.models import Person, Relation
from vssid_app.policy.identity_papers import paper_today


@dataclass(frozen=True, slots=True)
class GuardianSide:
    """Who registers the child, and the sides of the card that an earlier dossier was accepted with."""

    name: str
    lines: Sequence[Line]
    others: Sequence[str]
    """Who has the child in care already."""
    kept: Sequence[tuple[PhotoKind, str]]


def guardian_side(dossier: Dossier) -> GuardianSide | None:
    """All of it; None for a dossier about oneself."""
    if dossier.guardian_id is None:
        return None
    family = known_family(dossier)
    guardian = family.guardian
    if guardian is None:
        return None
    paper = paper_today(guardian.citizen_id)
    kept = [kind for kind in kept_of_guardian(dossier) if dossier.photo(kind) is None]
    return GuardianSide(
        name=guardian.full_name,
        lines=[
            _relation(dossier, family),
            *_until(dossier),
            _birth(dossier, guardian),
            *_numbers(guardian),
        ],
        others=_others(family),
        kept=[(kind, words.photo_word(kind, paper)) for kind in kept],
    )


def _relation(dossier: Dossier, family: KnownFamily) -> Line:
    declared = guardian_words(Relation(dossier.relation)) if dossier.relation else ""
    known = family.kinship
    if known is None:
        return Line(_("Quan hệ"), declared, _("Chưa có dữ liệu, xem giấy khai sinh"), Verdict.UNKNOWN)
    verdict = Verdict.SAME if known == dossier.relation else Verdict.DIFFERENT
    return Line(_("Quan hệ"), declared, guardian_words(known), verdict)


def _until(dossier: Dossier) -> list[Line]:
    """Of custody: until when, as the family reads the decision."""
    if dossier.relation is not Relation.GUARDIAN:
        return []
    return [Line(_("Thời hạn giám hộ"), until_words(dossier), _("Xem quyết định"), Verdict.UNKNOWN)]


def _birth(dossier: Dossier, guardian: Person) -> Line:
    years = guardian.birth.year - dossier.birth.year if dossier.birth else 0
    older = _("hơn con khoảng %(years)s tuổi", years=-years) if years < 0 else ""
    return Line(_("Ngày sinh"), older, guardian.birth.show(), Verdict.UNKNOWN)


def _numbers(guardian: Person) -> list[Line]:
    return [
        Line(_("Mã số BHXH"), "", group_number(guardian.si_number), Verdict.UNKNOWN),
        Line(
            _("Số %(paper)s", paper=paper_today(guardian.citizen_id)),
            "",
            group_number(guardian.citizen_id or ""),
            Verdict.UNKNOWN,
        ),
    ]


def _others(family: KnownFamily) -> list[str]:
    return [f"{person.full_name} ({guardian_words(relation)})" for person, relation in family.others_caring]
