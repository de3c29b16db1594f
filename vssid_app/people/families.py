"""A child and somebody who says to be its guardian: all that is known of the two, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.identity.queries import account_numbers
from vssid_app.people.models import Guardianship, Kinship, Person, Relation
from vssid_app.people.queries import holds_on


@dataclass(frozen=True, slots=True)
class KnownFamily:
    """The two persons, as far as they are known; ``caring``: who has the child in care today."""

    child: Person | None
    guardian: Person | None
    kinship: Relation | None
    """What the register says that the guardian is to the child."""
    caring: tuple[tuple[Person, Relation], ...]
    account_of_child: int | None

    @property
    def is_in_care(self) -> bool:
        """Whether the guardian has the child in care already."""
        return self.guardian in [person for person, _relation in self.caring]

    @property
    def others_caring(self) -> tuple[tuple[Person, Relation], ...]:
        """Who else has."""
        return tuple(each for each in self.caring if each[0] is not self.guardian)


def family_known(child_id: int | None, guardian_id: int | None, phone: str) -> KnownFamily:
    """What is known today; a child that the register does not know has nobody."""
    of_child = and_(Guardianship.child_id == child_id, holds_on(today()))
    _of_phone, account = account_numbers(phone, child_id)
    # An outer join may find nothing, which the types of the columns do not say.
    rows: Sequence[Any] = db.session.execute(
        select(Person, Kinship.relation, Guardianship.relation, account)
        .outerjoin(Kinship, and_(Kinship.parent_id == Person.id, Kinship.child_id == child_id))
        .outerjoin(Guardianship, and_(Guardianship.guardian_id == Person.id, of_child))
        .where(
            or_(
                Person.id.in_([each for each in (child_id, guardian_id) if each is not None]),
                Person.id.in_(select(Guardianship.guardian_id).where(of_child)),
            )
        )
        .order_by(Guardianship.id)
    ).all()
    people = {person.id: person for person, *_more in rows}
    kinships = {person.id: Relation(kin) for person, kin, *_more in rows if kin is not None}
    return KnownFamily(
        child=people.get(child_id) if child_id is not None else None,
        guardian=people.get(guardian_id) if guardian_id is not None else None,
        kinship=kinships.get(guardian_id) if guardian_id is not None else None,
        caring=tuple((person, Relation(care)) for person, _kin, care, _account in rows if care is not None),
        account_of_child=next((number for *_more, number in rows), None),
    )
