"""Finding persons: fetching is checking."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    false,
    literal,
    or_,
    select,
)

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.models import Account
from vssid_app.identity.queries import account_number_of_phone, account_numbers
from vssid_app.people.models import Guardianship, HandOver, Kinship, Person, Relation, Specimen
from vssid_app.people.rules import NumberKind

_FOUND = "persons_found"
# A day, or the place for one in a statement that is put together once.
Day = date | BindParameter[date]
# Longer than a lesson: who has laid the phone aside goes on with the same papers.
LENT_FOR = timedelta(hours=3)


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


def in_care_of(guardian_id: int, today: date) -> ColumnElement[bool]:
    """The condition that a guardianship is this person's and holds today."""
    return and_(Guardianship.guardian_id == guardian_id, holds_on(today))


def may_see(viewer_id: int, today: date) -> ColumnElement[bool]:
    """The condition for "may see now", oneself or a child in one's care today, beside other conditions.

    ``visible.visible_person`` asks the same for the person of an address.
    """
    in_care = select(Guardianship.child_id).where(in_care_of(viewer_id, today))
    return or_(Person.id == viewer_id, Person.id.in_(in_care))


def holds_on(today: Day, held: Any = Guardianship) -> ColumnElement[bool]:
    """The one condition for "this guardianship holds today"; nobody asks for its dates otherwise."""
    in_its_days = and_(held.valid_from <= today, or_(held.valid_to.is_(None), held.valid_to >= today))
    return and_(in_its_days, held.ended_at.is_(None))


def is_handed_over(today: Day, over: Any = HandOver) -> ColumnElement[bool]:
    """The one condition for "this child decides for itself what guardians see"."""
    return or_(over.answered_at.is_not(None), over.default_on <= today)


def has_in_care(guardian_id: int, child_id: int, today: date) -> bool:
    """Whether somebody has this child in their care today."""
    held = select(Guardianship.id).where(in_care_of(guardian_id, today), Guardianship.child_id == child_id)
    return db.session.scalar(held.limit(1)) is not None


def guardians_of(child_id: int, today: date) -> Sequence[tuple[Person, Relation]]:
    """Who has a child in their care today, with what they are to it; for the office, and for each other."""
    held = (
        select(Person, Guardianship.relation)
        .join(Guardianship, Guardianship.guardian_id == Person.id)
        .where(Guardianship.child_id == child_id, holds_on(today))
        .order_by(Guardianship.id)
    )
    return [(person, Relation(relation)) for person, relation in db.session.execute(held)]


def carers_of(child_ids: Collection[int], today: date) -> Mapping[int, Sequence[int]]:
    """Who has each of these in their care today, by numbers of persons.

    They see the card, whatever the child has chosen to share: ``sight_rules.KEPT_IN_CARE``.
    """
    held = select(Guardianship.child_id, Guardianship.guardian_id).distinct()
    found = held.where(Guardianship.child_id.in_(child_ids), holds_on(today))
    carers: dict[int, list[int]] = {}
    for child_id, guardian_id in db.session.execute(found.order_by(Guardianship.guardian_id)):
        carers.setdefault(child_id, []).append(guardian_id)
    return carers


def registered_relation(parent_id: int, child_id: int) -> Relation | None:
    """What the register says that somebody is to a child; None when it knows nothing of the kind."""
    found = select(Kinship.relation).where(Kinship.parent_id == parent_id, Kinship.child_id == child_id)
    return db.session.scalar(found)


def registered_children(parent_id: int) -> Sequence[Person]:
    """The children that the register knows of somebody, the youngest first, whoever has them in care."""
    found = select(Person).join(Kinship, Kinship.child_id == Person.id).where(Kinship.parent_id == parent_id)
    return db.session.scalars(found.order_by(Person.birth.desc(), Person.id)).all()


def find_person(person_id: int) -> Person | None:
    """A person by number of the row; only for operations that were given the number by the database."""
    return _kept(db.session.get(Person, person_id))


def person_and_accounts(person_id: int | None, phone: str) -> tuple[Person | None, int | None, int | None]:
    """A person, with the numbers of the accounts that the person has and that a phone signs in to."""
    if person_id is None:
        return None, None, account_number_of_phone(phone)
    of_phone, of_person = account_numbers(phone, person_id)
    nobody = select(literal(1).label("one")).subquery()
    found = select(Person, of_person, of_phone).select_from(nobody).outerjoin(Person, Person.id == person_id)
    person, account_of_person, account_of_phone = db.session.execute(found).one()
    return _kept(person), account_of_person, account_of_phone


def _kept(person: Person | None) -> Person | None:
    """A session holds its rows weakly: kept here, whoever asks next on the same page costs nothing."""
    if person is not None:
        db.session.info.setdefault(_FOUND, {})[person.id] = person
    return person


def holder_words(account: Account) -> list[str]:
    """What the password of an account must not be made of: its holder's name and birth date."""
    person = find_person(account.person_id) if account.person_id else None
    return [person.full_name, person.birth.show(), str(person.birth.year)] if person else []


def find_specimen(public_id: str) -> Specimen | None:
    """Invented papers by the id that stands in an address."""
    return db.session.scalars(select(Specimen).where(Specimen.public_id == public_id)).one_or_none()


def free_specimens() -> Sequence[Specimen]:
    """The invented papers that nobody has used and no device holds, in their order."""
    return _unused_specimens(_is_free())


def specimens_for(device: str | None) -> Sequence[Specimen]:
    """The free ones, and those that this device holds already."""
    mine = Specimen.lent_to == device if device else false()
    return _unused_specimens(or_(_is_free(), mine))


def _is_free() -> ColumnElement[bool]:
    return or_(Specimen.lent_at.is_(None), Specimen.lent_at <= instant() - LENT_FOR)


def _unused_specimens(which: ColumnElement[bool]) -> Sequence[Specimen]:
    found = select(Specimen).where(Specimen.used_at.is_(None), which).order_by(Specimen.serial)
    return db.session.scalars(found).all()
