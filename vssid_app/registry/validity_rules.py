"""From when to when a card is valid, by group and grade (source: domain facts, "Validity of a card")."""

from dataclasses import dataclass
from datetime import date

from vssid_app.registry.continuity_rules import ONE_DAY, add_months, last_day_of_month

FIRST_GRADE = 1
LAST_GRADE = 12


@dataclass(frozen=True)
class CardTerms:
    """What the rules of the day say on the validity of children's cards.

    ``small_child_months``: the age in months up to which a small child's card runs (72).
    ``school_year_end``: month and day on which the old school year's cards end (30/9).
    """

    small_child_months: int
    school_year_end: tuple[int, int]

    def end_in(self, year: int) -> date:
        """Return the day of that year on which cards of the old school year end."""
        month, day = self.school_year_end
        return date(year, month, day)


@dataclass(frozen=True)
class Validity:
    """The days of a card, both included."""

    valid_from: date
    valid_to: date


def small_child_validity(birth: date, terms: CardTerms) -> Validity:
    """Return the days of the card of a child under six.

    Who is full of age by the end of the school year keeps the card until then; who is later, until the end of
    the month of that age.
    """
    full = add_months(birth, terms.small_child_months)
    end = terms.end_in(full.year)
    return Validity(birth, end if full <= end else last_day_of_month(full))


def pupil_validity(
    grade: int, year: int, terms: CardTerms, *, small_child_end: date | None = None
) -> Validity:
    """Return the days of a pupil's card within a calendar year.

    Grade 1 stands for the year in which school begins, grade 12 for the one in which it ends (both turn with
    the school year); any other grade for a whole year. Who is in grade 1 and born late in the year still has
    the card of a small child, up to ``small_child_end``: the pupil's begins the day after.
    """
    turn = terms.end_in(year)
    starts = _after(turn, small_child_end) if grade == FIRST_GRADE else date(year, 1, 1)
    ends = turn if grade == LAST_GRADE else date(year, 12, 31)
    return Validity(starts, ends)


def student_validity(
    year: int, *, enrolled_on: date, course_ends: date | None = None, grade_12_end: date | None = None
) -> Validity:
    """Return the days of a student's card within a calendar year from enrolment to the end of the course.

    The first year's begins with enrolment, or the day after the card of grade 12, where that still runs; the
    last year's ends with the month in which the course does; any other is for the whole year.

    Raises:
        ValueError: for a year before enrolment or after the end of the course.
    """
    begins = enrolled_on if grade_12_end is None or grade_12_end < enrolled_on else grade_12_end + ONE_DAY
    starts = max(begins, date(year, 1, 1))
    ends = date(year, 12, 31)
    if course_ends is not None:
        ends = min(ends, last_day_of_month(course_ends))
    if ends < starts:
        raise ValueError(f"no student's card for {year}: {enrolled_on} to {course_ends}")
    return Validity(starts, ends)


def paid_validity(first_day: date, months: int) -> Validity:
    """Return the days of a card paid for a number of months (3, 6 or 12) from its first day."""
    return Validity(first_day, add_months(first_day, months) - ONE_DAY)


def _after(turn: date, other: date | None) -> date:
    return max(turn, other or turn) + ONE_DAY
