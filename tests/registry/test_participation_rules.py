from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vssid_app.registry.rules import (
    GapMeaning,
    MonthState,
    PeriodFacts,
    YearsAndMonths,
    add_months,
    arrears_months,
    continuity,
    covered_months,
    gaps,
    merged_rows,
    statement_of,
    statement_years,
    total_months,
    year_bars,
    years_and_months,
)

TODAY = date(2026, 11, 22)
M, S = GapMeaning, MonthState


def month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def period(
    first: str,
    last: str | None = None,
    scheme: str = "HI",
    unit: str = "A",
    *,
    pay: int | None = None,
    owed: int = 0,
) -> PeriodFacts:
    return PeriodFacts(
        scheme,
        month(first),
        month(last) if last else None,
        unit_code=unit,
        unit_name=f"Đơn vị {unit}",
        base_pay=pay,
        arrears_months=owed,
    )


def test_forty_years_are_forty_years_and_no_months() -> None:
    work = [period("1986-12", "2006-11", "SI"), period("2006-12", None, "SI", "B")]
    assert years_and_months(total_months(work, TODAY)) == YearsAndMonths(40, 0)


def test_a_month_with_two_units_is_one_month_and_so_is_one_owed_to_both() -> None:
    both = [
        period("2026-01", "2026-06", "SI", owed=2),
        period("2026-04", None, "SI", "B", owed=7),
    ]
    assert total_months(both, TODAY) == 11
    assert arrears_months(both, TODAY) == 7
    assert arrears_months(both, TODAY, date(2026, 5, 31)) == 1


def test_months_paid_ahead_count_when_they_come() -> None:
    ahead = [period("2026-01", "2027-06")]
    assert [total_months(ahead, day) for day in (TODAY, date(2026, 12, 1), date(2028, 1, 1))] == [11, 12, 18]
    (bar,) = year_bars(ahead, TODAY)
    assert bar.months == (S.COVERED,) * 11 + (S.AHEAD,)


def test_more_months_owed_than_there_are_are_all_of_them() -> None:
    assert arrears_months([period("2026-10", None, "SI", owed=9)], TODAY) == 2
    assert arrears_months([period("2027-10", None, "SI", owed=9)], TODAY) == 0


def test_health_insurance_is_never_late() -> None:
    late = [period("2026-01", None, "HI", owed=2)]
    assert arrears_months(late, TODAY) == 0
    assert merged_rows(late, TODAY)[0].arrears_months == 0
    assert statement_of(late, 2026, TODAY).totals["HI"].arrears == 0


@pytest.mark.parametrize(
    ("scheme", "resumes", "months", "meaning"),
    [
        ("HI", "2024-10", 3, M.KEEPS_CONTINUITY),
        ("HI", "2024-11", 4, M.BREAKS_CONTINUITY),
        ("SI", "2025-07", 12, M.ADDS_UP),
        ("UI", "2024-08", 1, M.MONTHS_KEPT),
        ("OAD", "2024-08", 1, M.NOT_INSURED),
    ],
)
def test_a_gap_says_how_long_it_was_and_what_it_means(
    scheme: str, resumes: str, months: int, meaning: GapMeaning
) -> None:
    (gap,) = gaps([period("2020-01", "2024-06", scheme), period(resumes, None, scheme)], TODAY, 3)
    assert (gap.months, gap.meaning, gap.is_open) == (months, meaning, False)
    assert (gap.from_month, gap.to_month) == (month("2024-07"), add_months(month(resumes), -1))


@pytest.mark.parametrize(
    ("last", "months", "meaning"),
    [
        ("2026-07", 4, M.BREAKS_CONTINUITY),
        ("2026-08", 3, M.KEEPS_CONTINUITY),
        ("2026-10", 1, M.KEEPS_CONTINUITY),
    ],
)
def test_a_gap_up_to_today_is_open(last: str, months: int, meaning: GapMeaning) -> None:
    (gap,) = gaps([period("2020-01", last)], TODAY, 3)
    assert (gap.months, gap.meaning, gap.is_open) == (months, meaning, True)
    assert gap.to_month == month("2026-11")


def test_gaps_stand_newest_first_and_none_before_the_first_month() -> None:
    found = gaps([period("2020-03", "2020-05"), period("2021-01", "2021-02"), period("2022-01")], TODAY, 3)
    assert [gap.from_month for gap in found] == [month("2021-03"), month("2020-06")]
    assert gaps([], TODAY, 3) == ()
    assert gaps([period("2027-01", "2027-12")], TODAY, 3) == ()


def test_a_change_of_pay_at_one_unit_is_one_row_with_its_parts_newest_first() -> None:
    first = period("2019-01", "2020-12", "SI", pay=5_000_000)
    raised = period("2021-01", "2022-12", "SI", pay=6_000_000, owed=2)
    back = period("2024-01", None, "SI", pay=7_000_000)
    other = period("2023-01", "2023-12", "SI", "B")
    rows = merged_rows([raised, other, back, first], TODAY)
    assert [
        (row.unit_code, row.from_month, row.to_month, row.months, row.arrears_months) for row in rows
    ] == [
        ("A", month("2024-01"), None, 35, 0),
        ("B", month("2023-01"), month("2023-12"), 12, 0),
        ("A", month("2019-01"), month("2022-12"), 48, 2),
    ]
    assert rows[2].parts == (raised, first)


def test_a_year_shows_what_was_covered_owed_missed_and_is_still_to_come() -> None:
    facts = [period("2025-03", "2025-09", "SI"), period("2026-01", None, "SI", owed=2)]
    this_year, last_year = year_bars(facts, TODAY)
    assert this_year.months == (S.COVERED,) * 9 + (S.ARREARS,) * 2 + (S.FUTURE,)
    assert last_year.months == (S.BEFORE,) * 2 + (S.COVERED,) * 7 + (S.GAP,) * 3
    assert (this_year.year, this_year.covered, last_year.covered) == (2026, 11, 7)


def test_without_a_period_there_is_no_year() -> None:
    assert year_bars([], TODAY) == ()
    assert statement_years([], TODAY) == ()
    assert statement_of([], 2025, TODAY).rows == ()


def test_the_yearly_notice_has_the_rows_of_the_year_and_totals_to_its_end() -> None:
    facts = [
        period("2019-01", "2020-06", "SI", pay=5_000_000),
        period("2020-07", None, "SI", pay=6_000_000, owed=3),
        period("2020-07", None, "HI"),
    ]
    notice = statement_of(facts, 2020, TODAY)
    assert [(row.scheme, row.from_month.month, row.to_month.month, row.months) for row in notice.rows] == [
        ("HI", 7, 12, 6),
        ("SI", 1, 6, 6),
        ("SI", 7, 12, 6),
    ]
    si = notice.totals["SI"]
    assert (si.in_year, si.to_end_of_year, si.arrears) == (12, 24, 0)
    running = statement_of(facts, 2026, TODAY)
    assert running.until == TODAY
    assert (running.totals["SI"].in_year, running.totals["SI"].arrears) == (11, 3)
    assert running.rows[-1].to_month == month("2026-11")
    assert set(statement_of(facts, 2019, TODAY).totals) == {"SI"}
    assert statement_years(facts, TODAY) == tuple(range(2026, 2018, -1))


@st.composite
def period_lists(draw: st.DrawFn, scheme: str = "HI") -> list[PeriodFacts]:
    starts = draw(st.lists(st.integers(0, 130), min_size=1, max_size=6))
    return [_drawn(draw, scheme, add_months(date(2017, 1, 1), start)) for start in starts]


def _drawn(draw: st.DrawFn, scheme: str, first: date) -> PeriodFacts:
    length = draw(st.none() | st.integers(0, 40))
    return PeriodFacts(
        scheme,
        first,
        None if length is None else add_months(first, length),
        unit_code=draw(st.sampled_from("AB")),
        arrears_months=draw(st.integers(0, 5)),
    )


@settings(max_examples=60)
@given(st.sampled_from(["HI", "SI"]).flatmap(period_lists))
def test_totals_gaps_bars_and_notices_tell_the_same_story(periods: list[PeriodFacts]) -> None:
    total = total_months(periods, TODAY)
    bars = year_bars(periods, TODAY)
    assert sum(bar.covered for bar in bars) == total
    assert sum(bar.months.count(S.GAP) for bar in bars) == sum(gap.months for gap in gaps(periods, TODAY, 3))
    assert sum(bar.months.count(S.ARREARS) for bar in bars) == arrears_months(periods, TODAY) <= total
    notices = [statement_of(periods, year, TODAY) for year in statement_years(periods, TODAY)]
    assert sum(notice.totals[periods[0].scheme].in_year for notice in notices) == total
    rows = merged_rows(periods, TODAY)
    assert sorted(map(id, periods)) == sorted(id(part) for row in rows for part in row.parts)
    ends = [row.to_month or date.max for row in rows]
    assert ends == sorted(ends, reverse=True)


@settings(max_examples=60)
@given(period_lists())
def test_a_gap_breaks_continuity_exactly_where_the_five_years_begin_again(periods: list[PeriodFacts]) -> None:
    run = continuity([covered_months(one) for one in periods], TODAY, 3)
    breaking = [gap for gap in gaps(periods, TODAY, 3) if gap.meaning is M.BREAKS_CONTINUITY]
    if run is None:
        assert breaking == []
        return
    assert (run.broken_since is not None) == any(gap.is_open for gap in breaking)
    closed = [gap for gap in breaking if not gap.is_open]
    begun = min(one.from_month for one in periods)
    assert run.start == (add_months(closed[0].to_month, 1) if closed else begun)
