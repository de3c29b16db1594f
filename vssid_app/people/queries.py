"""Finding persons: fetching is checking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from vssid_app.core.extensions import db, keyring
from vssid_app.people.models import Guardianship, Person, Specimen
from vssid_app.people.rules import NumberKind


def citizen_id_hash(citizen_id: str) -> str:
    """The keyed hash that an identity number is found by."""
    return keyring.fingerprint(NumberKind.CITIZEN_ID, citizen_id)


def find_by_si_number(si_number: str) -> Person | None:
    """The register's person of a mã số BHXH."""
    return db.session.scalars(select(Person).where(Person.si_number == si_number)).one_or_none()


def find_by_citizen_id(citizen_id: str) -> Person | None:
    """The register's person of an identity number."""
    hashed = citizen_id_hash(citizen_id)
    return db.session.scalars(select(Person).where(Person.citizen_id_hash == hashed)).one_or_none()


def may_see(viewer_id: int, today: date) -> ColumnElement[bool]:
    """The one condition for "may see now": oneself, or a child in one's care today."""
    in_care = select(Guardianship.child_id).where(
        Guardianship.guardian_id == viewer_id,
        Guardianship.valid_from <= today,
        or_(Guardianship.valid_to.is_(None), Guardianship.valid_to >= today),
    )
    return or_(Person.id == viewer_id, Person.id.in_(in_care))


def visible_person(viewer_id: int, public_id: str, today: date) -> Person | None:
    """The person of an address, if the viewer may see it now."""
    return db.session.scalars(
        select(Person).where(Person.public_id == public_id, may_see(viewer_id, today))
    ).one_or_none()


def persons_visible_to(viewer_id: int, today: date) -> Sequence[Person]:
    """The viewer and the children in their care, the viewer first, then by age."""
    own_first = Person.id != viewer_id
    return db.session.scalars(
        select(Person).where(may_see(viewer_id, today)).order_by(own_first, Person.birth)
    ).all()


def find_person(person_id: int) -> Person | None:
    """A person by number of the row; only for operations that were given the number by the database."""
    return db.session.get(Person, person_id)


def find_specimen(public_id: str) -> Specimen | None:
    """Invented papers by the id that stands in an address."""
    return db.session.scalars(select(Specimen).where(Specimen.public_id == public_id)).one_or_none()


def unused_specimens() -> Sequence[Specimen]:
    """The invented papers that nobody has used yet, in their order."""
    return db.session.scalars(
        select(Specimen).where(Specimen.used_at.is_(None)).order_by(Specimen.serial)
    ).all()
