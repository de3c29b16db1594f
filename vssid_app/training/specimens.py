"""Papers of invented people without an account, to practise registering with; a fresh one any time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from vssid_app.people.rules import BirthDate, Sex
from vssid_app.registry.rules import CardState
from vssid_app.training.drafts import Draft
from vssid_app.training.households import draft_adult, years_before
from vssid_app.training.insurance import Cover, cover_of_child
from vssid_app.training.members import make_person
from vssid_app.training.names import draw_family_name, draw_name, mailbox, misspell
from vssid_app.training.number_ranges import SPECIMEN_MEMBERS, specimen_numbers
from vssid_app.training.places import NEIGHBOURHOODS
from vssid_app.training.synthetic import SpecimenKind, SyntheticHome, SyntheticPerson, SyntheticSpecimen

PLACE_OF_ISSUE = "Cục Cảnh sát QLHC về TTXH"

# Above the keys of any family, so that both can be told apart and stored side by side.
FIRST_SPECIMEN_KEY = 1_000_000

PUPIL_AGES = (15.2, 16.9)
ADULT_AGES = (24, 45)
GUARDIAN_AGES = (33, 41)
CHILD_AGES = ((3, 5), (7, 9), (11, 13))
LAST_DAY_OF_ALL_MONTHS = 28
MONTHS_A_YEAR = 12


def make_specimen(seed: int, serial: int, kind: SpecimenKind, today: date) -> SyntheticSpecimen:
    """Make the specimen with this serial; it never shares a number with a family or with another serial.

    The same arguments give the same specimen. Serials up to 62 500 are unique in a world.
    """
    chance = Random(f"{seed}/specimen/{serial}")
    draft = _draft(chance, serial, kind, today)
    numbers = specimen_numbers(serial, 0, draft.birth, draft.sex)
    key = FIRST_SPECIMEN_KEY + serial * SPECIMEN_MEMBERS
    owner = replace(make_person(chance, key, draft, numbers, CardState.VALID, today), email=None)
    issued_on = owner.citizen_id_issued_on
    if issued_on is None:
        raise ValueError("a specimen is old enough for an identity card")
    return SyntheticSpecimen(
        serial=serial,
        kind=kind,
        papers=owner.identity,
        si_number=numbers.si_number,
        citizen_id=numbers.citizen_id,
        citizen_id_issued_on=issued_on,
        citizen_id_issued_at=PLACE_OF_ISSUE,
        phone=numbers.phone,
        email=mailbox(owner.full_name, f"m{serial}"),
        home=owner.home,
        school_code=owner.school_code,
        school_name=owner.school_name,
        class_name=owner.class_name,
        register=REGISTER_ROWS[kind](owner),
        children=_children(chance, serial, draft, today)
        if kind is SpecimenKind.GUARDIAN_WITH_CHILDREN
        else (),
    )


def _draft(chance: Random, serial: int, kind: SpecimenKind, today: date) -> Draft:
    """Draw a pupil for every second serial, else an adult; a guardian is an adult always."""
    sex = chance.choice(list(Sex))
    home = chance.choice(NEIGHBOURHOODS).draw_home(chance)
    if kind is SpecimenKind.GUARDIAN_WITH_CHILDREN:
        return _adult(chance, sex, years_before(chance, today, GUARDIAN_AGES), home)
    if serial % 2:
        return _adult(chance, sex, years_before(chance, today, ADULT_AGES), home)
    name = draw_name(chance, sex, draw_family_name(chance))
    return Draft(name, years_before(chance, today, PUPIL_AGES), sex, Cover.PUPIL, home)


def _adult(chance: Random, sex: Sex, born_on: date, home: SyntheticHome) -> Draft:
    return replace(draft_adult(chance, sex, born_on, home), cover=Cover.WORKER, has_account=False)


def _children(chance: Random, serial: int, parent: Draft, today: date) -> tuple[SyntheticPerson, ...]:
    """Make two children too young for an identity card, in the register with the parent's family name."""
    children = []
    for member, ages in enumerate(sorted(chance.sample(CHILD_AGES, 2)), start=1):
        sex, born_on = chance.choice(list(Sex)), years_before(chance, today, ages)
        name = draw_name(chance, sex, parent.full_name.split()[0])
        child = Draft(name, born_on, sex, cover_of_child(born_on, today), parent.home)
        numbers = specimen_numbers(serial, member, child.birth, sex)
        key = FIRST_SPECIMEN_KEY + serial * SPECIMEN_MEMBERS + member
        children.append(make_person(chance, key, child, numbers, CardState.VALID, today))
    return tuple(children)


def _same(owner: SyntheticPerson) -> SyntheticPerson | None:
    return owner


def _under_another_name(owner: SyntheticPerson) -> SyntheticPerson | None:
    return replace(owner, full_name=misspell(owner.full_name))


def _under_another_birth(owner: SyntheticPerson) -> SyntheticPerson | None:
    """Swap day and month as clerks do, or take the next day; the year stays that of the identity number."""
    birth = owner.birth
    month, day = birth.month or 1, birth.day or 1
    if day <= MONTHS_A_YEAR and day != month:
        return replace(owner, birth=BirthDate(birth.year, day, month))
    return replace(
        owner, birth=BirthDate(birth.year, month, day + 1 if day < LAST_DAY_OF_ALL_MONTHS else day - 1)
    )


def _missing(owner: SyntheticPerson) -> SyntheticPerson | None:  # noqa: ARG001 - one form for all kinds
    return None


REGISTER_ROWS: dict[SpecimenKind, Callable[[SyntheticPerson], SyntheticPerson | None]] = {
    SpecimenKind.IDENTICAL: _same,
    SpecimenKind.NAME_DIFFERS: _under_another_name,
    SpecimenKind.BIRTH_DIFFERS: _under_another_birth,
    SpecimenKind.NOT_FOUND: _missing,
    SpecimenKind.GUARDIAN_WITH_CHILDREN: _same,
}
