from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.rules import BadBirthDate, BirthDate, BirthProblem

TODAY = date(2026, 11, 22)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=TODAY)
BIRTHS = st.one_of(DAYS.map(BirthDate.on), st.integers(1900, 2026).map(BirthDate))


@given(BIRTHS)
def test_a_birth_date_is_read_back_as_written(birth: BirthDate) -> None:
    assert BirthDate.parse(birth.iso()) == birth


def test_it_is_shown_as_papers_print_it() -> None:
    assert BirthDate(2009, 9, 5).show() == "05/09/2009"
    assert BirthDate(1950).show() == "1950"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2023-02-29", BirthProblem.NO_SUCH_DAY),
        ("2009-04-31", BirthProblem.NO_SUCH_DAY),
        ("2009-13-01", BirthProblem.NO_SUCH_MONTH),
        ("2009-00-01", BirthProblem.NO_SUCH_MONTH),
        ("05/09/2009", BirthProblem.UNREADABLE),
        ("2009-09", BirthProblem.UNREADABLE),
        ("0000", BirthProblem.UNREADABLE),
        ("", BirthProblem.UNREADABLE),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(text: str, problem: BirthProblem) -> None:
    with pytest.raises(BadBirthDate) as refused:
        BirthDate.parse(text)
    assert refused.value.problem is problem


def test_a_leap_day_of_a_leap_year_is_a_birthday() -> None:
    assert BirthDate.parse("2024-02-29").age_on(date(2025, 2, 28)) == 0
    assert BirthDate.parse("2024-02-29").age_on(date(2025, 3, 1)) == 1


def test_a_month_without_a_day_is_no_known_precision() -> None:
    with pytest.raises(BadBirthDate):
        BirthDate(2009, 9)


@pytest.mark.parametrize("birth", [BirthDate(2027), BirthDate(2026, 11, 23)])
def test_a_birth_in_the_future_is_refused(birth: BirthDate) -> None:
    with pytest.raises(BadBirthDate) as refused:
        birth.checked(TODAY)
    assert refused.value.problem is BirthProblem.FUTURE


@pytest.mark.parametrize("birth", [BirthDate(1895), BirthDate(1895, 11, 22)])
def test_a_birth_over_130_years_ago_is_refused(birth: BirthDate) -> None:
    with pytest.raises(BadBirthDate) as refused:
        birth.checked(TODAY)
    assert refused.value.problem is BirthProblem.TOO_LONG_AGO


@pytest.mark.parametrize("birth", [BirthDate(2026), BirthDate(2026, 11, 22), BirthDate(1896)])
def test_births_up_to_today_are_accepted(birth: BirthDate) -> None:
    assert birth.checked(TODAY) == birth


@given(DAYS)
def test_a_year_alone_agrees_with_every_day_of_it(day: date) -> None:
    assert BirthDate(day.year).agrees_with(BirthDate.on(day))
    assert BirthDate.on(day).agrees_with(BirthDate(day.year))
    assert not BirthDate(day.year - 1).agrees_with(BirthDate.on(day))


@given(DAYS)
def test_two_days_of_a_year_do_not_agree(day: date) -> None:
    assert BirthDate.on(day).agrees_with(BirthDate.on(day))
    assert not BirthDate.on(day).agrees_with(BirthDate.on(day + timedelta(days=1)))


@given(DAYS, DAYS)
def test_order_is_that_of_time(one: date, other: date) -> None:
    assert (BirthDate.on(one) < BirthDate.on(other)) == (one < other)
    assert (BirthDate.on(one) <= BirthDate.on(other)) == (one <= other)


@given(DAYS)
def test_the_age_grows_by_one_a_year(day: date) -> None:
    birth = BirthDate.on(day)
    next_year = TODAY.replace(year=TODAY.year + 1)
    assert birth.age_on(next_year) == birth.age_on(TODAY) + 1
    assert birth.age_on(day) == 0
