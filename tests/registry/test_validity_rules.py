from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.registry.rules import (
    CardTerms,
    Validity,
    paid_validity,
    pupil_validity,
    small_child_validity,
    student_validity,
)

TERMS = CardTerms(small_child_months=72, school_year_end=(9, 30))


@pytest.mark.parametrize(
    ("birth", "end"),
    [
        (date(2020, 3, 15), date(2026, 9, 30)),
        (date(2020, 9, 30), date(2026, 9, 30)),
        (date(2020, 10, 1), date(2026, 10, 31)),
        (date(2020, 12, 31), date(2026, 12, 31)),
        (date(2020, 2, 29), date(2026, 9, 30)),
    ],
)
def test_a_small_childs_card_lasts_to_school_or_to_the_sixth_birthday(birth: date, end: date) -> None:
    assert small_child_validity(birth, TERMS) == Validity(birth, end)


@pytest.mark.parametrize(
    ("grade", "validity"),
    [
        (1, Validity(date(2026, 10, 1), date(2026, 12, 31))),
        (6, Validity(date(2026, 1, 1), date(2026, 12, 31))),
        (12, Validity(date(2026, 1, 1), date(2026, 9, 30))),
    ],
)
def test_a_pupils_card_follows_the_grade(grade: int, validity: Validity) -> None:
    assert pupil_validity(grade, 2026, TERMS) == validity


@pytest.mark.parametrize(
    ("months", "end"), [(3, date(2026, 3, 31)), (6, date(2026, 6, 30)), (12, date(2026, 12, 31))]
)
def test_a_card_runs_for_the_months_paid(months: int, end: date) -> None:
    assert paid_validity(date(2026, 1, 1), months).valid_to == end


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_no_small_child_is_left_without_a_card_before_the_sixth_birthday(birth: date) -> None:
    validity = small_child_validity(birth, TERMS)
    age_in_months = (validity.valid_to.year - birth.year) * 12 + validity.valid_to.month - birth.month
    assert 72 <= age_in_months <= 81


def test_who_is_born_late_in_the_year_goes_over_from_the_small_childs_card() -> None:
    small = small_child_validity(date(2020, 11, 5), TERMS)
    pupil = pupil_validity(1, 2026, TERMS, small_child_end=small.valid_to)
    assert pupil == Validity(date(2026, 12, 1), date(2026, 12, 31))
    early = small_child_validity(date(2020, 3, 5), TERMS)
    assert pupil_validity(1, 2026, TERMS, small_child_end=early.valid_to).valid_from == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("year", "grade_12_end", "validity"),
    [
        (2026, date(2026, 9, 30), Validity(date(2026, 10, 1), date(2026, 12, 31))),
        (2026, date(2026, 8, 31), Validity(date(2026, 9, 5), date(2026, 12, 31))),
        (2026, None, Validity(date(2026, 9, 5), date(2026, 12, 31))),
        (2027, date(2026, 9, 30), Validity(date(2027, 1, 1), date(2027, 12, 31))),
        (2030, None, Validity(date(2030, 1, 1), date(2030, 6, 30))),
    ],
)
def test_a_students_card_runs_from_enrolment_to_the_month_in_which_the_course_ends(
    year: int, grade_12_end: date | None, validity: Validity
) -> None:
    found = student_validity(
        year, enrolled_on=date(2026, 9, 5), course_ends=date(2030, 6, 12), grade_12_end=grade_12_end
    )
    assert found == validity


@pytest.mark.parametrize("year", [2025, 2031])
def test_there_is_no_students_card_before_or_after_the_course(year: int) -> None:
    with pytest.raises(ValueError, match="no student's card"):
        student_validity(year, enrolled_on=date(2026, 9, 5), course_ends=date(2030, 6, 12))


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_from_birth_to_the_end_of_grade_one_no_day_is_without_a_card(birth: date) -> None:
    small = small_child_validity(birth, TERMS)
    pupil = pupil_validity(1, birth.year + 6, TERMS, small_child_end=small.valid_to)
    assert pupil.valid_from == small.valid_to + timedelta(days=1) or pupil.valid_to == small.valid_to


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 6), st.none() | st.integers(0, 400))
def test_the_cards_of_a_course_follow_on_each_other(
    enrolled_on: date, years: int, days_of_grade_12: int | None
) -> None:
    course_ends = enrolled_on + timedelta(days=500 + 365 * years)
    old = None if days_of_grade_12 is None else enrolled_on + timedelta(days=days_of_grade_12)
    cards = []
    for year in range(enrolled_on.year, course_ends.year + 1):
        with suppress(ValueError):
            cards.append(
                student_validity(year, enrolled_on=enrolled_on, course_ends=course_ends, grade_12_end=old)
            )
    assert all(one.valid_to + timedelta(days=1) == after.valid_from for one, after in pairwise(cards))
    assert cards[0].valid_from == (enrolled_on if old is None else old + timedelta(days=1))
    assert cards[-1].valid_to >= course_ends
