"""Where a new dated row stands among those that are there."""

from __future__ import annotations

from datetime import date

import pytest

from vssid_app.core.dated_rules import BadRow, DatedProblem, in_force, place_among
from vssid_app.policy.models import PolicyValue

TODAY = date(2026, 11, 22)


def row(first: date, last: date | None = None) -> PolicyValue:
    return PolicyValue(valid_from=first, valid_to=last)


OLD = row(date(2020, 1, 1), date(2025, 12, 31))
CURRENT = row(date(2026, 7, 1))
ROWS = [OLD, CURRENT]


def test_it_takes_over_from_the_row_in_force_and_goes_on_like_it() -> None:
    place = place_among(ROWS, date(2027, 1, 1), TODAY, "")
    assert (place.earlier, place.earlier_to, place.valid_to) == (CURRENT, date(2026, 12, 31), None)


def test_in_a_gap_it_replaces_nothing_and_ends_before_the_next() -> None:
    place = place_among(ROWS, date(2026, 2, 1), TODAY, "found late")
    assert (place.earlier, place.valid_to) == (None, date(2026, 6, 30))


def test_within_an_ended_row_it_ends_with_it() -> None:
    place = place_among(ROWS, date(2025, 6, 1), TODAY, "found late")
    assert (place.earlier, place.valid_to) == (OLD, date(2025, 12, 31))


def test_the_first_of_all_is_possible() -> None:
    assert place_among([], TODAY, TODAY, "").valid_to is None


def test_today_needs_no_reason_and_yesterday_does() -> None:
    assert place_among(ROWS, TODAY, TODAY, "").earlier is CURRENT
    with pytest.raises(BadRow) as refused:
        place_among(ROWS, date(2026, 11, 21), TODAY, "")
    assert refused.value.problem is DatedProblem.PAST


def test_two_rows_of_one_day_are_refused_whatever_the_reason() -> None:
    with pytest.raises(BadRow) as refused:
        place_among(ROWS, date(2026, 7, 1), TODAY, "a reason")
    assert refused.value.problem is DatedProblem.OVERLAP


def test_both_ends_are_included() -> None:
    assert in_force(ROWS, date(2025, 12, 31)) is OLD
    assert in_force(ROWS, date(2026, 1, 1)) is None
    assert in_force(ROWS, date(2026, 7, 1)) is CURRENT
