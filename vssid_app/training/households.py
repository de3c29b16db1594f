"""Drafting one invented family: who is in it, and who cares for whom."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from vssid_app.people.models import Relation
from vssid_app.people.rules import Sex
from vssid_app.registry.rules import add_months
from vssid_app.training.drafts import Draft
from vssid_app.training.insurance import MONTHS_A_YEAR, Cover, cover_of_child
from vssid_app.training.members import ADULT_AGE
from vssid_app.training.names import draw_family_name, draw_name
from vssid_app.training.places import NEIGHBOURHOODS
from vssid_app.training.synthetic import BIRTH_CERTIFICATE, GUARDIANSHIP_DECISION, SyntheticHome

DAYS_A_YEAR = 365.25

# So chosen that a parent is never under 18 or over 50 at the birth of the youngest child.
MOTHER_AT_FIRST_CHILD = (21, 31)
FATHER_OLDER_BY = (-2, 6)
YEARS_BETWEEN_CHILDREN = (2, 5)
OLDEST_CHILD_AGES = (2, 19)
GRANDPARENT_AT_CHILD = (23, 30)

ADULT_COVERS = (Cover.WORKER, Cover.WORKER, Cover.WORKER, Cover.HOUSEHOLD, Cover.HOUSEHOLD, Cover.POOR)
PENSIONER_FROM = 62
ACCOUNT_SHARE_OF_ADULTS = 0.6
ACCOUNT_SHARE_OF_YOUNG = 0.45
NEAR_POOR_SHARE = 0.12


@dataclass(frozen=True)
class Bond:
    """A guardianship between two members of a family, by their place in it."""

    guardian: int
    child: int
    relation: Relation
    proof: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Household:
    """The members of a family and the guardianships among them."""

    members: tuple[Draft, ...]
    bonds: tuple[Bond, ...]


def draft_household(chance: Random, number: int, today: date) -> Household:
    """Draw a family; its number decides the rarer forms, so that each form occurs in every world."""
    home = chance.choice(NEIGHBOURHOODS).draw_home(chance)
    births = _children_births(chance, today)
    parents = _parents(chance, number, home, births[0])
    father_name = next((draft.full_name for draft in parents if draft.sex is Sex.MALE), parents[0].full_name)
    children = tuple(_child(chance, born_on, father_name.split()[0], home, today) for born_on in births)
    household = with_parental_bonds(parents, children)
    if number % 5 == 0:  # a grandparent lives with every fifth family
        household = _with_grandparent(chance, household, is_guardian=number % 10 == 0, today=today)
    if number % 8 == 3:  # noqa: PLR2004 - in every eighth, somebody once was the guardian
        household = _with_former_guardian(chance, household, today)
    return household


def with_parental_bonds(parents: tuple[Draft, ...], children: tuple[Draft, ...]) -> Household:
    """Return the family in which each parent may act for each child until it comes of age."""
    bonds = tuple(
        Bond(
            guardian=at,
            child=len(parents) + place,
            relation=Relation.FATHER if parent.sex is Sex.MALE else Relation.MOTHER,
            proof=BIRTH_CERTIFICATE,
            valid_from=child.born_on,
            valid_to=add_months(child.born_on, ADULT_AGE * MONTHS_A_YEAR),
        )
        for place, child in enumerate(children)
        for at, parent in enumerate(parents)
    )
    return Household((*parents, *children), bonds)


def years_before(chance: Random, day: date, years: tuple[float, float]) -> date:
    """Draw a day so many years (from, to) before another."""
    first, last = years
    return day - timedelta(days=round(chance.uniform(first, last) * DAYS_A_YEAR))


def draft_adult(chance: Random, sex: Sex, born_on: date, home: SyntheticHome) -> Draft:
    """Draw an adult of working age."""
    name = draw_name(chance, sex, draw_family_name(chance))
    has_account = chance.random() < ACCOUNT_SHARE_OF_ADULTS
    return Draft(name, born_on, sex, chance.choice(ADULT_COVERS), home, has_account=has_account)


def _children_births(chance: Random, today: date) -> list[date]:
    births = [years_before(chance, today, OLDEST_CHILD_AGES)]
    for _ in range(chance.choice([0, 1, 1, 1, 2])):
        born_on = births[-1] + timedelta(days=round(chance.uniform(*YEARS_BETWEEN_CHILDREN) * DAYS_A_YEAR))
        if born_on < today - timedelta(days=30):
            births.append(born_on)
    return births


def _parents(chance: Random, number: int, home: SyntheticHome, first_born: date) -> tuple[Draft, ...]:
    mother_born = years_before(chance, first_born, MOTHER_AT_FIRST_CHILD)
    mother = draft_adult(chance, Sex.FEMALE, mother_born, home)
    father = draft_adult(chance, Sex.MALE, years_before(chance, mother_born, FATHER_OLDER_BY), home)
    if number % 9 == 4:  # noqa: PLR2004 - some mothers are alone with the children …
        return (mother,)
    if number % 13 == 6:  # noqa: PLR2004 - … and some fathers
        return (father,)
    return (mother, father)


def _child(chance: Random, born_on: date, family_name: str, home: SyntheticHome, today: date) -> Draft:
    sex = chance.choice(list(Sex))
    cover = cover_of_child(born_on, today)
    if cover is Cover.PUPIL and chance.random() < NEAR_POOR_SHARE:
        cover = Cover.NEAR_POOR
    has_account = chance.random() < ACCOUNT_SHARE_OF_YOUNG
    return Draft(draw_name(chance, sex, family_name), born_on, sex, cover, home, has_account=has_account)


def _with_grandparent(chance: Random, household: Household, *, is_guardian: bool, today: date) -> Household:
    """Add the mother's or father's parent; old papers often know only the year."""
    parent = household.members[0]
    born_on = years_before(chance, parent.born_on, GRANDPARENT_AT_CHILD)
    grandparent = draft_adult(chance, chance.choice(list(Sex)), born_on, parent.home)
    is_old = (today - born_on).days > PENSIONER_FROM * DAYS_A_YEAR
    cover = Cover.PENSIONER if is_old else Cover.HOUSEHOLD
    grandparent = replace(grandparent, cover=cover, is_year_only=is_old and chance.random() < 1 / 2)
    return _with_guardian(household, grandparent, today - timedelta(days=200), None, is_bound=is_guardian)


def _with_former_guardian(chance: Random, household: Household, today: date) -> Household:
    """Add a relative who cared for the youngest child for a time that is over."""
    born_on = years_before(chance, household.members[0].born_on, (1, 8))
    relative = draft_adult(chance, chance.choice(list(Sex)), born_on, household.members[0].home)
    ended = today - timedelta(days=chance.randint(5, 20))
    return _with_guardian(household, relative, ended - timedelta(days=400), ended, is_bound=True)


def _with_guardian(
    household: Household, guardian: Draft, since: date, until: date | None, *, is_bound: bool
) -> Household:
    """Add a member who is or was the guardian of the youngest child, never from before its birth."""
    at, child = len(household.members), max(bond.child for bond in household.bonds)
    since = max(since, household.members[child].born_on)
    bond = Bond(at, child, Relation.GUARDIAN, GUARDIANSHIP_DECISION, since, until)
    bonds = (*household.bonds, bond) if is_bound else household.bonds
    return Household((*household.members, guardian), bonds)
