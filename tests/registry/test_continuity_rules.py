from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.registry.rules import (
    CoveredMonths,
    add_months,
    continuity,
    last_day_of_month,
    months_covered,
    years_and_months,
)

TODAY = date(2026, 11, 22)
MONTHS = st.dates(date(2000, 1, 1), date(2026, 12, 31)).map(lambda day: day.replace(day=1))


@st.composite
def periods(draw: st.DrawFn) -> CoveredMonths:
    start = draw(MONTHS)
    length = draw(st.one_of(st.none(), st.integers(0, 60)))
    return CoveredMonths(start, None if length is None else add_months(start, length))


def test_one_running_period_is_five_years_old_after_five_years() -> None:
    run = continuity([CoveredMonths(date(2023, 10, 1))], TODAY, 3)
    assert run is not None
    assert (run.start, run.five_year_date, run.broken_since) == (date(2023, 10, 1), date(2028, 10, 1), None)
    assert not run.is_reached_on(date(2028, 9, 30))
    assert run.is_reached_on(date(2028, 10, 1))


@pytest.mark.parametrize(
    ("ends", "begins", "start"),
    [
        (date(2020, 6, 1), date(2020, 10, 1), date(2018, 1, 1)),
        (date(2020, 6, 1), date(2020, 11, 1), date(2020, 11, 1)),
        (date(2020, 2, 1), date(2020, 6, 1), date(2018, 1, 1)),
        (date(2020, 2, 1), date(2020, 7, 1), date(2020, 7, 1)),
        (date(2020, 11, 1), date(2021, 3, 1), date(2018, 1, 1)),
        (date(2020, 11, 1), date(2021, 4, 1), date(2021, 4, 1)),
    ],
)
def test_three_months_without_cover_keep_the_run_and_four_end_it(
    ends: date, begins: date, start: date
) -> None:
    run = continuity([CoveredMonths(date(2018, 1, 1), ends), CoveredMonths(begins)], TODAY, 3)
    assert run is not None
    assert run.start == start


@pytest.mark.parametrize(
    ("today", "broken_since"),
    [
        (date(2026, 6, 30), None),
        (date(2026, 10, 1), None),
        (date(2026, 10, 2), date(2026, 7, 1)),
    ],
)
def test_a_run_is_broken_once_the_gap_up_to_today_is_too_long(today: date, broken_since: date | None) -> None:
    run = continuity([CoveredMonths(date(2020, 1, 1), date(2026, 6, 1))], today, 3)
    assert run is not None
    assert run.broken_since == broken_since
    assert run.is_reached_on(today) == (broken_since is None)


def test_a_small_childs_run_begins_on_the_day_of_birth() -> None:
    born = date(2020, 2, 29)
    run = continuity([CoveredMonths(date(2020, 2, 1), date(2026, 9, 1), starts_on=born)], TODAY, 3)
    assert run is not None
    assert (run.start, run.five_year_date) == (born, date(2025, 2, 28))


def test_a_longer_period_that_began_earlier_covers_a_shorter_one() -> None:
    whole = CoveredMonths(date(2018, 1, 1), date(2026, 11, 1))
    inside = CoveredMonths(date(2019, 1, 1), date(2019, 3, 1))
    assert continuity([inside, whole], TODAY, 3) == continuity([whole], TODAY, 3)


def test_nothing_begun_is_no_run() -> None:
    assert continuity([], TODAY, 3) is None
    assert continuity([CoveredMonths(date(2027, 1, 1))], TODAY, 3) is None


@given(st.lists(periods(), max_size=6), st.integers(0, 6))
def test_a_longer_permitted_gap_never_moves_the_start_later(lived: list[CoveredMonths], max_gap: int) -> None:
    strict = continuity(lived, TODAY, max_gap)
    lenient = continuity(lived, TODAY, max_gap + 1)
    if strict is None or lenient is None:
        assert strict is lenient
    else:
        assert lenient.start <= strict.start <= TODAY
        assert strict.start in {period.first_day for period in lived}


@given(st.lists(periods(), max_size=6), st.randoms())
def test_the_order_of_periods_does_not_matter(lived: list[CoveredMonths], chance: Random) -> None:
    mixed = list(lived)
    chance.shuffle(mixed)
    assert continuity(mixed, TODAY, 3) == continuity(lived, TODAY, 3)
    assert months_covered(mixed, TODAY) == months_covered(lived, TODAY)


def test_months_count_with_both_ends_and_once() -> None:
    first = CoveredMonths(date(2020, 1, 1), date(2020, 6, 1))
    second = CoveredMonths(date(2020, 4, 1), date(2020, 12, 1))
    assert months_covered([first], TODAY) == 6
    assert months_covered([first, second], TODAY) == 12


def test_months_paid_ahead_count_when_they_come() -> None:
    ahead = CoveredMonths(date(2026, 1, 1), date(2027, 12, 1))
    assert months_covered([ahead], TODAY) == 11
    assert months_covered([ahead], date(2026, 12, 1)) == 12
    assert months_covered([CoveredMonths(date(2027, 1, 1))], TODAY) == 0


@given(st.lists(periods(), max_size=6), periods())
def test_one_more_period_never_takes_months_away(lived: list[CoveredMonths], more: CoveredMonths) -> None:
    before, after = months_covered(lived, TODAY), months_covered([*lived, more], TODAY)
    assert before <= after <= before + months_covered([more], TODAY)


@pytest.mark.parametrize(("months", "shown"), [(67, (5, 7)), (480, (40, 0)), (11, (0, 11)), (0, (0, 0))])
def test_months_are_split_into_years(months: int, shown: tuple[int, int]) -> None:
    assert years_and_months(months) == shown


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_adding_months_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later == last_day_of_month(later) and later.day < day.day)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_day_after_the_last_of_a_month_is_a_first(day: date) -> None:
    assert (last_day_of_month(day) + timedelta(days=1)).day == 1
