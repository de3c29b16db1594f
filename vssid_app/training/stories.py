"""What is told of the cast: jobs, illnesses and children, so that each screen has something to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from vssid_app.people.rules import Sex
from vssid_app.registry.rules import CardState, add_months
from vssid_app.training.drafts import Draft, Story
from vssid_app.training.households import Household, draft_adult
from vssid_app.training.insurance import MONTHS_A_YEAR, Cover, cover_of_child
from vssid_app.training.names import draw_name
from vssid_app.training.places import EMPLOYERS
from vssid_app.training.synthetic import DemoRole, FamilyRole, SyntheticHome
from vssid_app.training.visits import Occasion
from vssid_app.training.work import Career, Job

# Illness and how many days ago.
CHILDHOOD = (
    ("J00", 64),
    ("J20", 231),
    ("K02", 402),
    ("A09", 655),
    ("S52", 934),
    ("H10", 1208),
    ("J20", 1530),
)
YOUTH = (("H52", 71), ("J03", 266), ("K02", 498), ("L20", 820), ("S52", 1177), ("J20", 1611))
WORKING_LIFE = (("J03", 48), ("M54", 289), ("K29", 610), ("J20", 967), ("K29", 1402))

# The months of who has worked for forty years, and the months between the jobs: a short gap and a long one.
FORTY_YEARS = (150, 120, 210)
GAPS = (2, 4)
# The last third of a year: before it, what is told of a year is told of the one before.
AUTUMN = 9
POSTS_OF_FORTY_YEARS, YEARS_A_STEP, MONTHS_OWED = (0, 2, 3), 2, 2


@dataclass(frozen=True)
class CastHousehold:
    """A family of the cast: its members, the wished states of their cards, and who plays which role."""

    household: Household
    wishes: tuple[CardState, ...]
    role: DemoRole | None = None
    member: int = 0
    others: Mapping[FamilyRole, int] = field(default_factory=dict)
    """Who plays a further role, by their place in the family."""


def parent(chance: Random, sex: Sex, born_on: date, home: SyntheticHome) -> Draft:
    """Draft an adult with an account whose employer pays."""
    adult = draft_adult(chance, sex, born_on, home)
    return replace(adult, cover=Cover.WORKER, has_account=True)


def child(chance: Random, family_name: str, born_on: date, home: SyntheticHome, today: date) -> Draft:
    """Draft a child of somebody of the cast."""
    sex = chance.choice(list(Sex))
    return Draft(draw_name(chance, sex, family_name), born_on, sex, cover_of_child(born_on, today), home)


def ill(days_ago: tuple[tuple[str, int], ...], today: date, *, earlier: int = 0) -> tuple[Occasion, ...]:
    """The visits to a doctor of a list of illnesses, so many days earlier than the list has them."""
    return tuple(Occasion(icd10, today - timedelta(days=ago + earlier)) for icd10, ago in days_ago)


def changed_jobs_once(today: date) -> Story:
    """Tell of fourteen years with two employers, and two months between that were paid for."""
    month = today.replace(day=1)
    left = add_months(month, -5 * MONTHS_A_YEAR)
    first, second = EMPLOYERS[1], EMPLOYERS[4]
    jobs = (
        Job(add_months(month, -14 * MONTHS_A_YEAR), left, first.code, first.name),
        Job(add_months(left, 3), None, second.code, second.name),
    )
    return Story(jobs=jobs, career=Career(post=4), occasions=ill(WORKING_LIFE, today), has_old_cards=True)


def forty_years(today: date) -> Story:
    """Tell of forty years at three employers, a sick heart, and a hand hurt at work."""
    return Story(
        jobs=_three_jobs(today),
        career=Career(POSTS_OF_FORTY_YEARS[-1], YEARS_A_STEP, MONTHS_OWED),
        occasions=_heart_and_hand(today),
        has_old_cards=True,
        is_injured=True,
    )


def _three_jobs(today: date) -> tuple[Job, ...]:
    """Jobs that make up the months of FORTY_YEARS up to the month of today."""
    starts = add_months(today.replace(day=1), 1 - sum(FORTY_YEARS) - sum(GAPS))
    jobs = []
    told = zip(FORTY_YEARS, (*GAPS, 0), EMPLOYERS, POSTS_OF_FORTY_YEARS, strict=False)
    for months, gap, unit, post in told:
        ends = add_months(starts, months - 1)
        jobs.append(Job(starts, ends if gap else None, unit.code, unit.name, post))
        starts = add_months(ends, gap + 1)
    return tuple(jobs)


def _heart_and_hand(today: date) -> tuple[Occasion, ...]:
    """Stays of one year that pass six base salaries of own share, and smaller visits of the years before."""
    year = today.year if today.month >= AUTUMN else today.year - 1
    return (
        Occasion("I10", date(year - 2, 3, 4)),
        Occasion("S61", date(year - 1, 5, 18)),
        Occasion("I10", date(year - 1, 9, 8)),
        Occasion("I25", date(year, 2, 10)),
        Occasion("I50", date(year, 4, 20)),
        Occasion("I10", date(year, 6, 3)),
        Occasion("I50", date(year, 7, 14)),
    )
