"""What the invented people's records hold: pay, visits, benefits; and that it agrees with the rules."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.people.rules import contains_real_number
from vssid_app.registry.models import BenefitKind, CertificateKind, Scheme
from vssid_app.registry.rules import (
    CardFacts,
    GapMeaning,
    OwnShare,
    PaymentReason,
    PeriodFacts,
    VisitCosts,
    YearsAndMonths,
    arrears_months,
    card_to_show,
    continuity,
    copay_year,
    covered_months,
    gaps,
    level_in_month,
    level_on,
    total_months,
    visit_split,
    years_and_months,
)
from vssid_app.training.facts import period_facts
from vssid_app.training.families import build_world
from vssid_app.training.law import shipped_terms
from vssid_app.training.synthetic import DemoRole, SyntheticPerson, SyntheticWorld
from vssid_app.training.visits import shared_out

TODAY = date(2026, 11, 22)
DAYS = [TODAY, date(2027, 1, 1), date(2021, 5, 20)]
every_day = pytest.mark.parametrize("today", DAYS)


@cache
def world_of(today: date) -> SyntheticWorld:
    return build_world(2026, today)


def player(role: DemoRole, today: date) -> SyntheticPerson:
    world = world_of(today)
    return next(person for person in world.persons if person.key == world.cast[role])


def in_scheme(person: SyntheticPerson, scheme: Scheme) -> list[PeriodFacts]:
    return [period_facts(one) for one in person.periods if one.scheme is scheme]


@every_day
def test_every_payment_is_what_the_rules_say_of_the_register(today: date) -> None:
    terms = shipped_terms()
    checked = 0
    for person in world_of(today).persons:
        health = in_scheme(person, Scheme.HI)
        before: list[OwnShare] = []
        for visit in person.visits:
            run = continuity([covered_months(one) for one in health], visit.discharged, 3)
            assert run is not None
            year = copay_year(before, run.five_year_date, terms.copay_threshold_on, visit.discharged)
            left = year.left if year and run.is_reached_on(visit.discharged) else None
            costs = VisitCosts(visit.total, visit.payment.self_paid, visit.payment.other_paid)
            level = level_in_month(health, visit.admitted, terms.levels)
            place = terms.place(visit.care_level, visit.discharged, in_network=visit.in_network)
            assert visit_split(costs, level, place, terms.payment_on(visit.discharged), left) == visit.payment
            before.append(OwnShare(visit.discharged, visit.payment.copay, in_network=visit.in_network))
            checked += 1
    assert checked >= 120


@every_day
def test_the_lines_of_a_bill_make_up_the_visit(today: date) -> None:
    for person in world_of(today).persons:
        for visit in person.visits:
            assert sum(cost.amount for cost in visit.costs) == visit.total
            assert sum(cost.fund_paid for cost in visit.costs) == visit.payment.fund_paid
            assert all(0 <= cost.fund_paid <= cost.amount for cost in visit.costs)
            assert len({cost.name for cost in visit.costs}) == len(visit.costs)


@every_day
def test_nothing_is_after_the_worlds_day_and_nothing_before_birth(today: date) -> None:
    for person in world_of(today).persons:
        for visit in person.visits:
            assert person.birth.iso() <= visit.admitted.isoformat()
            assert visit.admitted <= visit.discharged < today
            for paper in visit.certificates:
                assert max(paper.issued_on, paper.to_date or paper.issued_on) < today
        for benefit in person.benefits:
            assert benefit.decision_date < today
            assert benefit.from_date <= (benefit.to_date or today) <= today
            assert benefit.amount > 0


@every_day
def test_visits_do_not_overlap_and_leave_is_only_for_who_works(today: date) -> None:
    for person in world_of(today).persons:
        for one, next_one in pairwise(person.visits):
            assert one.discharged < next_one.admitted
        papers = [paper.kind for visit in person.visits for paper in visit.certificates]
        assert CertificateKind.SICK_LEAVE not in papers or in_scheme(person, Scheme.SI)


@every_day
def test_all_five_kinds_of_benefits_occur_with_fitting_persons(today: date) -> None:
    found = Counter(benefit.kind for person in world_of(today).persons for benefit in person.benefits)
    assert {kind: found[kind] for kind in BenefitKind if found[kind] < 3} == {}
    for person in world_of(today).persons:
        kinds = {benefit.kind for benefit in person.benefits}
        assert not kinds or in_scheme(person, Scheme.SI)
        if person.cards and person.cards[0].card_code.startswith("HT"):
            assert BenefitKind.MONTHLY in kinds


@every_day
def test_each_part_has_something_to_see_on_each_screen(today: date) -> None:
    for role in DemoRole:
        person = player(role, today)
        assert len(person.visits) >= 3
        assert len(person.cards) >= 2
        assert any(visit.payment.copay for visit in person.visits)
    assert {benefit.kind for benefit in player(DemoRole.PARENT, today).benefits} == {
        BenefitKind.SICKNESS_MATERNITY,
        BenefitKind.UNEMPLOYMENT,
    }
    assert {benefit.kind for benefit in player(DemoRole.WORKER, today).benefits} >= {
        BenefitKind.SICKNESS_MATERNITY,
        BenefitKind.INJURY,
        BenefitKind.MONTHLY,
    }
    children = [person for person in world_of(today).families[0] if person.class_name]
    assert all(len(person.visits) >= 2 for person in children)


@every_day
def test_the_worker_has_worked_for_forty_years_with_gaps_and_late_months(today: date) -> None:
    worker = player(DemoRole.WORKER, today)
    social = in_scheme(worker, Scheme.SI)
    assert years_and_months(total_months(social, today)) == YearsAndMonths(40, 0)
    assert [gap.months for gap in gaps(social, today, 3)] == [4, 2]
    assert arrears_months(social, today) == 2
    meanings = [gap.meaning for gap in gaps(in_scheme(worker, Scheme.HI), today, 3)]
    assert meanings == [GapMeaning.BREAKS_CONTINUITY, GapMeaning.KEEPS_CONTINUITY]
    pay = [one.base_pay or 0 for one in social]
    assert pay == sorted(pay)
    assert len({one.job_title for one in social}) == 3


@every_day
def test_the_worker_has_passed_six_base_salaries_after_five_years(today: date) -> None:
    reasons = [reason for visit in player(DemoRole.WORKER, today).visits for reason in visit.payment.reasons]
    assert reasons.count(PaymentReason.COPAY_CROSSED) == 1
    assert reasons.count(PaymentReason.COPAY_REACHED) >= 1


@every_day
def test_the_rare_records_are_there(today: date) -> None:
    persons = world_of(today).persons
    guarded = {
        bond.child
        for bond in world_of(today).guardianships
        if bond.guardian == player(DemoRole.WORKER, today).key
    }
    own = [person for person in persons if person.key in guarded]
    assert [len(person.full_name) for person in own if person.class_name] == [60]
    assert [person.birth.age_on(today) for person in own if not person.class_name] == [5, 0]
    empty = own[-1]
    assert (empty.cards, empty.periods, empty.visits, empty.benefits) == ((), (), (), ())


@every_day
def test_one_pupil_has_two_cards_at_once_and_the_better_stands_first(today: date) -> None:
    pupil = next(person for person in world_of(today).families[3] if person.class_name)
    facts = [CardFacts(card.card_code, card.valid_from, card.valid_to) for card in pupil.cards]
    assert all(card.covers(today) for card in facts)
    rows = shipped_terms().levels
    shown = card_to_show(facts, today, rows)
    assert shown is not None
    assert shown.beneficiary_code == "HN"
    assert level_on(facts, today, rows) == 2


@every_day
def test_old_cards_never_overlap_the_present_one(today: date) -> None:
    for role in DemoRole:
        cards = sorted(player(role, today).cards, key=lambda card: card.valid_from)
        for earlier, later in pairwise(cards):
            assert earlier.valid_to is not None
            assert earlier.valid_to < later.valid_from


@every_day
def test_pay_stands_with_work_and_late_months_never_with_health_insurance(today: date) -> None:
    owed = 0
    for person in world_of(today).persons:
        for period in person.periods:
            if period.scheme is Scheme.HI:
                assert (period.job_title, period.base_pay, period.arrears_months) == ("", None, 0)
                continue
            assert period.job_title
            assert period.salary is not None
            assert period.base_pay is not None
            assert 0 < period.base_pay <= period.salary
            owed += period.arrears_months
    assert owed >= 10


@every_day
def test_no_record_holds_a_real_number(today: date) -> None:
    for person in world_of(today).persons:
        assert not contains_real_number(repr((person.visits, person.benefits)))


@settings(max_examples=40)
@given(st.integers(0, 10**8), st.lists(st.integers(0, 10**7), min_size=1, max_size=8))
def test_what_is_shared_out_leaves_nothing_over(amount: int, parts: list[int]) -> None:
    shares = shared_out(amount, parts)
    assert sum(shares) == (amount if any(parts) else 0)
    assert all(share >= 0 and (part or not share) for share, part in zip(shares, parts, strict=True))
