"""Finding persons by what an asker says of them; each question is one statement, whatever is found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import load_only

from vssid_app.core.extensions import db
from vssid_app.core.text import fold
from vssid_app.people.models import Person
from vssid_app.people.queries import citizen_id_hash, may_see
from vssid_app.people.rules import BirthDate, NumberKind, RecognisedNumber, Sex
from vssid_app.registry.check_rules import CardHolder
from vssid_app.registry.models import HealthCard
from vssid_app.registry.overview import card_facts


@dataclass(frozen=True, slots=True)
class Numbered:
    """A person of the register by number of the row and mã số BHXH."""

    person_id: int
    si_number: str


def holder_of(number: RecognisedNumber) -> tuple[int, CardHolder] | None:
    """The person of a number, with all their cards: mã số BHXH, card code (by its end) or CCCD."""
    is_hers = (
        Person.si_number == number.si_number
        if number.si_number
        else Person.citizen_id_hash == citizen_id_hash(number.value)
    )
    # Without the encrypted columns: opening them would take longer where there is somebody.
    wanted = load_only(Person.full_name, Person.birth, Person.sex, Person.si_number)
    rows = db.session.execute(
        select(Person, HealthCard)
        .outerjoin(HealthCard, HealthCard.person_id == Person.id)
        .where(is_hers)
        .options(wanted)
    ).all()
    if not rows:
        return None
    person = rows[0][0]
    # The outer join leaves out nobody: who has no card comes with None.
    cards: list[HealthCard | None] = [card for _person, card in rows]
    return person.id, CardHolder(
        full_name=person.full_name,
        birth=person.birth,
        sex=Sex(person.sex),
        si_number=person.si_number,
        citizen_id=number.value if number.kind is NumberKind.CITIZEN_ID else None,
        cards=tuple(card_facts(card, person) for card in cards if card is not None),
    )


def may_see_whole(viewer_id: int | None, person_id: int, today: date) -> bool:
    """Whether this is the viewer or a child in their care today."""
    if viewer_id is None:
        return False
    seen = select(Person.id).where(Person.id == person_id, may_see(viewer_id, today))
    return db.session.scalar(seen) is not None


def the_one_called(name: str, birth: BirthDate, provinces: Collection[str]) -> Numbered | None:
    """The only person of a name (without accents), date of birth and province; None for several too."""
    rows = db.session.execute(
        select(Person.id, Person.si_number)
        .where(Person.name_folded == fold(name), Person.birth == birth, Person.province_code.in_(provinces))
        .limit(2)
    ).all()
    return Numbered(*rows[0]) if len(rows) == 1 else None
