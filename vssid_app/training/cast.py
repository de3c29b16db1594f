"""The families of those whom one may be at one tap in the demo, and two of rare cases; always of one form."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from vssid_app.people.models import Relation
from vssid_app.people.rules import Sex
from vssid_app.registry.rules import CardState, add_months
from vssid_app.training.drafts import Story
from vssid_app.training.households import Bond, Household, draft_adult, with_parental_bonds
from vssid_app.training.insurance import Cover
from vssid_app.training.members import school_year_of
from vssid_app.training.places import NEIGHBOURHOODS
from vssid_app.training.stories import (
    CHILDHOOD,
    YOUTH,
    CastHousehold,
    changed_jobs_once,
    child,
    forty_years,
    ill,
    parent,
)
from vssid_app.training.synthetic import GUARDIANSHIP_DECISION, DemoRole, FamilyRole

# Years from birth to the school year in which a child is in these grades.
GRADE_THREE_AFTER = 8
GRADE_SIX_AFTER = 11
GRADE_EIGHT_AFTER = 13
GRADE_TEN_AFTER = 15
GRADE_ELEVEN_AFTER = 16

FAMILY_OF_LONG_NAME = "Nguyễn"
LONG_NAME = "Nguyễn Phước Công Tằng Tôn Nữ Hoàng Phương Khánh Thanh Quỳnh"
AGE_OF_FIVE_IN_MONTHS = 65
DAYS_OF_NEWBORN = 40


def cast_household(chance: Random, number: int, today: date) -> CastHousehold | None:
    """Return the family of the cast with this number, or None when the number is an ordinary family's."""
    return CAST[number](chance, school_year_of(today), today) if number < len(CAST) else None


def _parent_of_two(chance: Random, school_year: int, today: date) -> CastHousehold:
    """Draft a mother of two: one card is valid, the other's payment waits to be recorded."""
    home = NEIGHBOURHOODS[0].draw_home(chance)
    mother = parent(chance, Sex.FEMALE, date(school_year - 37, 4, 18), home)
    father = parent(chance, Sex.MALE, date(school_year - 40, 8, 2), home)
    name = father.full_name.split()[0]
    eldest = child(chance, name, date(school_year - GRADE_SIX_AFTER, 5, 12), home, today)
    youngest = child(chance, name, date(school_year - GRADE_THREE_AFTER, 3, 27), home, today)
    children = (
        replace(eldest, story=Story(occasions=ill(CHILDHOOD, today), has_old_cards=True)),
        replace(youngest, story=Story(occasions=ill(CHILDHOOD[1::2], today, earlier=23))),
    )
    mother = replace(mother, story=changed_jobs_once(today))
    wishes = (CardState.VALID, CardState.VALID, CardState.VALID, CardState.REPORTED)
    household = with_parental_bonds((mother, father), children)
    return CastHousehold(household, wishes, DemoRole.PARENT, others={FamilyRole.OTHER_PARENT: 1})


def _pupil_of_grade_ten(chance: Random, school_year: int, today: date) -> CastHousehold:
    """Draft a pupil old enough for an identity card and an account of one's own."""
    home = NEIGHBOURHOODS[1].draw_home(chance)
    mother = parent(chance, Sex.FEMALE, date(school_year - 43, 11, 6), home)
    father = parent(chance, Sex.MALE, date(school_year - 44, 2, 9), home)
    born_on = date(school_year - GRADE_TEN_AFTER, 3, 14)
    pupil = child(chance, father.full_name.split()[0], born_on, home, today)
    story = Story(occasions=ill(YOUTH, today), has_old_cards=True)
    household = with_parental_bonds((mother, father), (replace(pupil, has_account=True, story=story),))
    return CastHousehold(household, (CardState.VALID,) * 3, DemoRole.PUPIL, member=2)


def _worker_of_forty_years(chance: Random, school_year: int, today: date) -> CastHousehold:
    """Draft a father of forty years' work with a pupil of a long name, a daughter, and her two children.

    He is the guardian of both grandchildren: one is five, of the other the register has only the number.
    """
    home = NEIGHBOURHOODS[3].draw_home(chance)
    worker = parent(chance, Sex.MALE, date(school_year - 59, 6, 23), home)
    worker = replace(worker, full_name=_renamed(worker.full_name), story=forty_years(today))
    daughter = parent(chance, Sex.FEMALE, date(school_year - 31, 1, 30), home)
    daughter = replace(daughter, full_name=_renamed(daughter.full_name))
    pupil = child(chance, FAMILY_OF_LONG_NAME, date(school_year - GRADE_ELEVEN_AFTER, 7, 8), home, today)
    pupil = replace(
        pupil, full_name=LONG_NAME, sex=Sex.FEMALE, story=Story(occasions=ill(YOUTH[:4], today, earlier=11))
    )
    five = child(chance, FAMILY_OF_LONG_NAME, add_months(today, -AGE_OF_FIVE_IN_MONTHS), home, today)
    newborn = child(chance, FAMILY_OF_LONG_NAME, today - timedelta(days=DAYS_OF_NEWBORN), home, today)
    five = replace(five, story=Story(occasions=ill(CHILDHOOD[::3], today, earlier=35)))
    newborn = replace(newborn, story=Story(is_unrecorded=True))
    members = (worker, daughter, pupil, five, newborn)
    since = today - timedelta(days=DAYS_OF_NEWBORN // 2)
    own = with_parental_bonds((worker,), (pupil,)).bonds
    hers = with_parental_bonds((daughter,), (five, newborn)).bonds
    bonds = (
        *(replace(bond, guardian=0, child=2) for bond in own),
        *(replace(bond, guardian=1, child=bond.child + 2) for bond in hers),
        *(Bond(0, at, Relation.GUARDIAN, GUARDIANSHIP_DECISION, since, None) for at in (3, 4)),
    )
    wishes = (CardState.VALID, CardState.VALID, CardState.EXPIRING, CardState.VALID, CardState.VALID)
    return CastHousehold(Household(members, bonds), wishes, DemoRole.WORKER)


def _pupil_with_two_cards(chance: Random, school_year: int, today: date) -> CastHousehold:
    """Draft a poor family: the pupil has two cards, the school's and that of the poor, an elder a pension."""
    home = NEIGHBOURHOODS[2].draw_home(chance)
    mother = replace(parent(chance, Sex.FEMALE, date(school_year - 39, 9, 12), home), cover=Cover.POOR)
    born_on = date(school_year - GRADE_EIGHT_AFTER, 10, 21)
    pupil = child(chance, mother.full_name.split()[0], born_on, home, today)
    story = Story(occasions=ill(CHILDHOOD[:4], today, earlier=9), second_cover=Cover.POOR)
    household = with_parental_bonds((mother,), (replace(pupil, story=story),))
    elder = draft_adult(chance, Sex.FEMALE, date(school_year - 68, 2, 3), home)
    elder = replace(elder, cover=Cover.PENSIONER, has_account=True)
    household = replace(household, members=(*household.members, elder))
    return CastHousehold(household, (CardState.VALID,) * 3)


def _renamed(full_name: str) -> str:
    return " ".join((FAMILY_OF_LONG_NAME, *full_name.split()[1:]))


CAST: tuple[Callable[[Random, int, date], CastHousehold], ...] = (
    _parent_of_two,
    _pupil_of_grade_ten,
    _worker_of_forty_years,
    _pupil_with_two_cards,
)
