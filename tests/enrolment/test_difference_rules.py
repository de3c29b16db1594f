"""Where two values differ, to the letter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from vssid_app.enrolment.difference_rules import (
    Run,
    are_day_and_month_swapped,
    compare_births,
    compare_names,
    compare_numbers,
)
from vssid_app.people.rules import BirthDate


def marked(runs: Sequence[Run]) -> str:
    return "".join(f"[{run.text}]" if run.differs else run.text for run in runs)


@pytest.mark.parametrize(
    ("declared", "register", "left", "right"),
    [
        ("TRẦN THỊ MẪU", "TRẦN THỊ MẬU", "TRẦN THỊ M[Ẫ]U", "TRẦN THỊ M[Ậ]U"),
        ("Trần Thị Mẫu", "TRẦN THỊ MẬU", "Trần Thị M[ẫ]u", "TRẦN THỊ M[Ậ]U"),
        ("TRẦN MẪU", "TRẦN THỊ MẪU", "TRẦN MẪU", "TRẦN [THỊ ]MẪU"),
        ("", "MẪU", "", "[MẪU]"),
    ],
)
def test_the_differing_letters_of_names_are_found(
    declared: str, register: str, left: str, right: str
) -> None:
    one, other = compare_names(declared, register)
    assert (marked(one), marked(other)) == (left, right)


@pytest.mark.parametrize(
    ("declared", "register"), [("Hoà Mẫu", "HÒA MẪU"), ("trần  thị mẫu", "TRẦN THỊ MẪU"), ("Mẫu", "Mẫu")]
)
def test_what_does_not_count_to_a_reader_is_no_difference(declared: str, register: str) -> None:
    one, other = compare_names(declared, register)
    assert not [run for run in (*one, *other) if run.differs]


@pytest.mark.parametrize(
    ("declared", "register", "left", "right"),
    [
        ("2015-03-05", "2015-05-03", "[05]/[03]/2015", "[03]/[05]/2015"),
        ("2015-05-03", "2016-05-03", "03/05/[2015]", "03/05/[2016]"),
        ("2015-05-03", "2015-05-03", "03/05/2015", "03/05/2015"),
        ("1950", "1950-05-03", "1950", "03/05/1950"),
        ("1951", "1950-05-03", "[1951]", "[03/05/1950]"),
    ],
)
def test_dates_differ_by_day_month_and_year(declared: str, register: str, left: str, right: str) -> None:
    one, other = compare_births(BirthDate.parse(declared), BirthDate.parse(register))
    assert (marked(one), marked(other)) == (left, right)


def test_numbers_differ_by_runs_of_digits() -> None:
    one, other = compare_numbers("990 123 4567", "990 124 4568")
    assert (marked(one), marked(other)) == ("990 12[3] 456[7]", "990 12[4] 456[8]")
    one, other = compare_numbers("990 123 4567", "099")
    assert (marked(one), marked(other)) == ("[990 123 4567]", "[099]")


@pytest.mark.parametrize(
    ("one", "other", "swapped"),
    [
        ("2015-03-05", "2015-05-03", True),
        ("2015-05-05", "2015-05-05", False),
        ("2015-03-05", "2014-05-03", False),
        ("2015", "2015-05-03", False),
    ],
)
def test_a_clerks_slip_of_day_and_month_is_recognised(one: str, other: str, swapped: bool) -> None:  # noqa: FBT001
    assert are_day_and_month_swapped(BirthDate.parse(one), BirthDate.parse(other)) is swapped
