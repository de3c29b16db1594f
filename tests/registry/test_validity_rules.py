from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.registry.rules import (
    CardTerms,
    Validity,
    paid_validity,
    pupil_validity,
    small_child_validity,
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
