from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.policy.rules import is_working_day, last_start_of_passed, working_day_after, working_day_from

DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=30)
LIMITS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2021, 5, 13), 3, date(2021, 5, 18)),
        (date(2021, 5, 14), 1, date(2021, 5, 17)),
        (date(2021, 5, 15), 1, date(2021, 5, 17)),
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
    ],
)
def test_weekends_do_not_count(start: date, days: int, last: date) -> None:
    assert working_day_after(start, days, frozenset()) == last


def test_a_public_holiday_does_not_count() -> None:
    holidays = frozenset({date(2024, 4, 30), date(2024, 5, 1)})
    assert working_day_after(date(2024, 4, 29), 1, holidays) == date(2024, 5, 2)


@pytest.mark.parametrize("days", [0, -1])
def test_a_time_limit_has_at_least_one_day(days: int) -> None:
    with pytest.raises(ValueError, match="working days"):
        working_day_after(date(2026, 11, 22), days, frozenset())


@given(DAYS, LIMITS, HOLIDAYS)
def test_the_last_day_is_a_working_day_and_so_many_lie_before_it(
    start: date, days: int, holidays: frozenset[date]
) -> None:
    last = working_day_after(start, days, holidays)
    between = [start + timedelta(days=i) for i in range(1, (last - start).days + 1)]
    assert sum(is_working_day(day, holidays) for day in between) == days
    assert is_working_day(last, holidays)


@given(DAYS, LIMITS, LIMITS, HOLIDAYS)
def test_one_limit_after_another_is_their_sum(
    start: date, one: int, other: int, holidays: frozenset[date]
) -> None:
    middle = working_day_after(start, one, holidays)
    assert working_day_after(middle, other, holidays) == working_day_after(start, one + other, holidays)


@given(DAYS, LIMITS, HOLIDAYS, DAYS)
def test_another_holiday_never_shortens_a_limit(
    start: date, days: int, holidays: frozenset[date], another: date
) -> None:
    assert working_day_after(start, days, holidays | {another}) >= working_day_after(start, days, holidays)


def test_a_saturday_worked_instead_counts_and_a_holiday_taken_back_too() -> None:
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    assert working_day_after(friday, 1, frozenset(), {saturday}) == saturday
    holiday = date(2026, 11, 30)
    assert working_day_after(friday, 1, {holiday}, {holiday}) == holiday


@given(DAYS, LIMITS, HOLIDAYS)
def test_what_began_by_then_has_passed_and_what_began_a_day_later_has_not(
    on: date, days: int, holidays: frozenset[date]
) -> None:
    latest = last_start_of_passed(on, days, holidays)
    assert working_day_after(latest, days, holidays) < on
    assert working_day_after(latest + timedelta(days=1), days, holidays) >= on


@given(DAYS, HOLIDAYS)
def test_a_limit_of_calendar_days_ends_on_the_first_working_day(day: date, holidays: frozenset[date]) -> None:
    last = working_day_from(day, holidays)
    skipped = [day + timedelta(days=n) for n in range((last - day).days)]
    assert last >= day
    assert is_working_day(last, holidays)
    assert not [each for each in skipped if is_working_day(each, holidays)]


def test_a_worked_saturday_is_a_day_to_end_on() -> None:
    saturday = date(2026, 11, 21)
    assert working_day_from(saturday, frozenset(), {saturday}) == saturday
    assert working_day_from(saturday, frozenset()) == date(2026, 11, 23)
