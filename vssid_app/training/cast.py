"""The families of those whom one may be at one tap in the demo; always of the same form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from vssid_app.people.rules import Sex
from vssid_app.registry.rules import CardState
from vssid_app.training.households import Household, draft_adult, with_parental_bonds
from vssid_app.training.insurance import Cover, cover_of_child
from vssid_app.training.members import Draft, school_year_of
from vssid_app.training.names import draw_name
from vssid_app.training.places import NEIGHBOURHOODS
from vssid_app.training.synthetic import DemoRole, SyntheticHome

# Years from birth to the school year in which a child is in these grades.
GRADE_THREE_AFTER = 8
GRADE_SIX_AFTER = 11
GRADE_TEN_AFTER = 15


@dataclass(frozen=True)
class CastHousehold:
    """A family of the cast: its members, the wished states of their cards, and who plays the role."""

    household: Household
    wishes: tuple[CardState, ...]
    role: DemoRole
    member: int


def cast_household(chance: Random, number: int, today: date) -> CastHousehold | None:
    """Return the family of the cast with this number, or None when the number is an ordinary family's."""
    return CAST[number](chance, school_year_of(today), today) if number < len(CAST) else None


def _parent_of_two(chance: Random, school_year: int, today: date) -> CastHousehold:
    """Draft a mother of two: one card is valid, the other's payment waits to be recorded."""
    home = NEIGHBOURHOODS[0].draw_home(chance)
    mother = _parent(chance, Sex.FEMALE, date(school_year - 37, 4, 18), home)
    father = _parent(chance, Sex.MALE, date(school_year - 40, 8, 2), home)
    children = (
        _child(chance, father, date(school_year - GRADE_SIX_AFTER, 5, 12), today),
        _child(chance, father, date(school_year - GRADE_THREE_AFTER, 3, 27), today),
    )
    wishes = (CardState.VALID, CardState.VALID, CardState.VALID, CardState.REPORTED)
    return CastHousehold(with_parental_bonds((mother, father), children), wishes, DemoRole.PARENT, member=0)


def _pupil_of_grade_ten(chance: Random, school_year: int, today: date) -> CastHousehold:
    """Draft a pupil old enough for an identity card and an account of one's own."""
    home = NEIGHBOURHOODS[1].draw_home(chance)
    mother = _parent(chance, Sex.FEMALE, date(school_year - 43, 11, 6), home)
    father = _parent(chance, Sex.MALE, date(school_year - 44, 2, 9), home)
    pupil = _child(chance, father, date(school_year - GRADE_TEN_AFTER, 3, 14), today)
    household = with_parental_bonds((mother, father), (replace(pupil, has_account=True),))
    return CastHousehold(household, (CardState.VALID,) * 3, DemoRole.PUPIL, member=2)


def _worker(chance: Random, school_year: int, today: date) -> CastHousehold:
    """Draft a father who has worked for years and has one child in school."""
    father = _parent(chance, Sex.MALE, date(school_year - 46, 6, 23), NEIGHBOURHOODS[3].draw_home(chance))
    child = _child(chance, father, date(school_year - GRADE_SIX_AFTER, 7, 8), today)
    household = with_parental_bonds((father,), (child,))
    return CastHousehold(household, (CardState.VALID, CardState.EXPIRING), DemoRole.WORKER, member=0)


def _parent(chance: Random, sex: Sex, born_on: date, home: SyntheticHome) -> Draft:
    adult = draft_adult(chance, sex, born_on, home)
    return replace(adult, cover=Cover.WORKER, has_account=True)


def _child(chance: Random, father: Draft, born_on: date, today: date) -> Draft:
    sex = chance.choice(list(Sex))
    name = draw_name(chance, sex, father.full_name.split()[0])
    return Draft(name, born_on, sex, cover_of_child(born_on, today), father.home)


CAST: tuple[Callable[[Random, int, date], CastHousehold], ...] = (
    _parent_of_two,
    _pupil_of_grade_ten,
    _worker,
)
