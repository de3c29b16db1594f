"""The office's figures as arithmetic: percentiles by nearest rank, weeks of a period, sums that agree."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.policy.rules import working_days_between, working_days_of_spans
from vssid_app.service_requests.figure_rules import Happening, Period, add_up, nearest_rank
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import RESULTS, TIMED, TRANSITIONS, Status

DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))
SPANS = st.tuples(DAYS, st.integers(0, 60)).map(lambda one: (one[0], one[0] + timedelta(days=one[1])))
VALUES = st.lists(st.integers(0, 40), min_size=1, max_size=60)
PERCENTS = st.integers(1, 100)
FIRST = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("values", "percent", "wanted"),
    [
        ([15, 20, 35, 40, 50], 5, 15),
        ([15, 20, 35, 40, 50], 30, 20),
        ([15, 20, 35, 40, 50], 40, 20),
        ([15, 20, 35, 40, 50], 50, 35),
        ([15, 20, 35, 40, 50], 100, 50),
        ([3], 50, 3),
        ([0, 0, 0, 9], 90, 9),
        ([1, 2], 50, 1),
        ([*range(1, 11)], 90, 9),
    ],
)
def test_a_percentile_is_the_value_at_its_nearest_rank(values: list[int], percent: int, wanted: int) -> None:
    assert nearest_rank(Counter(values), percent) == wanted


def test_of_nothing_there_is_no_percentile() -> None:
    assert nearest_rank({}, 50) is None
    assert nearest_rank({3: 0}, 50) is None


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_a_percentile_lies_between_one_and_a_hundred(percent: int) -> None:
    with pytest.raises(ValueError, match="percentile"):
        nearest_rank({1: 1}, percent)


@given(VALUES, PERCENTS)
def test_it_is_what_stands_there_in_the_sorted_list(values: list[int], percent: int) -> None:
    assert nearest_rank(Counter(values), percent) == sorted(values)[ceil(percent * len(values) / 100) - 1]


@given(VALUES, PERCENTS)
def test_so_many_are_not_above_it_and_fewer_are_below(values: list[int], percent: int) -> None:
    found = nearest_rank(Counter(values), percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


@given(VALUES, PERCENTS, PERCENTS)
def test_a_higher_one_is_never_smaller(values: list[int], one: int, other: int) -> None:
    low, high = (nearest_rank(Counter(values), each) or 0 for each in sorted((one, other)))
    assert low <= high


@given(st.lists(SPANS, max_size=20), st.frozensets(DAYS, max_size=20), st.frozensets(DAYS, max_size=5))
def test_many_spans_have_the_working_days_of_each(
    spans: list[tuple[date, date]], holidays: frozenset[date], worked: frozenset[date]
) -> None:
    found = working_days_of_spans(spans, holidays, worked)
    assert found == {span: working_days_between(*span, holidays, worked) for span in spans}


@given(SPANS)
def test_the_weeks_of_a_period_are_its_days_once_each(span: tuple[date, date]) -> None:
    weeks = Period(*span).weeks
    days = [first + timedelta(days=n) for first, last in weeks for n in range((last - first).days + 1)]
    assert days == [span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1)]
    assert all(first.weekday() == 0 for first, _last in weeks[1:])


def test_whatever_the_office_has_the_limit_of_ends_in_a_result_or_back_with_the_family() -> None:
    back = {Status.SUPPLEMENT_ASKED, Status.WITHDRAWN}
    ways = {
        after
        for table in TRANSITIONS.values()
        for (before, _action), after in table.items()
        if before in TIMED and after not in TIMED
    }
    assert ways - back == RESULTS


def happened(status: Status, day: int, **more: object) -> Happening:
    facts: dict[str, object] = {
        "kind": RequestKind.REISSUE,
        "status": status,
        "sent": FIRST,
        "day": FIRST + timedelta(days=day),
        "late": False,
        "reasons": (),
        "count": 1,
        **more,
    }
    return Happening(**facts)  # type: ignore[arg-type]


HAPPENINGS = st.lists(
    st.builds(
        happened,
        st.sampled_from([*RESULTS, Status.SENT, Status.WITHDRAWN, Status.DELIVERED]),
        st.integers(0, 27),
        kind=st.sampled_from(RequestKind),
        late=st.booleans(),
        count=st.integers(1, 9),
    ),
    max_size=30,
)


@given(HAPPENINGS)
def test_kinds_and_weeks_add_up_to_the_whole(happenings: list[Happening]) -> None:
    period = Period(FIRST, FIRST + timedelta(days=27))
    days = working_days_of_spans({(each.sent, each.day) for each in happenings}, frozenset())
    found = add_up(period, (), happenings, days)
    for parts in (found.by_kind.values(), found.by_week.values()):
        for name in ("sent", "results", "late", "withdrawn"):
            assert sum(getattr(part, name) for part in parts) == getattr(found.whole, name)
        assert sum((part.days for part in parts), Counter()) == found.whole.days
    assert sum(found.whole.days.values()) == found.whole.results
    assert found.is_empty is not bool(happenings)


def test_reasons_are_counted_by_what_they_were_for_the_most_frequent_first() -> None:
    asked = happened(Status.SUPPLEMENT_ASKED, 0, reasons=(Reason.ADDRESS_UNCLEAR,), count=2)
    refused = happened(Status.REJECTED, 1, reasons=(Reason.ANOTHER_OFFICE,), count=3)
    days = {(FIRST, FIRST): 0, (FIRST, FIRST + timedelta(days=1)): 1}
    found = add_up(Period(FIRST, FIRST + timedelta(days=6)), (), [asked, refused], days)
    assert list(found.reasons.items()) == [
        ((Status.REJECTED, Reason.ANOTHER_OFFICE), 3),
        ((Status.SUPPLEMENT_ASKED, Reason.ADDRESS_UNCLEAR), 2),
    ]
    assert found.whole.days == {1: 3}
