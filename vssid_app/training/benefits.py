"""Money that the insurance has paid to invented people: of five kinds, each to who can have it.

Amounts follow the pay of the person's periods in simple shares that are (k); nobody reads a law from them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from vssid_app.registry.models import BenefitKind, CertificateKind, Scheme
from vssid_app.registry.rules import add_months, last_day_of_month
from vssid_app.training.synthetic import SyntheticBenefit, SyntheticPeriod, SyntheticVisit

OFFICE_BEFORE, OFFICE_SINCE = "BHXH quận Long Biên", "BHXH cơ sở Long Biên"
OFFICES_RENAMED = date(2025, 7, 1)
PAID_IN_CASH = 1 / 5
TO_THOUSANDS = -3

MATERNITY_MONTHS = 6
MONTHS_BEFORE_MATERNITY = 6
WORKING_DAYS_A_MONTH = 24
SICK_SHARE, UNEMPLOYED_SHARE = 0.75, 0.6
LONGEST_UNEMPLOYED = 12
MONTHS_BEFORE_UNEMPLOYED = 12
INJURY_SHARE, INJURY_MONTHS = 1 / 15, 5
PENSION_SHARES, PENSION_RISE = (0.55, 0.75), 1.07
FAREWELL_MONTHS = (1, 4)
DAYS_TO_DECIDE = 15
WOUND = "S61"
INJURY_PENSION_SHARE = 0.3


@dataclass(frozen=True)
class Claimant:
    """Who is paid: the periods of all insurances, the days of birth of a mother's children, the visits."""

    periods: tuple[SyntheticPeriod, ...]
    visits: tuple[SyntheticVisit, ...]
    births: tuple[date, ...] = ()
    retired_in: date | None = None
    is_injured: bool = False
    """Told to have had an accident at work that left a lasting harm."""


def make_benefits(chance: Random, claimant: Claimant, today: date) -> tuple[SyntheticBenefit, ...]:
    """Return what was decided before today, the earliest first; leave that has not ended is not paid yet."""
    found = [
        *_maternity(chance, claimant),
        *_sickness(chance, claimant),
        *_unemployment(chance, claimant),
        *_injury(chance, claimant, today),
        *_pension(chance, claimant, today),
    ]
    done = [
        one for one in found if one.decision_date < today and (one.to_date is None or one.to_date < today)
    ]
    return tuple(sorted(done, key=lambda one: (one.from_date, one.kind)))


def _maternity(chance: Random, claimant: Claimant) -> Iterator[SyntheticBenefit]:
    """Yield six months' pay for each child born at least half a year after work began."""
    for born_on in claimant.births:
        pay = _pay_in(claimant, add_months(born_on, -MONTHS_BEFORE_MATERNITY))
        if pay is not None and _pay_in(claimant, born_on) is not None:
            ends = add_months(born_on, MATERNITY_MONTHS) - timedelta(days=1)
            yield _paid(chance, BenefitKind.SICKNESS_MATERNITY, born_on, ends, pay * MATERNITY_MONTHS)


def _sickness(chance: Random, claimant: Claimant) -> Iterator[SyntheticBenefit]:
    """Yield three quarters of the pay for the days that a certificate gives as leave."""
    papers = (paper for visit in claimant.visits for paper in visit.certificates)
    for paper in papers:
        if paper.kind is not CertificateKind.SICK_LEAVE or paper.from_date is None or paper.to_date is None:
            continue
        pay = _pay_in(claimant, paper.from_date)
        if pay is not None:
            days = (paper.to_date - paper.from_date).days + 1
            amount = pay * SICK_SHARE / WORKING_DAYS_A_MONTH * days
            kind = BenefitKind.SICKNESS_MATERNITY
            yield _paid(chance, kind, paper.from_date, paper.to_date, amount)


def _unemployment(chance: Random, claimant: Claimant) -> Iterator[SyntheticBenefit]:
    """Yield a share of the last pay for the months between two jobs, after a year of contributions."""
    insured = sorted(
        (one for one in claimant.periods if one.scheme is Scheme.UI), key=lambda one: one.from_month
    )
    for before, after in pairwise(insured):
        if before.to_month is None:
            continue
        free_from, again = add_months(_first(before.to_month), 1), _first(after.from_month)
        months = min(_between(free_from, again), LONGEST_UNEMPLOYED)
        worked = _between(_first(insured[0].from_month), free_from)
        if months > 0 and worked >= MONTHS_BEFORE_UNEMPLOYED:
            ends = last_day_of_month(add_months(free_from, months - 1))
            amount = (before.base_pay or 0) * UNEMPLOYED_SHARE * months
            yield _paid(chance, BenefitKind.UNEMPLOYMENT, free_from, ends, amount)


def _injury(chance: Random, claimant: Claimant, today: date) -> Iterator[SyntheticBenefit]:
    """Yield the payment after an accident at work; a lasting harm brings a monthly one as well."""
    is_drawn = chance.random() < INJURY_SHARE
    drawn = today - timedelta(days=chance.randint(200, 1500))
    day = next((visit.admitted for visit in claimant.visits if visit.icd10 == WOUND), drawn)
    pay = _pay_in(claimant, day)
    if pay is None or not (is_drawn or claimant.is_injured):
        return
    yield _paid(chance, BenefitKind.INJURY, day, day + timedelta(days=10), pay * INJURY_MONTHS)
    if claimant.is_injured:
        since = add_months(day.replace(day=1), 2)
        yield _paid(chance, BenefitKind.MONTHLY, since, None, pay * INJURY_PENSION_SHARE)


def _pension(chance: Random, claimant: Claimant, today: date) -> Iterator[SyntheticBenefit]:
    """Yield the pension as it has risen up to today, and a payment at its beginning."""
    if claimant.retired_in is None:
        return
    pay = _pay_in(claimant, add_months(claimant.retired_in, -1)) or 0
    share, months = chance.uniform(*PENSION_SHARES), chance.randint(*FAREWELL_MONTHS)
    share *= PENSION_RISE ** (today.year - claimant.retired_in.year)
    yield _paid(chance, BenefitKind.MONTHLY, claimant.retired_in, None, pay * share)
    yield _paid(chance, BenefitKind.ONE_OFF, claimant.retired_in, None, pay * months / 2)


def _paid(
    chance: Random, kind: BenefitKind, first: date, last: date | None, amount: float
) -> SyntheticBenefit:
    """Decide a payment: a monthly one before it begins, any other after it has ended."""
    weeks = timedelta(days=chance.randint(5, DAYS_TO_DECIDE))
    is_monthly = kind is BenefitKind.MONTHLY
    decided = first - weeks if is_monthly else (last or first) + weeks
    in_cash = chance.random() < PAID_IN_CASH
    return SyntheticBenefit(
        kind=kind,
        decision_no=f"{chance.randint(1, 9999):04d}/QĐ-TH-{decided.year}",
        decision_date=decided,
        from_date=first,
        to_date=last,
        amount=max(int(round(amount, TO_THOUSANDS)), 1000),
        payer=OFFICE_BEFORE if decided < OFFICES_RENAMED else OFFICE_SINCE,
        account_masked="" if in_cash else f"•••• {chance.randint(0, 999):03d}",
    )


def _pay_in(claimant: Claimant, day: date) -> int | None:
    """What social insurance was paid on in the month of a day; None for who was not insured then."""
    return next(
        (one.base_pay for one in _social(claimant.periods) if _covers(one, f"{day:%Y-%m}")),
        None,
    )


def _social(periods: Iterable[SyntheticPeriod]) -> Iterator[SyntheticPeriod]:
    return (one for one in periods if one.scheme is Scheme.SI)


def _covers(period: SyntheticPeriod, month: str) -> bool:
    return period.from_month <= month and (period.to_month is None or month <= period.to_month)


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
