"""Who can be whose guardian, and until when: by the dates of birth alone."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from vssid_app.people.birth_rules import BirthDate

LAST_OF_FEBRUARY = 28


class CareProblem(StrEnum):
    """Why somebody cannot have the care of somebody."""

    GUARDIAN_TOO_YOUNG = "guardian_too_young"
    CHILD_GROWN_UP = "child_grown_up"
    CHILD_OLDER = "child_older"
    TOO_NEAR = "too_near"
    """Younger, but not by enough to be a father's or a mother's child."""


def guardian_problem(guardian: BirthDate, on: date, *, adult_age: int) -> CareProblem | None:
    """Whether somebody is old enough to be a guardian. Source: parameter ``adult_age``."""
    return CareProblem.GUARDIAN_TOO_YOUNG if guardian.age_on(on) < adult_age else None


def care_problem(
    guardian: BirthDate, child: BirthDate, on: date, *, adult_age: int, years_between: int
) -> CareProblem | None:
    """Whether somebody of this birth can have the care of somebody of that one on a day.

    ``years_between`` are the least years from the guardian's birth to the child's: parameter
    ``parent_age_gap`` for fathers and mothers, 0 for others, of whom a sister can be one.
    """
    too_young = guardian_problem(guardian, on, adult_age=adult_age)
    if too_young:
        return too_young
    if _is_older(child, guardian):
        return CareProblem.CHILD_OLDER
    if child.age_on(on) >= adult_age:
        return CareProblem.CHILD_GROWN_UP
    return CareProblem.TOO_NEAR if _years_between(guardian, child) < years_between else None


def last_day_in_care(child: BirthDate, *, adult_age: int) -> date:
    """The day before the child comes of age; of a year alone, the last day on which it surely has not."""
    return first_day_of_age(child, adult_age) - timedelta(days=1)


class CustodyProblem(StrEnum):
    """Why a day cannot be the last of a decision on custody."""

    PAST = "past"
    AFTER_OF_AGE = "after_of_age"


def custody_problem(last_day: date, child: BirthDate, on: date, *, adult_age: int) -> CustodyProblem | None:
    """Whether custody may end on a day: not in the past, and not after the child has come of age."""
    if last_day < on:
        return CustodyProblem.PAST
    if last_day > last_day_in_care(child, adult_age=adult_age):
        return CustodyProblem.AFTER_OF_AGE
    return None


def first_day_of_age(born: BirthDate, age: int) -> date:
    """The first day on which somebody is of this age; who was born on 29/02 on 01/03 of other years."""
    month, day, year = born.month or 1, born.day or 1, born.year + age
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, LAST_OF_FEBRUARY) + timedelta(days=1)


def _is_older(one: BirthDate, other: BirthDate) -> bool:
    if one.is_exact and other.is_exact:
        return one <= other
    return one.year < other.year


def _years_between(earlier: BirthDate, later: BirthDate) -> int:
    """The completed years from one birth to the other, as many as the precision allows."""
    had = (later.month or 12, later.day or 31) >= (earlier.month or 1, earlier.day or 1)
    return later.year - earlier.year - (0 if had else 1)
