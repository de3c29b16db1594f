"""Months of participation of invented people, from their first card to the present one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from vssid_app.registry.models import Scheme
from vssid_app.registry.rules import add_months, small_child_validity
from vssid_app.training.insurance import (
    ENTRY_AGE,
    LEAVING_AGE,
    MONTHS_A_YEAR,
    TERMS,
    Cover,
    Holder,
)
from vssid_app.training.places import (
    EMPLOYERS,
    HOUSEHOLD,
    PENSION_FUND,
    UNIVERSITY,
    Stage,
    Unit,
)
from vssid_app.training.synthetic import SyntheticPeriod
from vssid_app.training.work import Career, Job, draw_career, work_periods

# Years after entry in whose Decembers the payments of primary and lower secondary school end.
PRIMARY_PAID_YEARS = 5
LOWER_SECONDARY_PAID_YEARS = 9

FIRST_JOB_AGES = (19, 25)
OLDEST_RECORD = date(2010, 1, 1)
PENSION_AGE = 60
LONGEST_JOB_GAP = 4
SETTLED_MONTHS = 48
STUDENT_YEARS = 6

GAP_MONTHS = (2, 5)
GAP_SHARE = 1 / 8


@dataclass(frozen=True)
class Stretch:
    """A run of months at one unit; both ends are first days of months, no end means that it goes on."""

    from_month: date
    to_month: date | None
    unit: Unit
    cover: Cover


@dataclass(frozen=True)
class Childhood:
    """Where a child is insured from: the commune until school, then one school a stage."""

    town_hall: Unit
    schools: dict[Stage, Unit]


def make_periods(
    chance: Random, holder: Holder, childhood: Childhood, paid_to: date | None, today: date
) -> tuple[SyntheticPeriod, ...]:
    """Return all periods of a holder; those of children, students and households end with what is paid."""
    if holder.cover is Cover.WORKER:
        jobs = holder.jobs or tuple(_jobs(chance, holder, today))
        return work_periods(_career(holder), jobs, Cover.WORKER.value, today)
    if holder.cover is Cover.PENSIONER:
        return _pensioner_periods(chance, holder, today)
    if holder.cover in {Cover.HOUSEHOLD, Cover.POOR}:
        start = add_months(today.replace(day=1), -chance.randint(12, 90))
        return (_period(Scheme.HI, Stretch(start, paid_to, HOUSEHOLD, holder.cover)),)
    stretches = _childhood(holder, childhood)
    kept = tuple(_clipped(stretch, paid_to or today) for stretch in stretches)
    with_gap = _with_gap(chance, tuple(stretch for stretch in kept if stretch is not None), today)
    return tuple(_period(Scheme.HI, stretch) for stretch in with_gap)


def month(day: date) -> str:
    """Return ``2021-09`` for a day of September 2021."""
    return f"{day:%Y-%m}"


def _period(scheme: Scheme, stretch: Stretch) -> SyntheticPeriod:
    return SyntheticPeriod(
        scheme=scheme,
        from_month=month(stretch.from_month),
        to_month=month(stretch.to_month) if stretch.to_month else None,
        unit_code=stretch.unit.code,
        unit_name=stretch.unit.name,
        beneficiary_code=stretch.cover.value if scheme is Scheme.HI else "",
    )


def _childhood(holder: Holder, childhood: Childhood) -> Iterator[Stretch]:
    """Yield the stretches of a whole childhood: small child, three schools, university."""
    small = small_child_validity(holder.born_on, TERMS)
    entry = holder.born_on.year + ENTRY_AGE
    school_cover = Cover.NEAR_POOR if holder.cover is Cover.NEAR_POOR else Cover.PUPIL
    until_school = small.valid_to.replace(day=1)
    yield Stretch(holder.born_on.replace(day=1), until_school, childhood.town_hall, Cover.SMALL_CHILD)
    starts = add_months(until_school, 1)
    turn = TERMS.end_in(holder.born_on.year + LEAVING_AGE).replace(day=1)
    ends = (date(entry + PRIMARY_PAID_YEARS, 12, 1), date(entry + LOWER_SECONDARY_PAID_YEARS, 12, 1), turn)
    for stage, end in zip(Stage, ends, strict=True):
        yield Stretch(starts, end, childhood.schools[stage], school_cover)
        starts = add_months(end, 1)
    if holder.cover is Cover.STUDENT:
        yield Stretch(starts, date(starts.year + STUDENT_YEARS, 12, 1), UNIVERSITY, Cover.STUDENT)


def _clipped(stretch: Stretch, paid_to: date) -> Stretch | None:
    """Cut a stretch where the paid months end; None where it would begin after that."""
    last = paid_to.replace(day=1)
    if stretch.from_month > last:
        return None
    ends = last if stretch.to_month is None else min(stretch.to_month, last)
    return Stretch(stretch.from_month, ends, stretch.unit, stretch.cover)


def _with_gap(chance: Random, stretches: tuple[Stretch, ...], today: date) -> tuple[Stretch, ...]:
    """Open a gap before the last stretch of one childhood in eight: a short or a breaking one.

    It lies over a year ago, so that it never contradicts the card of today.
    """
    *before, last = stretches
    starts = add_months(last.from_month, chance.choice(GAP_MONTHS))
    if not before or chance.random() > GAP_SHARE or starts > add_months(today, -MONTHS_A_YEAR):
        return stretches
    return (*before, Stretch(starts, last.to_month, last.unit, last.cover))


def _career(holder: Holder) -> Career:
    # A chance of its own: the pay was told of people who were there before it.
    return holder.career or draw_career(Random(f"{holder.si_number}/pay"))


def _jobs(chance: Random, holder: Holder, today: date) -> Iterator[Job]:
    """Yield one or two jobs, the last of which goes on."""
    first_age = chance.randint(*FIRST_JOB_AGES)
    earliest = max(OLDEST_RECORD, date(holder.born_on.year + first_age, chance.randint(1, 12), 1))
    starts = min(earliest, add_months(today.replace(day=1), -1))
    months_worked = (today.year - starts.year) * MONTHS_A_YEAR + today.month - starts.month
    first, second = chance.sample(EMPLOYERS, 2)
    if months_worked < SETTLED_MONTHS or chance.random() < 1 / 2:
        yield Job(starts, None, first.code, first.name)
        return
    left = add_months(starts, chance.randint(MONTHS_A_YEAR, months_worked - MONTHS_A_YEAR))
    yield Job(starts, left, first.code, first.name)
    yield Job(add_months(left, chance.randint(1, LONGEST_JOB_GAP)), None, second.code, second.name)


def _pensioner_periods(chance: Random, holder: Holder, today: date) -> tuple[SyntheticPeriod, ...]:
    """Return the last working years and the time as a pensioner, which goes on."""
    retired = date(holder.born_on.year + PENSION_AGE, holder.born_on.month, 1)
    retired = min(retired, add_months(today.replace(day=1), -1))
    began, unit = add_months(retired, -chance.randint(15, 30) * MONTHS_A_YEAR), chance.choice(EMPLOYERS)
    job = Job(began, add_months(retired, -1), unit.code, unit.name)
    work = work_periods(_career(holder), (job,), Cover.WORKER.value, today)
    rest = _period(Scheme.HI, Stretch(retired, None, PENSION_FUND, Cover.PENSIONER))
    return (*(one for one in work if one.scheme in {Scheme.SI, Scheme.HI}), rest)
