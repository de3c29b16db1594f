"""What was done for somebody, by whom, from every package that changes something; ``app.py`` joins them.

A guardian is named to the other as ``Mẹ – Trần Thị Hoa``; of the office nobody is named, and of a stranger
only that it was one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from flask_babel import gettext as _
from sqlalchemy import and_, or_, select

from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.people.care_queries import Carer
from vssid_app.people.messages import guardian_words
from vssid_app.people.models import Guardianship, Invitation

MOST = 50


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done."""

    at: datetime
    by: int | None
    """The account; None for the system."""
    what: str
    by_office: bool = False
    about: int | None = None
    """The guardianship that it was about, whose guardian is named too."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """The same in words."""

    at: datetime
    who: str
    what: str


Source = Callable[[int], Iterable[Change]]
_sources: list[Source] = []


def ask_for_changes(source: Source) -> None:
    """Have a source asked, with the number of the person that the changes are about."""
    if source not in _sources:
        _sources.append(source)


def changes_of(person_id: int, carers: Sequence[Carer], *, own: int) -> Sequence[ToldChange]:
    """All changes of all sources, the latest first; ``carers`` are those that may be named."""
    found = chain(_of_care(person_id), *(source(person_id) for source in _sources))
    latest = sorted(found, key=lambda change: change.at, reverse=True)[:MOST]
    names = {carer.account_id: _named(carer) for carer in carers if carer.account_id is not None}
    names[own] = _("Bạn")
    about = {carer.held.id: _named(carer) for carer in carers}
    return [ToldChange(change.at, _who(change, names), _what(change, about)) for change in latest]


def _named(carer: Carer) -> str:
    return f"{guardian_words(carer.relation)} – {carer.person.full_name.title()}"


def _who(change: Change, names: dict[int, str]) -> str:
    if change.by_office:
        return _("Cơ quan BHXH")
    if change.by is None:
        return _("Hệ thống")
    return names.get(change.by) or _("Người khác")


def _what(change: Change, about: dict[int, str]) -> str:
    named = about.get(change.about) if change.about is not None else None
    return f"{change.what}: {named}" if named else change.what


def _of_care(person_id: int) -> Iterable[Change]:
    """Care that was granted, shared or ended, from the log."""
    held = select(Guardianship.id).where(Guardianship.child_id == person_id)
    invited = select(Invitation.id).where(Invitation.child_id == person_id)
    entries = (
        select(AuditEntry, Account.person_id)
        .outerjoin(Account, Account.id == AuditEntry.actor_id)
        .where(
            or_(
                and_(AuditEntry.subject_kind == "Guardianship", AuditEntry.subject_id.in_(held)),
                and_(AuditEntry.subject_kind == "Invitation", AuditEntry.subject_id.in_(invited)),
            )
        )
        .order_by(AuditEntry.id.desc())
        .limit(MOST)
    )
    words = _care_words()
    for entry, actor_person in db.session.execute(entries):
        if entry.tag not in words:
            continue
        yield Change(
            entry.at,
            entry.actor_id,
            words[entry.tag],
            by_office=entry.actor_id is not None and actor_person is None,
            about=entry.subject_id if entry.subject_kind == "Guardianship" else None,
        )


def _care_words() -> dict[Tag, str]:
    return {
        Tag.GUARDIANSHIP_GRANTED: _("Thêm người chăm sóc"),
        Tag.GUARDIANSHIP_ENDED: _("Gỡ quyền chăm sóc"),
        Tag.INVITATION_MADE: _("Tạo lời mời chăm sóc"),
        Tag.INVITATION_ACCEPTED: _("Nhận lời mời chăm sóc"),
        Tag.INVITATION_REFUSED: _("Không xác nhận người nhận lời mời"),
        Tag.INVITATION_TAKEN_BACK: _("Rút lời mời chăm sóc"),
    }
