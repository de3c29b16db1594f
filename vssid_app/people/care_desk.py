"""The office's side of care: who has or had a child in care, and ending it by a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.identity.queries import accounts_of_persons
from vssid_app.identity.telling import tell
from vssid_app.people import care_messages
from vssid_app.people.models import EndReason, Guardianship, Person, Relation
from vssid_app.people.operations import end_care
from vssid_app.people.queries import guardians_of

BY_OFFICE = (
    EndReason.COURT_DECISION,
    EndReason.GUARDIAN_DIED,
    EndReason.WRONG_GRANT,
    EndReason.FAMILY_WISH,
)
"""The reasons for which an officer ends care; the others are the guardians' own."""


@dataclass(frozen=True, slots=True)
class Held:
    """One guardianship, with who has it."""

    row: Guardianship
    guardian: Person

    @property
    def relation(self) -> Relation:
        """What the guardian is to the child."""
        return Relation(self.row.relation)

    @property
    def is_over(self) -> bool:
        """Whether it lets nobody in any more, or was ended before it would."""
        last_day = self.row.valid_to or today()
        return self.row.ended_at is not None or last_day < today()


def person_of_address(public_id: str) -> Person | None:
    """The register's person of an address; whose matter it is, the caller asks."""
    return db.session.scalars(select(Person).where(Person.public_id == public_id)).one_or_none()


def guardianships_of(child_id: int) -> Sequence[Held]:
    """Every guardianship of a child, also those that are over, in their order."""
    found = (
        select(Guardianship, Person)
        .join(Person, Person.id == Guardianship.guardian_id)
        .where(Guardianship.child_id == child_id)
        .order_by(Guardianship.id)
    )
    return [Held(row, guardian) for row, guardian in db.session.execute(found)]


def note_care_view(child: Person, *, by: int) -> None:
    """Note that an officer looked at who has the care of a child."""
    with db.transaction(keep_read=True):
        record(Tag.GUARDIANSHIPS_VIEWED, actor=by, subject=child)


def end_by_office(child: Person, held: Held, *, reason: EndReason, note: str, by: int) -> None:
    """End a guardianship by a decision at the desk, and tell who had it and the other guardians.

    Raises:
        AlreadyEnded: when somebody has done so before.
    """
    with db.transaction():
        end_care(held.row, by=by, reason=reason)
        record(Tag.CARE_ENDED_BY_OFFICE, actor=by, subject=held.row, reason=reason, note=note)
        others = [other.id for other, _relation in guardians_of(child.id, today())]
        for account in accounts_of_persons([held.row.guardian_id, *others]):
            is_other = account.person_id != held.row.guardian_id
            tell(account, care_messages.ended_by_office(child, is_other=is_other))
