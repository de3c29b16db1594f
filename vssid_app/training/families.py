"""The practice world: invented families, staff of two offices, and whom one may be at one tap."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count, cycle
from random import Random

from vssid_app.identity.models import Role
from vssid_app.people.models import Relation
from vssid_app.people.rules import Sex
from vssid_app.registry.rules import CardState
from vssid_app.training.cast import cast_household
from vssid_app.training.family_cast import FAMILY_CAST
from vssid_app.training.households import Bond, Household, draft_household
from vssid_app.training.insurance import SCHOOL_COVERS
from vssid_app.training.members import make_person
from vssid_app.training.names import draw_family_name, draw_name
from vssid_app.training.number_ranges import family_numbers
from vssid_app.training.places import OFFICE_CODE, OTHER_OFFICE_CODE
from vssid_app.training.stories import CastHousehold
from vssid_app.training.synthetic import (
    DemoRole,
    FamilyRole,
    SyntheticGuardianship,
    SyntheticPerson,
    SyntheticStaff,
    SyntheticWorld,
)

FAMILIES = 100

# The states of pupils' cards take turns, so that each occurs often enough in every world.
WISHES = (
    *(CardState.EXPIRED, CardState.VALID, CardState.REPORTED, CardState.VALID, CardState.EXPIRING),
    *(CardState.VALID, CardState.MISMATCH, CardState.VALID, CardState.SUSPENDED, CardState.VALID),
)

STAFF_POSTS = (
    ("canbo.longbien", Role.OFFICER, OFFICE_CODE),
    ("canbo2.longbien", Role.OFFICER, OFFICE_CODE),
    ("canbo.gialam", Role.OFFICER, OTHER_OFFICE_CODE),
    ("quantri", Role.ADMIN, None),
)


def build_world(seed: int, today: date) -> SyntheticWorld:
    """Build the whole practice world; the same seed and day give the same world.

    All numbers are from the reserved ranges, and nobody in it lives.
    """
    keys, turns = count(1), cycle(WISHES)
    families: list[tuple[SyntheticPerson, ...]] = []
    guardianships: list[SyntheticGuardianship] = []
    cast: dict[DemoRole | FamilyRole, int] = {}
    for number in range(FAMILIES + len(FAMILY_CAST)):
        chance = Random(f"{seed}/family/{number}")
        played = _played(chance, number, today)
        household = played.household if played else draft_household(chance, number, today)
        wishes = played.wishes if played else tuple(_wishes(household, turns))
        family = _make_family(chance, household, wishes, keys, today)
        families.append(family)
        guardianships.extend(_guardianship(bond, family) for bond in household.bonds)
        if played and played.role:
            cast[played.role] = family[played.member].key
        if played:
            cast.update({role: family[member].key for role, member in played.others.items()})
    return SyntheticWorld(tuple(families), tuple(guardianships), tuple(_staff(seed)), cast)


def _played(chance: Random, number: int, today: date) -> CastHousehold | None:
    """The family of this number, where it is not left to chance."""
    if number >= FAMILIES:
        return FAMILY_CAST[number - FAMILIES](chance, today)
    return cast_household(chance, number, today)


def _wishes(household: Household, turns: Iterator[CardState]) -> Iterator[CardState]:
    for draft in household.members:
        yield next(turns) if draft.cover in SCHOOL_COVERS else CardState.VALID


def _make_family(
    chance: Random, household: Household, wishes: tuple[CardState, ...], keys: Iterator[int], today: date
) -> tuple[SyntheticPerson, ...]:
    members = []
    for at, (drawn, wish) in enumerate(zip(household.members, wishes, strict=True)):
        key, draft = next(keys), replace(drawn, births=tuple(_births(household, at)))
        numbers = family_numbers(key, draft.birth, draft.sex)
        members.append(make_person(chance, key, draft, numbers, wish, today))
    return tuple(members)


def _births(household: Household, mother: int) -> Iterator[date]:
    """The days on which the children of a member of the family were born to her."""
    for bond in household.bonds:
        if (bond.guardian, bond.relation) == (mother, Relation.MOTHER):
            yield household.members[bond.child].born_on


def _guardianship(bond: Bond, family: tuple[SyntheticPerson, ...]) -> SyntheticGuardianship:
    return SyntheticGuardianship(
        guardian=family[bond.guardian].key,
        child=family[bond.child].key,
        relation=bond.relation,
        proof=bond.proof,
        valid_from=bond.valid_from,
        valid_to=bond.valid_to,
    )


def _staff(seed: int) -> Iterator[SyntheticStaff]:
    for user_name, role, office_code in STAFF_POSTS:
        chance = Random(f"{seed}/staff/{user_name}")
        name = draw_name(chance, chance.choice(list(Sex)), draw_family_name(chance))
        yield SyntheticStaff(role, name, user_name, f"{user_name}@thuchanh.example", office_code)
