"""Medical visits of invented people: where, when, what it cost, and who paid it by the rules of the day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise
from random import Random

from vssid_app.registry.models import CertificateKind
from vssid_app.registry.rules import (
    OwnShare,
    Payment,
    PeriodFacts,
    VisitCosts,
    continuity,
    copay_year,
    covered_months,
    level_in_month,
    visit_split,
)
from vssid_app.training.illnesses import (
    ADVANCED_HOSPITALS,
    BY_CODE,
    CARE_LEVELS,
    HOSPITAL,
    ILLNESSES,
    Illness,
    Line,
    Where,
)
from vssid_app.training.law import shipped_terms
from vssid_app.training.synthetic import SyntheticCertificate, SyntheticCost, SyntheticVisit

MAX_GAP_MONTHS = 3
DAYS_A_YEAR = 365.25
# So long ago that leave after a visit has ended as well.
SHORTEST_AGO, LONGEST_AGO = 30, 5 * 365
COUNTS, WEIGHTS = (0, 1, 2, 4), (62, 25, 10, 3)
TO_HUNDREDS = -2


@dataclass(frozen=True)
class Patient:
    """What visits are made from; ``periods`` are those of health insurance.

    ``is_working``: a certificate of leave is of use.
    """

    born_on: date
    facility_code: str
    periods: tuple[PeriodFacts, ...]
    is_working: bool = False


@dataclass(frozen=True)
class Occasion:
    """That somebody went to a doctor on a day with an illness, by its ICD-10 code."""

    icd10: str
    day: date


def draw_occasions(chance: Random, born_on: date, today: date) -> Iterator[Occasion]:
    """Draw the visits of an ordinary person's last years, each fit for the age then."""
    (count,) = chance.choices(COUNTS, WEIGHTS)
    for _ in range(count):
        day = today - timedelta(days=chance.randint(SHORTEST_AGO, LONGEST_AGO))
        age = (day - born_on).days / DAYS_A_YEAR
        fitting = [one for one in ILLNESSES if one.ages[0] <= age < one.ages[1]]
        if fitting:
            yield Occasion(chance.choice(fitting).icd10, day)


def make_visits(
    chance: Random, patient: Patient, occasions: Iterable[Occasion], today: date
) -> tuple[SyntheticVisit, ...]:
    """Return the visits in order of time, none before the other has ended, none up to today.

    Who was not insured in a month, or for whose day the law is not known, has no visit in the register then.
    """
    made: list[SyntheticVisit] = []
    for occasion in sorted(occasions, key=lambda one: one.day):
        visit = _visit(chance, patient, occasion, made)
        is_apart = not made or made[-1].discharged < occasion.day
        if visit is not None and is_apart and visit.discharged < today:
            made.append(visit)
    return tuple(made)


def payment_of(
    patient: Patient, visit: SyntheticVisit, costs: VisitCosts, before: Iterable[SyntheticVisit]
) -> Payment | None:
    """Return who pays a visit by the rules, after those before it."""
    terms = shipped_terms()
    level = level_in_month(patient.periods, visit.admitted, terms.levels)
    place = terms.place(visit.care_level, visit.discharged, in_network=visit.in_network)
    left = _copay_left(patient, visit.discharged, before)
    return visit_split(costs, level, place, terms.payment_on(visit.discharged), left)


def shared_out(amount: int, parts: Iterable[int]) -> tuple[int, ...]:
    """Share an amount among parts by their size, in whole đồng, so that nothing is left over."""
    sums = (0, *accumulate(parts))
    whole = sums[-1] or 1
    return tuple(amount * after // whole - amount * before // whole for before, after in pairwise(sums))


def _copay_left(patient: Patient, day: date, before: Iterable[SyntheticVisit]) -> int | None:
    run = continuity(
        (
            covered_months(one, patient.born_on if one.beneficiary_code == "TE" else None)
            for one in patient.periods
        ),
        day,
        MAX_GAP_MONTHS,
    )
    if run is None or not run.is_reached_on(day):
        return None
    shares = [OwnShare(one.discharged, one.payment.copay, in_network=one.in_network) for one in before]
    year = copay_year(shares, run.five_year_date, shipped_terms().copay_threshold_on, day)
    return year.left if year else None


def _visit(
    chance: Random, patient: Patient, occasion: Occasion, before: list[SyntheticVisit]
) -> SyntheticVisit | None:
    illness = BY_CODE[occasion.icd10]
    facility = _facility(chance, patient, illness)
    lines = [(line, _price(chance, line)) for line in illness.lines]
    outside = sum(amount for line, amount in lines if not line.is_covered)
    costs = VisitCosts(sum(amount for _line, amount in lines), outside)
    draft = SyntheticVisit(
        facility_code=facility,
        care_level=CARE_LEVELS[facility],
        in_network=illness.where is not Where.ELSEWHERE,
        admitted=occasion.day,
        discharged=occasion.day + timedelta(days=illness.nights),
        icd10=illness.icd10,
        diagnosis=illness.diagnosis,
        total=costs.total,
        payment=Payment(0, 0, 0, 0, 0, ()),
        costs=(),
        certificates=(),
    )
    payment = payment_of(patient, draft, costs, before)
    if payment is None or not payment.percent:
        return None
    done = _complete(draft, payment, lines)
    return replace(done, certificates=tuple(_certificates(chance, illness, draft, patient)))


def _facility(chance: Random, patient: Patient, illness: Illness) -> str:
    if illness.where is Where.OWN:
        return patient.facility_code
    return HOSPITAL if illness.where is Where.HOSPITAL else chance.choice(ADVANCED_HOSPITALS)


def _price(chance: Random, line: Line) -> int:
    """Of a whole line; medicines differ from visit to visit."""
    return int(round(line.price * line.quantity * chance.uniform(0.85, 1.2), TO_HUNDREDS))


def _complete(draft: SyntheticVisit, payment: Payment, lines: list[tuple[Line, int]]) -> SyntheticVisit:
    """Add what the fund pays of each line, which makes up what it pays of the visit."""
    paid = shared_out(payment.fund_paid, [amount if line.is_covered else 0 for line, amount in lines])
    costs = tuple(
        SyntheticCost(line.kind, line.name, line.unit, line.quantity, amount, fund)
        for (line, amount), fund in zip(lines, paid, strict=True)
    )
    return replace(draft, payment=payment, costs=costs)


def _certificates(
    chance: Random, illness: Illness, visit: SyntheticVisit, patient: Patient
) -> Iterator[SyntheticCertificate]:
    """Papers are issued on the day of discharge; leave after it is counted from the next day."""
    day, kind = visit.discharged, CertificateKind
    rest_from = day + timedelta(days=1) if illness.nights else day
    rest_to = rest_from + timedelta(days=illness.rest_days - 1)
    if illness.nights:
        yield SyntheticCertificate(kind.DISCHARGE, _number(chance, day), day, visit.admitted, day)
    if illness.where is Where.ADVANCED:
        yield SyntheticCertificate(kind.RECORD_SUMMARY, _number(chance, day), day)
    if illness.is_birth:
        yield SyntheticCertificate(kind.BIRTH, _number(chance, day), day)
    if illness.rest_days and patient.is_working:
        yield SyntheticCertificate(kind.SICK_LEAVE, _number(chance, day), day, rest_from, rest_to)


def _number(chance: Random, day: date) -> str:
    return f"TH{chance.randint(1, 999_999):06d}/{day.year}"
