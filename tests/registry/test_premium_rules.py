from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.registry.rules import PREMIUM_MONTHS, Premium, PremiumTerms, pupil_premium

RATE = Decimal("0.045")


def terms(base_salary: int | None, support: str = "0.5") -> PremiumTerms:
    return PremiumTerms(base_salary, RATE, Decimal(support))


@pytest.mark.parametrize(
    ("base_salary", "support", "twelve_months"),
    [
        (1_490_000, "0.30", 563_220),
        (1_800_000, "0.30", 680_400),
        (2_340_000, "0.30", 884_520),
        (2_340_000, "0.50", 631_800),
        (2_530_000, "0.50", 683_100),
    ],
)
def test_a_year_costs_what_the_table_says(base_salary: int, support: str, twelve_months: int) -> None:
    premium = pupil_premium(12, terms(base_salary, support))
    assert premium is not None
    assert premium.own == twelve_months


@pytest.mark.parametrize(("months", "own"), [(3, 170_775), (6, 341_550), (12, 683_100)])
def test_three_and_six_months_cost_their_part(months: int, own: int) -> None:
    premium = pupil_premium(months, terms(2_530_000))
    assert premium == Premium(months, own * 2, own, 0, own)


def test_the_locality_adds_its_share_and_never_more_than_the_state_leaves() -> None:
    premium = pupil_premium(12, terms(2_530_000), Decimal("0.2"))
    assert premium == Premium(12, 1_366_200, 683_100, 273_240, 409_860)
    whole = pupil_premium(12, terms(2_530_000), Decimal("0.9"))
    assert whole is not None
    assert (whole.local_support, whole.own) == (683_100, 0)


@pytest.mark.parametrize("unknown", ["base_salary", "rate", "state_support"])
def test_what_is_not_known_gives_no_premium_and_not_nought(unknown: str) -> None:
    assert pupil_premium(12, replace(terms(2_530_000), **{unknown: None})) is None


@pytest.mark.parametrize("months", [-3, 0, 1, 9, 13])
def test_other_numbers_of_months_are_refused(months: int) -> None:
    with pytest.raises(ValueError, match="a premium for"):
        pupil_premium(months, terms(2_530_000))


@pytest.mark.parametrize("share", ["-0.1", "1.1"])
def test_a_share_outside_of_nought_and_one_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match="a share of"):
        pupil_premium(12, terms(2_530_000), Decimal(share))


shares = st.decimals(0, 1, places=4)


@settings(max_examples=50)
@given(st.sampled_from(PREMIUM_MONTHS), st.integers(1, 10_000_000), shares, shares)
def test_the_parts_make_up_the_premium(months: int, salary: int, state: Decimal, local: Decimal) -> None:
    premium = pupil_premium(months, PremiumTerms(salary, RATE, state), local)
    assert premium is not None
    assert premium.state_support + premium.local_support + premium.own == premium.full
    assert min(premium.state_support, premium.local_support, premium.own) >= 0
