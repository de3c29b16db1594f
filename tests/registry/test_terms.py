"""The dated rows as the rules take them, on the days of the domain's tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.statements import statements
from vssid_app.core.world import CurrentWorld
from vssid_app.registry.models import CareLevel
from vssid_app.registry.rules import CardTerms, benefit_level, pupil_premium
from vssid_app.registry.terms import all_terms, forget_terms

TODAY = date(2026, 11, 22)

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]


@pytest.mark.parametrize(
    ("paid_on", "own"),
    [
        (date(2019, 6, 30), None),
        (date(2019, 7, 1), 563_220),
        (date(2023, 7, 1), 680_400),
        (date(2024, 7, 1), 884_520),
        (date(2025, 7, 1), 631_800),
        (date(2026, 6, 30), 631_800),
        (date(2026, 7, 1), 683_100),
    ],
)
def test_the_day_of_payment_gives_the_premium(paid_on: date, own: int | None) -> None:
    premium = pupil_premium(12, all_terms().premium_on(paid_on))
    assert (premium.own if premium else None) == own


def test_a_payment_is_judged_by_the_rows_of_its_day() -> None:
    before, now = (all_terms().payment_on(day) for day in (date(2024, 6, 30), TODAY))
    assert (before.base_salary, now.base_salary) == (1_800_000, 2_530_000)
    assert (before.copay_threshold, now.copay_threshold) == (10_800_000, 15_180_000)
    assert now.percents == {1: 100, 2: 100, 3: 95, 4: 80, 5: 100}
    assert now.beyond_scope == {5}
    assert now.is_small(379_499)
    assert not now.is_small(379_500)


def test_before_the_first_row_all_is_unknown() -> None:
    long_ago = all_terms().payment_on(date(2014, 12, 31))
    assert (long_ago.base_salary, long_ago.copay_threshold, long_ago.is_small(1)) == (None, None, None)
    assert long_ago.percents == {}
    assert all_terms().cards_on(date(2014, 12, 31)) is None
    in_2018 = all_terms().payment_on(date(2018, 1, 1))
    assert (in_2018.base_salary, in_2018.is_small(1)) == (None, None)


def test_cards_run_by_the_terms_of_the_day() -> None:
    assert all_terms().cards_on(TODAY) == CardTerms(72, (9, 30))


def test_the_level_of_the_nearly_poor_rises_with_2026() -> None:
    levels = all_terms().levels
    assert [benefit_level("CN", day, levels) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [3, 2]


@pytest.mark.parametrize(
    ("care_level", "day", "share"),
    [
        (CareLevel.COMMUNE, TODAY, 1),
        (CareLevel.INITIAL, TODAY, 1),
        (CareLevel.BASIC, TODAY, 1),
        (CareLevel.BASIC, date(2020, 12, 31), Decimal("0.6")),
        (CareLevel.ADVANCED, TODAY, Decimal("0.4")),
        (CareLevel.ADVANCED, date(2014, 12, 31), None),
    ],
)
def test_out_of_network_the_share_left_hangs_on_the_level_of_care(
    care_level: CareLevel, day: date, share: Decimal | None
) -> None:
    place = all_terms().place(care_level, day, in_network=False)
    assert (place.away_share, place.is_commune) == (share, care_level is CareLevel.COMMUNE)


def test_all_of_it_is_three_statements_and_then_none(world: CurrentWorld) -> None:
    forget_terms()
    with statements() as sent:
        all_terms()
    assert len(sent) == 3
    with statements() as sent:
        all_terms().payment_on(TODAY)
    assert sent == []
