from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.registry.rules import (
    CardFacts,
    CardHold,
    LevelRow,
    OwnShare,
    PaymentReason,
    PaymentTerms,
    VisitCosts,
    VisitPlace,
    copay_year,
    level_on,
    visit_split,
)

R = PaymentReason
TERMS = PaymentTerms(
    base_salary=2_530_000,
    percents={1: 100, 2: 100, 3: 95, 4: 80, 5: 100},
    beyond_scope=frozenset({5}),
    small_visit_share=Decimal("0.15"),
    copay_cap_salaries=6,
)
HERE = VisitPlace()
COMMUNE = VisitPlace(is_commune=True)
AWAY = VisitPlace(in_network=False, away_share=Decimal("0.4"))
UNKNOWN_SALARY = replace(TERMS, base_salary=None)


@pytest.mark.parametrize(
    ("level", "place", "costs", "parts", "reasons"),
    [
        (4, HERE, VisitCosts(1_000_000), (800_000, 200_000, 0, 0), (R.SHARED_LEVEL,)),
        (3, HERE, VisitCosts(1_000_000), (950_000, 50_000, 0, 0), (R.SHARED_LEVEL,)),
        (2, HERE, VisitCosts(1_000_000, 100_000), (900_000, 0, 100_000, 0), (R.FULL_LEVEL,)),
        (5, HERE, VisitCosts(1_000_000, 100_000), (1_000_000, 0, 0, 0), (R.FULL_LEVEL, R.BEYOND_SCOPE)),
        (4, HERE, VisitCosts(1_000_000, 0, 100_000), (720_000, 180_000, 0, 100_000), (R.SHARED_LEVEL,)),
        (4, HERE, VisitCosts(379_499), (379_499, 0, 0, 0), (R.SMALL_VISIT,)),
        (4, HERE, VisitCosts(379_500), (303_600, 75_900, 0, 0), (R.SHARED_LEVEL,)),
        (4, HERE, VisitCosts(400_000, 300_000), (80_000, 20_000, 300_000, 0), (R.SHARED_LEVEL,)),
        (4, COMMUNE, VisitCosts(1_000_000), (1_000_000, 0, 0, 0), (R.COMMUNE,)),
        (4, AWAY, VisitCosts(1_000_000), (320_000, 680_000, 0, 0), (R.SHARED_LEVEL, R.OUT_OF_NETWORK)),
        (1, AWAY, VisitCosts(1_000_000), (400_000, 600_000, 0, 0), (R.FULL_LEVEL, R.OUT_OF_NETWORK)),
        (None, HERE, VisitCosts(1_000_000, 0, 5), (0, 0, 999_995, 5), (R.NO_COVER,)),
    ],
)
def test_who_pays_what_and_why(
    level: int | None,
    place: VisitPlace,
    costs: VisitCosts,
    parts: tuple[int, ...],
    reasons: tuple[PaymentReason, ...],
) -> None:
    paid = visit_split(costs, level, place, TERMS)
    assert paid is not None
    assert (paid.fund_paid, paid.copay, paid.self_paid, paid.other_paid) == parts
    assert paid.reasons == reasons


@pytest.mark.parametrize(("total", "fund"), [(400_001, 320_001), (400_002, 320_002), (400_003, 320_002)])
def test_the_funds_share_is_rounded_to_a_dong(total: int, fund: int) -> None:
    paid = visit_split(VisitCosts(total), 4, HERE, TERMS)
    assert paid is not None
    assert (paid.fund_paid, paid.copay) == (fund, total - fund)


@pytest.mark.parametrize(
    ("left", "copay", "reason"),
    [
        (None, 2_000_000, None),
        (2_000_000, 2_000_000, None),
        (500_000, 500_000, R.COPAY_CROSSED),
        (0, 0, R.COPAY_REACHED),
    ],
)
def test_over_the_threshold_of_five_years_the_fund_pays_what_lies_above(
    left: int | None, copay: int, reason: PaymentReason | None
) -> None:
    paid = visit_split(VisitCosts(10_000_000), 4, HERE, TERMS, left)
    assert paid is not None
    assert (paid.copay, paid.over_threshold) == (copay, 2_000_000 - copay)
    assert paid.reasons == ((R.SHARED_LEVEL,) if reason is None else (R.SHARED_LEVEL, reason))


def test_out_of_network_five_years_help_nothing() -> None:
    costs = VisitCosts(10_000_000)
    assert visit_split(costs, 4, AWAY, TERMS, 0) == visit_split(costs, 4, AWAY, TERMS)


@pytest.mark.parametrize(
    ("level", "place", "known"), [(4, HERE, False), (4, COMMUNE, True), (2, HERE, True), (None, HERE, True)]
)
def test_a_payment_that_hangs_on_an_unknown_salary_is_unknown(
    level: int | None, place: VisitPlace, *, known: bool
) -> None:
    assert (visit_split(VisitCosts(50_000), level, place, UNKNOWN_SALARY) is not None) is known


def test_a_level_without_a_known_share_and_an_unknown_share_away_are_unknown() -> None:
    assert visit_split(VisitCosts(50_000), 4, HERE, replace(TERMS, percents={})) is None
    assert visit_split(VisitCosts(50_000), 4, replace(AWAY, away_share=None), TERMS) is None


@pytest.mark.parametrize("parts", [(100, 60, 60), (-1, 0, 0), (100, -1, 0), (100, 0, -1)])
def test_a_bill_whose_parts_do_not_fit_is_refused(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="a visit of"):
        VisitCosts(*parts)


@st.composite
def bills(draw: st.DrawFn) -> VisitCosts:
    in_scope, outside, others = (draw(st.integers(0, 60_000_000)) for _ in range(3))
    return VisitCosts(in_scope + outside + others, outside, others)


places = st.sampled_from([HERE, COMMUNE, AWAY])
levels = st.sampled_from([None, 1, 2, 3, 4, 5])
lefts = st.none() | st.integers(0, 20_000_000)


@settings(max_examples=80)
@given(bills(), levels, places, lefts)
def test_the_parts_make_up_the_whole_and_none_is_below_nought(
    costs: VisitCosts, level: int | None, place: VisitPlace, left: int | None
) -> None:
    paid = visit_split(costs, level, place, TERMS, left)
    assert paid is not None
    parts = (paid.fund_paid, paid.copay, paid.self_paid, paid.other_paid)
    assert min(parts) >= 0
    assert sum(parts) == costs.total
    assert paid.other_paid == costs.other_paid
    if left is not None and place.in_network and level is not None:
        assert paid.copay <= left


@settings(max_examples=60)
@given(bills(), st.sampled_from([(4, 3), (3, 2), (2, 5), (None, 4)]), places, lefts)
def test_a_better_level_never_leaves_more_to_pay(
    costs: VisitCosts, pair: tuple[int | None, int], place: VisitPlace, left: int | None
) -> None:
    worse, better = (visit_split(costs, level, place, TERMS, left) for level in pair)
    assert worse is not None
    assert better is not None
    assert better.copay + better.self_paid <= worse.copay + worse.self_paid


@settings(max_examples=60)
@given(bills(), levels, st.sampled_from([HERE, COMMUNE, AWAY]), lefts)
def test_what_is_recorded_gives_the_same_split_again(
    costs: VisitCosts, level: int | None, place: VisitPlace, left: int | None
) -> None:
    first = visit_split(costs, level, place, TERMS, left)
    assert first is not None
    if level in {None, 5}:
        return  # what lay outside is no longer told apart: all of it is paid, or none
    again = visit_split(VisitCosts(costs.total, first.self_paid, first.other_paid), level, place, TERMS, left)
    assert again == first


def test_the_best_of_the_cards_that_may_be_used_gives_the_level() -> None:
    rows = [LevelRow("HS", 4, date(2015, 1, 1)), LevelRow("HN", 2, date(2015, 1, 1))]
    pupil = CardFacts("HS4019900000001", date(2026, 1, 1), date(2026, 12, 31))
    poor = CardFacts("HN2019900000001", date(2026, 6, 1), date(2026, 12, 31))
    on = date(2026, 7, 1)
    assert level_on([pupil, poor], on, rows) == 2
    assert level_on([pupil, poor], date(2026, 5, 31), rows) == 4
    assert level_on([pupil, replace(poor, hold=CardHold.WITHDRAWN)], on, rows) == 4
    assert level_on([pupil], date(2027, 1, 1), rows) is None
    assert level_on([replace(pupil, card_code="ZZ4019900000001")], on, rows) is None


FIVE_YEARS = date(2026, 3, 1)


def threshold_on(day: date) -> int:
    return 6 * (2_340_000 if day < date(2026, 7, 1) else 2_530_000)


def test_own_shares_count_from_the_five_year_date_in_network_within_the_year() -> None:
    shares = [
        OwnShare(date(2025, 12, 31), 9_000_000),
        OwnShare(date(2026, 2, 28), 9_000_000),
        OwnShare(date(2026, 3, 1), 1_000_000),
        OwnShare(date(2026, 4, 1), 2_000_000, in_network=False),
        OwnShare(date(2026, 5, 1), 500_000),
        OwnShare(date(2026, 9, 1), 700_000),
    ]
    year = copay_year(shares, FIVE_YEARS, threshold_on, date(2026, 6, 30))
    assert year is not None
    assert (year.counted, year.threshold, year.reached_on) == (1_500_000, 14_040_000, None)
    assert year.left == 12_540_000
    later = copay_year(shares, FIVE_YEARS, threshold_on, date(2026, 9, 1))
    assert later is not None
    assert (later.counted, later.threshold, later.left) == (2_200_000, 15_180_000, 12_980_000)


def test_before_five_years_nothing_is_counted() -> None:
    assert copay_year([OwnShare(date(2026, 1, 5), 1)], FIVE_YEARS, threshold_on, date(2026, 2, 28)) is None


def test_once_reached_it_holds_to_the_end_of_the_year_though_the_salary_rises() -> None:
    shares = [OwnShare(date(2026, 4, 1), 14_000_000), OwnShare(date(2026, 6, 30), 40_000)]
    year = copay_year(shares, FIVE_YEARS, threshold_on, date(2026, 12, 31))
    assert year is not None
    assert (year.reached_on, year.threshold, year.left) == (date(2026, 6, 30), 14_040_000, 0)
    again = copay_year(shares, FIVE_YEARS, threshold_on, date(2027, 1, 1))
    assert again is not None
    assert (again.reached_on, again.counted, again.left) == (None, 0, 15_180_000)


def test_what_was_taken_above_the_threshold_can_be_claimed_back() -> None:
    shares = [OwnShare(date(2026, 4, 1), 15_000_000), OwnShare(date(2026, 8, 1), 100_000)]
    year = copay_year(shares, FIVE_YEARS, threshold_on, date(2026, 12, 31))
    assert year is not None
    assert year.refundable == 15_100_000 - 14_040_000


def test_an_unknown_threshold_is_never_reached_and_leaves_nothing_known() -> None:
    year = copay_year([OwnShare(date(2026, 4, 1), 10**9)], FIVE_YEARS, lambda _: None, date(2026, 12, 31))
    assert year is not None
    assert (year.reached_on, year.left) == (None, None)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60_000_000)), max_size=9
    )
)
def test_visit_after_visit_nobody_pays_more_than_the_threshold_of_the_last(
    visits: list[tuple[date, int]],
) -> None:
    paid: list[OwnShare] = []
    for day, total in sorted(visits):
        year = copay_year(paid, FIVE_YEARS, threshold_on, day)
        split = visit_split(VisitCosts(total), 4, HERE, TERMS, year.left if year else None)
        assert split is not None
        paid.append(OwnShare(day, split.copay))
    whole = copay_year(paid, FIVE_YEARS, threshold_on, date(2026, 12, 31))
    assert whole is not None
    assert whole.refundable == 0
    assert whole.counted <= threshold_on(date(2026, 12, 31))


cards = st.builds(
    CardFacts,
    st.sampled_from(["HS4019900000001", "HN2019900000001", "TE1019900000001", "ZZ4019900000001"]),
    st.dates(date(2025, 1, 1), date(2026, 6, 30)),
    st.none() | st.dates(date(2026, 7, 1), date(2027, 12, 31)),
    st.none() | st.sampled_from(CardHold),
)


@settings(max_examples=60)
@given(st.lists(cards, max_size=5), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_a_further_card_never_worsens_the_level(held: list[CardFacts], day: date) -> None:
    rows = [LevelRow(code, level, date(2015, 1, 1)) for code, level in (("HS", 4), ("HN", 2), ("TE", 1))]
    level = level_on(held, day, rows)
    if not held:
        assert level is None
        return
    fewer = level_on(held[1:], day, rows)
    ranks = {None: 9, 1: 1, 2: 2, 4: 4}
    assert ranks[level] <= ranks[fewer]
