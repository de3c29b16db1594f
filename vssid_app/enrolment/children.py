"""What the pages of a child's dossier ask about guardian and child."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.world import current_world
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.papers import Paper
from vssid_app.enrolment.photo_kinds import OF_GUARDIAN
from vssid_app.enrolment.queries import drafts_of_children, is_settled, kept_cards_of
from vssid_app.people.models import Person
from vssid_app.people.queries import (
    find_by_citizen_id,
    find_by_si_number,
    find_person,
    has_in_care,
    registered_children,
)
from vssid_app.people.rules import NumberKind, RecognisedNumber


def guardian_of(dossier: Dossier) -> Person | None:
    """Who registers the child."""
    return find_person(dossier.guardian_id) if dossier.guardian_id else None


def number_trouble_of(dossier: Dossier, number: RecognisedNumber) -> str | None:
    """Why a number cannot be the child's: it is one's own, or a child's whom one has already."""
    guardian = guardian_of(dossier)
    if guardian is None:
        return None
    is_identity = number.kind in {NumberKind.CITIZEN_ID, NumberKind.LEGACY_ID_CARD}
    found = find_by_citizen_id(number.value) if is_identity else find_by_si_number(number.si_number or "")
    if number.si_number == guardian.si_number or (found is not None and found.id == guardian.id):
        return _("Đây là số của bạn. Hãy nhập số của con.")
    if found is not None and is_settled(guardian.id, found.id):
        return _("Bạn đã có %(name)s trong tài khoản, không cần đăng ký nữa.", name=found.short_name)
    return None


def lent_child(dossier: Dossier) -> Person | None:
    """Practice only: the invented child whose facts fill in the dossier, one not asked for elsewhere."""
    if not current_world().is_practice or dossier.guardian_id is None:
        return None
    known = registered_children(dossier.guardian_id)
    same = next((child for child in known if child.si_number == dossier.si_number), None)
    others = {each.si_number for each in drafts_of_children(dossier.guardian_id) if each.id != dossier.id}
    free = (
        child
        for child in known
        if child.si_number not in others and not has_in_care(dossier.guardian_id or 0, child.id, today())
    )
    return same or next(free, None)


def papers_for_child(guardian_id: int) -> list[Paper]:
    """What to have at hand before registering a child."""
    papers = [
        Paper(_("Thẻ BHYT hoặc mã số BHXH của con"), _("10 số cuối trên thẻ")),
        Paper(_("Ảnh chân dung của con"), _("Nền sáng, nhìn thẳng")),
        Paper(_("Giấy khai sinh của con"), _("Trang có tên cha mẹ")),
    ]
    if set(kept_cards_of(guardian_id)) >= OF_GUARDIAN:
        return papers
    return [*papers, Paper(_("CCCD của bạn, mặt trước và mặt sau"), "")]
