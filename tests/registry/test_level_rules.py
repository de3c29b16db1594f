from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.registry.rules import LevelRow, benefit_level, best_level, fund_percent

ROWS = [
    LevelRow("HS", 4, date(2015, 1, 1)),
    LevelRow("CN", 3, date(2015, 1, 1), date(2025, 12, 31)),
    LevelRow("CN", 2, date(2026, 1, 1)),
]
PERCENTS = {1: 100, 2: 100, 3: 95, 4: 80, 5: 100}


@pytest.mark.parametrize(
    ("code", "day", "level"),
    [
        ("HS", date(2021, 5, 1), 4),
        ("CN", date(2025, 12, 31), 3),
        ("CN", date(2026, 1, 1), 2),
        ("CN", date(2014, 12, 31), None),
        ("ZZ", date(2026, 1, 1), None),
    ],
)
def test_the_level_comes_from_the_row_in_force(code: str, day: date, level: int | None) -> None:
    assert benefit_level(code, day, ROWS) == level


def test_the_fund_pays_what_the_rows_say() -> None:
    assert [fund_percent(level, PERCENTS) for level in (1, 2, 3, 4, 5)] == [100, 100, 95, 80, 100]


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5]), min_size=1))
def test_the_best_level_never_pays_less_than_another(levels: list[int]) -> None:
    best = best_level(levels)
    assert best is not None
    assert fund_percent(best, PERCENTS) == max(fund_percent(level, PERCENTS) for level in levels)


def test_without_a_card_there_is_no_level() -> None:
    assert best_level([]) is None
