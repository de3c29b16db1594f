"""Who can be whose guardian, and until when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.care_rules import CareProblem, care_problem, last_day_in_care

TODAY = date(2026, 11, 22)
PARENT, CHILD = BirthDate(1990, 5, 3), BirthDate(2016, 5, 3)


def problem(guardian: BirthDate, child: BirthDate, years_between: int = 13) -> CareProblem | None:
    return care_problem(guardian, child, TODAY, adult_age=18, years_between=years_between)


@pytest.mark.parametrize(
    ("guardian", "child", "expected"),
    [
        (PARENT, CHILD, None),
        (BirthDate(1990), BirthDate(2016), None),
        (BirthDate(2008, 11, 23), CHILD, CareProblem.GUARDIAN_TOO_YOUNG),
        (BirthDate(2008, 11, 22), BirthDate(2022, 1, 1), None),
        (BirthDate(2000, 1, 1), BirthDate(1999, 12, 31), CareProblem.CHILD_OLDER),
        (PARENT, PARENT, CareProblem.CHILD_OLDER),
        (PARENT, BirthDate(2008, 11, 22), CareProblem.CHILD_GROWN_UP),
        (PARENT, BirthDate(2008, 11, 23), None),
        (BirthDate(2000, 5, 3), BirthDate(2013, 5, 2), CareProblem.TOO_NEAR),
        (BirthDate(2000, 5, 3), BirthDate(2013, 5, 3), None),
    ],
)
def test_births_decide_who_can_have_the_care_of_whom(
    guardian: BirthDate, child: BirthDate, expected: CareProblem | None
) -> None:
    assert problem(guardian, child) is expected


def test_a_grown_up_sister_may_be_the_guardian_though_no_mother() -> None:
    sister, child = BirthDate(2007, 1, 1), BirthDate(2014, 1, 1)
    assert problem(sister, child) is CareProblem.TOO_NEAR
    assert problem(sister, child, years_between=0) is None


@given(st.dates(date(2009, 1, 1), date(2026, 11, 22)))
def test_care_ends_on_the_day_before_the_child_comes_of_age(born: date) -> None:
    child = BirthDate.on(born)
    last = last_day_in_care(child, adult_age=18)
    assert child.age_on(last) == 17
    assert child.age_on(date.fromordinal(last.toordinal() + 1)) == 18
