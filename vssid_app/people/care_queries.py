"""Who has a child in care, as its guardians see each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, select

from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.people.models import Guardianship, Invitation, Person, Relation
from vssid_app.people.queries import holds_on


@dataclass(frozen=True, slots=True)
class Carer:
    """Somebody who has, or had, a child in care."""

    held: Guardianship
    person: Person
    invited_by: int | None
    """The person whose invitation granted it; None for what the office or the register did."""
    account_id: int | None

    @property
    def relation(self) -> Relation:
        """What the guardian is to the child."""
        return Relation(self.held.relation)

    def can_be_ended_by(self, person_id: int) -> bool:
        """A guardian gives up the own care, and ends that of whom they invited; all else is the office's."""
        return person_id in {self.held.guardian_id, self.invited_by}

    @property
    def can_invite(self) -> bool:
        """Who came by an invitation brings in nobody: there would be nobody to end it."""
        return self.invited_by is None


def carers_of(child_id: int, today: date) -> Sequence[Carer]:
    """Who has a child in care today, the longest first; one statement."""
    return _carers(Guardianship.child_id == child_id, holds_on(today))


def all_carers_of(child_id: int) -> Sequence[Carer]:
    """The same with all who once had it."""
    return _carers(Guardianship.child_id == child_id)


def carer_of(guardian_id: int, child_id: int, today: date) -> Carer | None:
    """Somebody's care of a child, while it holds."""
    own = and_(Guardianship.child_id == child_id, Guardianship.guardian_id == guardian_id)
    return next(iter(_carers(own, holds_on(today))), None)


def _carers(*which: ColumnElement[bool]) -> Sequence[Carer]:
    found = (
        select(Guardianship, Person, Invitation.inviter_id, Account.id)
        .join(Person, Person.id == Guardianship.guardian_id)
        .outerjoin(Invitation, Invitation.guardianship_id == Guardianship.id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(*which)
        .order_by(Guardianship.valid_from, Guardianship.id)
    )
    return [Carer(*row) for row in db.session.execute(found)]
