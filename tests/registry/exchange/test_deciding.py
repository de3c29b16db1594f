"""Overlaps, duplicates and numbers that belong to another, on lines and rows without a database."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.exchange.lines import Cells, as_csv, good, person, read, sheet
from vssid_app.registry.exchange.deciding import (
    Decider,
    Plan,
    Stored,
    drop_overlaps,
    drop_taken_ids,
    run_of,
    starts_that_overlap,
)
from vssid_app.registry.exchange.problems import Problem
from vssid_app.registry.exchange.scratch import Spans
from vssid_app.registry.exchange.sheets import Key, Line, defaults

TODAY = date(2026, 11, 22)


def decide(file: str, *cells: Cells, stored: dict[Key, Stored] | None = None) -> Plan:
    """The plan of lines with these cells."""
    own = sheet(file)
    lines = [line for line in read(file, as_csv(cells)) if isinstance(line, Line)]
    assert len(lines) == len(cells)
    return Decider(own, TODAY, defaults(own)).decide(lines, stored=stored or {}, seen={}, known=None)


def period(first: str, last: str, **cells: str) -> Cells:
    return good("periods.csv", from_month=first, to_month=last, **cells)


def places(plan: Plan, problem: Problem) -> list[int]:
    return sorted(reject.place for reject in plan.rejects if reject.problem is problem)


def overlaps(*cells: Cells, kept: Spans | None = None) -> list[int]:
    """The lines given up for an overlap; ``kept`` is the stored run of the first line."""
    plan = decide("periods.csv", *cells)
    entry = plan.entries[0]
    drop_overlaps(plan, {run_of(entry.line.number, entry.values): kept or {}})
    return places(plan, Problem.OVERLAP)


def test_of_two_lines_that_share_a_month_the_later_is_given_up() -> None:
    assert overlaps(period("2015-01", "2016-06"), period("2016-06", "2017-01")) == [3]
    assert overlaps(period("2016-06", "2017-01"), period("2015-01", "2016-06")) == [3]
    assert overlaps(period("2015-01", "2016-05"), period("2016-06", "")) == []
    assert overlaps(period("2015-01", ""), period("2016-06", "2016-07"), period("2014-01", "2014-12")) == [3]


def test_another_scheme_or_unit_is_no_overlap() -> None:
    other_unit = period("2015-01", "2016-06", unit_code="DV02")
    assert overlaps(period("2015-01", "2016-06"), other_unit, period("2015-01", "2016-06", scheme="UI")) == []


def test_a_new_period_gives_way_to_a_stored_one_and_not_to_its_old_end() -> None:
    assert overlaps(period("2016-06", "2017-01"), kept={"2015-01": None}) == [2]
    # The same file ends the stored one first, or after: both are right.
    ended = period("2015-01", "2016-05")
    assert overlaps(ended, period("2016-06", "2017-01"), kept={"2015-01": None}) == []
    assert overlaps(period("2016-06", "2017-01"), ended, kept={"2015-01": None}) == []


MONTHS = st.integers(0, 30).map(lambda n: f"{2015 + n // 12}-{n % 12 + 1:02d}")


@settings(max_examples=60)
@given(st.dictionaries(MONTHS, st.none() | MONTHS, max_size=6))
def test_the_overlaps_found_are_those_of_each_pair(spans: Spans) -> None:
    spans = {start: stop for start, stop in spans.items() if stop is None or stop >= start}
    pairs = {
        start
        for start, stop in spans.items()
        for other, end in spans.items()
        if start != other and (stop is None or other <= stop) and (end is None or start <= end)
    }
    assert starts_that_overlap(spans) == pairs


def test_a_line_that_comes_again_is_no_change_and_another_of_its_key_is_rejected() -> None:
    plan = decide("persons.csv", person(1), person(1), person(1, full_name="LÊ THỊ KHÁC"), person(2))
    assert (len(plan.entries), plan.unchanged) == (2, 1)
    assert places(plan, Problem.DUPLICATE) == [4]


def test_what_is_stored_already_is_not_judged_again() -> None:
    far = good("visits.csv", discharged="2031-01-01")
    (line,) = (line for line in read("visits.csv", as_csv([far])) if isinstance(line, Line))
    assert places(decide("visits.csv", far), Problem.IN_FUTURE) == [2]
    plan = decide("visits.csv", far, stored={line.key: Stored(1, line.values)})
    assert (plan.unchanged, plan.rejects) == (1, [])


def test_an_identity_number_of_another_is_rejected_and_one_given_up_is_free() -> None:
    stored = {line.key: Stored(1, line.values) for line in decided_lines(person(1))}
    taken = {"citizen_id": person(1)["citizen_id"]}
    owners = {hash("h1"): hash(person(1)["si_number"])}
    hashes = {person(1)["citizen_id"]: "h1", person(3)["citizen_id"]: "h3"}
    plan = decide("persons.csv", person(2, full_name="HAI"), stored=stored)
    assert drop_taken_ids(plan, dict(owners), {**hashes, person(2)["citizen_id"]: "h2"}) == {
        "h2": person(2)["si_number"]
    }
    plan = decide("persons.csv", {**person(2), **taken}, stored=stored)
    drop_taken_ids(plan, dict(owners), hashes)
    assert places(plan, Problem.CITIZEN_ID_TAKEN) == [2]
    plan = decide("persons.csv", {**person(1), "citizen_id": ""}, {**person(2), **taken}, stored=stored)
    drop_taken_ids(plan, dict(owners), hashes)
    assert plan.rejects == []


def decided_lines(*cells: Cells) -> list[Line]:
    return [entry.line for entry in decide("persons.csv", *cells).entries]
