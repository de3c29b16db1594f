"""Cards and participation of invented people, so made that a card is in the wished state today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from vssid_app.people.rules import BirthDate
from vssid_app.registry.models import CardStatus
from vssid_app.registry.rules import (
    CardState,
    CardTerms,
    LevelRow,
    Validity,
    add_months,
    benefit_level,
    last_day_of_month,
    paid_validity,
    pupil_validity,
    small_child_validity,
)
from vssid_app.training.names import misspell
from vssid_app.training.places import OFFICE_CODE, PROVINCE_CODE
from vssid_app.training.synthetic import SyntheticCard
from vssid_app.training.work import Career, Job

ONE_DAY = timedelta(days=1)
FIRST_GRADE = 1
LAST_GRADE = 12
ENTRY_AGE = 6
LEAVING_AGE = 18
MONTHS_A_YEAR = 12

# What the invented cards are made by; the rules that judge real ones take theirs from the policy.
TERMS = CardTerms(small_child_months=72, school_year_end=(9, 30))
PRINTED_LEVELS = (
    LevelRow("TE", 1, date.min),
    LevelRow("HN", 2, date.min),
    LevelRow("CN", 3, date.min, date(2025, 12, 31)),
    LevelRow("CN", 2, date(2026, 1, 1)),
    LevelRow("HT", 3, date.min),
    *(LevelRow(code, 4, date.min) for code in ("HS", "SV", "DN", "GD")),
)


class Cover(StrEnum):
    """Why somebody is insured; the value is the beneficiary code."""

    SMALL_CHILD = "TE"
    PUPIL = "HS"
    NEAR_POOR = "CN"
    STUDENT = "SV"
    WORKER = "DN"
    HOUSEHOLD = "GD"
    PENSIONER = "HT"
    POOR = "HN"


SCHOOL_COVERS = frozenset({Cover.PUPIL, Cover.NEAR_POOR})
LASTING_COVERS = frozenset({Cover.WORKER, Cover.PENSIONER})


@dataclass(frozen=True)
class Holder:
    """What a card is made from."""

    full_name: str
    birth: BirthDate
    born_on: date
    si_number: str
    cover: Cover
    facility_code: str
    jobs: tuple[Job, ...] = ()
    career: Career | None = None


def cover_of_child(born_on: date, today: date) -> Cover:
    """Return how a child or young person is insured today: as a small child, in school, or as a student."""
    if today <= small_child_validity(born_on, TERMS).valid_to:
        return Cover.SMALL_CHILD
    return Cover.PUPIL if today <= TERMS.end_in(born_on.year + LEAVING_AGE) else Cover.STUDENT


def make_card(chance: Random, holder: Holder, wish: CardState, today: date) -> SyntheticCard:
    """Make the card of a holder that is in the wished state today.

    Only cards of pupils, students and households can be wished to have ended or to end soon.
    """
    validity = _ended_or_ending(chance, holder, wish, today) or _usual(chance, holder, today)
    is_small_child = validity.valid_to == small_child_validity(holder.born_on, TERMS).valid_to
    code = Cover.SMALL_CHILD if is_small_child else holder.cover
    level = benefit_level(code.value, validity.valid_from, PRINTED_LEVELS)
    return SyntheticCard(
        card_code=f"{code.value}{level}{PROVINCE_CODE}{holder.si_number}",
        valid_from=validity.valid_from,
        valid_to=None if code in LASTING_COVERS else validity.valid_to,
        facility_code=holder.facility_code,
        issued_on=validity.valid_from,
        office_code=OFFICE_CODE,
        status=_draw_status(chance, wish),
        printed_name=misspell(holder.full_name) if wish is CardState.MISMATCH else None,
    )


def _draw_status(chance: Random, wish: CardState) -> CardStatus:
    if wish is not CardState.SUSPENDED:
        return CardStatus.ACTIVE
    return chance.choice([CardStatus.WITHDRAWN, CardStatus.REPORTED_OFF, CardStatus.SUSPENDED])


def _ended_or_ending(chance: Random, holder: Holder, wish: CardState, today: date) -> Validity | None:
    """Return the days of a half-year card that ends this month or has ended; None for other wishes."""
    if wish not in {CardState.EXPIRING, CardState.EXPIRED, CardState.REPORTED}:
        return None
    months_ago = 0 if wish is CardState.EXPIRING else chance.randint(1, 3)
    valid_to = last_day_of_month(add_months(today.replace(day=1), -months_ago))
    valid_from = add_months(valid_to.replace(day=1), -5)
    if holder.cover not in SCHOOL_COVERS:
        return Validity(valid_from, valid_to)
    small = small_child_validity(holder.born_on, TERMS)
    # Who has just begun school has no older card than the one of a small child.
    return (
        small if small.valid_to >= valid_to else Validity(max(valid_from, small.valid_to + ONE_DAY), valid_to)
    )


def _usual(chance: Random, holder: Holder, today: date) -> Validity:
    """Return the days of a card as the rules give it, today among them."""
    year = Validity(date(today.year, 1, 1), date(today.year, 12, 31))
    if holder.cover is Cover.SMALL_CHILD:
        return small_child_validity(holder.born_on, TERMS)
    if holder.cover in SCHOOL_COVERS:
        return _school_validity(holder.born_on, today)
    if holder.cover is Cover.STUDENT:
        starts = TERMS.end_in(today.year) + ONE_DAY
        return Validity(starts, year.valid_to) if today.year == holder.born_on.year + LEAVING_AGE else year
    if holder.cover is Cover.HOUSEHOLD:
        return paid_validity(add_months(today.replace(day=1), -chance.randint(0, 9)), MONTHS_A_YEAR)
    if holder.cover in LASTING_COVERS:
        return Validity(add_months(today.replace(day=1), -chance.randint(3, 40)), date.max)
    return year


def _school_validity(born_on: date, today: date) -> Validity:
    years_since_entry = today.year - born_on.year - ENTRY_AGE
    if years_since_entry == 0:
        first = pupil_validity(FIRST_GRADE, today.year, TERMS)
        small_child_end = small_child_validity(born_on, TERMS).valid_to
        return Validity(max(first.valid_from, small_child_end + ONE_DAY), first.valid_to)
    is_last = years_since_entry == LAST_GRADE
    return pupil_validity(LAST_GRADE if is_last else FIRST_GRADE + 1, today.year, TERMS)
