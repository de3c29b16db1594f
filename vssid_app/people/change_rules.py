"""What is about to change, or has changed, for who has the care of a child: by dates alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.care_rules import first_day_of_age, last_day_in_care

ONE_DAY = timedelta(days=1)
ENDED_IS_NEWS = timedelta(days=30)
"""An end that lies further back is told no more, nor shown on Home: it is known."""


class Change(StrEnum):
    """Something that guardian and child are told once."""

    OWN_ACCOUNT = "own_account"
    """The child is old enough for an account of its own, or will be soon."""
    OF_AGE_SOON = "of_age_soon"
    """The child comes of age soon: then care ends."""
    CARE_ENDS = "care_ends"
    """The last day of the decision on custody comes near."""
    CARE_ENDED = "care_ended"


@dataclass(frozen=True, slots=True)
class Limits:
    """The parameters in force: ages in years, notices in days before."""

    own_account_age: int
    identity_card_age: int
    adult_age: int
    notice_days: int
    """Before the child is of the age for an account, and before it comes of age."""
    end_notice_days: int
    """Before the last day of a decision on custody."""


@dataclass(frozen=True, slots=True)
class Care:
    """One guardianship as far as dates go; one that was ended before its last day is not asked about."""

    child: BirthDate
    has_citizen_id: bool
    has_account: bool
    last_day: date | None
    goes_on: bool = False
    """Whether another guardianship of the same two follows."""


def changes_on(care: Care, on: date, limits: Limits) -> frozenset[Change]:
    """What is to be known on a day; each is told once, on the first day on which it is among these."""
    return frozenset(change for change, holds in _all(care, on, limits) if holds)


def own_account_day(child: BirthDate, limits: Limits) -> date:
    """The day on which the child is of the age for an account of its own."""
    return first_day_of_age(child, limits.own_account_age)


def _all(care: Care, on: date, limits: Limits) -> tuple[tuple[Change, bool], ...]:
    of_age_eve = last_day_in_care(care.child, adult_age=limits.adult_age)
    last_day = care.last_day or date.max
    runs = on <= last_day
    ends_with_age = last_day >= of_age_eve
    return (
        (Change.OWN_ACCOUNT, runs and on <= of_age_eve and _may_have_account(care, on, limits)),
        (
            Change.OF_AGE_SOON,
            runs and ends_with_age and _is_near(of_age_eve + ONE_DAY, on, limits.notice_days),
        ),
        (
            Change.CARE_ENDS,
            not ends_with_age and not care.goes_on and _is_near(last_day, on, limits.end_notice_days),
        ),
        (Change.CARE_ENDED, not runs and not care.goes_on and on <= last_day + ENDED_IS_NEWS),
    )


def _may_have_account(care: Care, on: date, limits: Limits) -> bool:
    """Soon of the age for it, or with an identity card before.

    A number alone says nothing of a small child: it is given at birth, the card from an age on.
    """
    if care.has_account:
        return False
    has_card = care.has_citizen_id and on >= first_day_of_age(care.child, limits.identity_card_age)
    near = on >= own_account_day(care.child, limits) - timedelta(days=limits.notice_days)
    return has_card or near


def _is_near(day: date, on: date, days: int) -> bool:
    return day - timedelta(days=days) <= on <= day
