"""Families in which the care of a child is not simply the parents': one of each case, in every demo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from vssid_app.people.models import Relation
from vssid_app.people.rules import Sex
from vssid_app.registry.rules import CardState, add_months
from vssid_app.training.drafts import Draft, Story
from vssid_app.training.households import Bond, Household, draft_adult, with_parental_bonds
from vssid_app.training.insurance import MONTHS_A_YEAR, Cover
from vssid_app.training.members import school_year_of
from vssid_app.training.places import NEIGHBOURHOODS
from vssid_app.training.stories import CHILDHOOD, YOUTH, CastHousehold, child, ill, parent
from vssid_app.training.synthetic import GUARDIANSHIP_DECISION, FamilyRole

# Years from birth to the school year in which a child is in these grades.
GRADE_TWO_AFTER = 7
GRADE_FIVE_AFTER = 10

DECIDED_DAYS_AGO, DECISION_DAYS_LEFT = 275, 90
CARED_FOR_DAYS, ENDED_DAYS_AGO = 400, 10
OWN_AFFAIRS_AGE, DAYS_BEFORE_BIRTHDAY = 15, 30


def _grandmother_by_decision(chance: Random, today: date) -> CastHousehold:
    """Draft a mother who works far away, and a grandmother who has the child by a decision that ends."""
    home = NEIGHBOURHOODS[1].draw_home(chance)
    year = school_year_of(today)
    mother = replace(parent(chance, Sex.FEMALE, date(year - 34, 10, 5), home), has_account=False)
    pupil = _pupil(chance, mother, date(year - GRADE_TWO_AFTER, 4, 9), today)
    grandmother = draft_adult(chance, Sex.FEMALE, date(year - 62, 1, 17), home)
    grandmother = replace(grandmother, cover=Cover.HOUSEHOLD, has_account=True)
    first, last = today - timedelta(days=DECIDED_DAYS_AGO), today + timedelta(days=DECISION_DAYS_LEFT)
    return _with(mother, pupil, grandmother, (first, last), FamilyRole.GRANDPARENT)


def _guardian_until_lately(chance: Random, today: date) -> CastHousehold:
    """Draft a relative who once had the care of a child; the mother has it again."""
    home = NEIGHBOURHOODS[2].draw_home(chance)
    year = school_year_of(today)
    mother = parent(chance, Sex.FEMALE, date(year - 36, 6, 11), home)
    pupil = _pupil(chance, mother, date(year - GRADE_FIVE_AFTER, 2, 21), today)
    relative = draft_adult(chance, Sex.MALE, date(year - 41, 12, 3), home)
    relative = replace(relative, cover=Cover.HOUSEHOLD, has_account=True)
    last = today - timedelta(days=ENDED_DAYS_AGO)
    return _with(
        mother, pupil, relative, (last - timedelta(days=CARED_FOR_DAYS), last), FamilyRole.FORMER_GUARDIAN
    )


def _pupil_before_fifteen(chance: Random, today: date) -> CastHousehold:
    """Draft parents whose child will soon be of the age at which it takes its affairs into its own hands."""
    home = NEIGHBOURHOODS[3].draw_home(chance)
    year = school_year_of(today)
    mother = parent(chance, Sex.FEMALE, date(year - 42, 8, 30), home)
    father = parent(chance, Sex.MALE, date(year - 45, 5, 14), home)
    birthday = today + timedelta(days=DAYS_BEFORE_BIRTHDAY)
    born_on = add_months(birthday, -OWN_AFFAIRS_AGE * MONTHS_A_YEAR)
    pupil = child(chance, father.full_name.split()[0], born_on, home, today)
    pupil = replace(pupil, story=Story(occasions=ill(YOUTH[:3], today, earlier=17)))
    household = with_parental_bonds((mother, father), (pupil,))
    return CastHousehold(household, (CardState.VALID,) * 3, others={FamilyRole.BEFORE_FIFTEEN: 0})


def _pupil(chance: Random, mother: Draft, born_on: date, today: date) -> Draft:
    drawn = child(chance, mother.full_name.split()[0], born_on, mother.home, today)
    return replace(drawn, story=Story(occasions=ill(CHILDHOOD[::3], today, earlier=5)))


def _with(
    mother: Draft, pupil: Draft, guardian: Draft, days: tuple[date, date], role: FamilyRole
) -> CastHousehold:
    """Join a mother, her child, and somebody else who has or had it by a decision, between two days."""
    own = with_parental_bonds((mother,), (pupil,))
    bond = Bond(2, 1, Relation.GUARDIAN, GUARDIANSHIP_DECISION, *days)
    household = Household((*own.members, guardian), (*own.bonds, bond))
    return CastHousehold(household, (CardState.VALID,) * 3, others={role: 2})


FAMILY_CAST: tuple[Callable[[Random, date], CastHousehold], ...] = (
    _grandmother_by_decision,
    _guardian_until_lately,
    _pupil_before_fifteen,
)
"""They come after all others, so that the people of a demo stay who they are."""
