"""What guardian and child are to be told of care, by dates alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.care_rules import (
    CustodyProblem,
    custody_problem,
    first_day_of_age,
    last_day_in_care,
)
from vssid_app.people.change_rules import Care, Change, Limits, changes_on

LIMITS = Limits(own_account_age=15, identity_card_age=14, adult_age=18, notice_days=60, end_notice_days=30)
BORN = BirthDate(2012, 6, 10)
BIRTHS = st.dates(date(2005, 1, 1), date(2026, 1, 1)).map(BirthDate.on)
DAYS = st.dates(date(2020, 1, 1), date(2050, 1, 1))


def care(**given: object) -> Care:
    facts = {"child": BORN, "has_citizen_id": False, "has_account": False, "last_day": date(2030, 6, 9)}
    return Care(**{**facts, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "facts", "expected"),
    [
        (date(2027, 4, 10), {}, set()),
        (date(2027, 4, 11), {}, {Change.OWN_ACCOUNT}),
        (date(2026, 6, 9), {"has_citizen_id": True}, set()),
        (date(2026, 6, 10), {"has_citizen_id": True}, {Change.OWN_ACCOUNT}),
        (date(2027, 4, 11), {"has_account": True}, set()),
        (date(2030, 4, 10), {"has_account": True}, set()),
        (date(2030, 4, 11), {"has_account": True}, {Change.OF_AGE_SOON}),
        (date(2030, 6, 9), {"has_account": True}, {Change.OF_AGE_SOON}),
        (date(2030, 6, 10), {"has_account": True}, {Change.CARE_ENDED}),
        (date(2030, 7, 10), {"has_account": True}, set()),
        (date(2026, 11, 30), {"last_day": date(2026, 12, 31)}, set()),
        (date(2026, 12, 1), {"last_day": date(2026, 12, 31)}, {Change.CARE_ENDS}),
        (date(2026, 12, 31), {"last_day": date(2026, 12, 31)}, {Change.CARE_ENDS}),
        (date(2027, 1, 1), {"last_day": date(2026, 12, 31)}, {Change.CARE_ENDED}),
        (date(2027, 1, 1), {"last_day": date(2026, 12, 31), "goes_on": True}, set()),
        (date(2026, 12, 1), {"last_day": date(2026, 12, 31), "goes_on": True}, set()),
    ],
)
def test_each_is_told_on_its_day(on: date, facts: dict[str, object], expected: set[Change]) -> None:
    assert changes_on(care(**facts), on, LIMITS) == expected


@given(BIRTHS, DAYS, st.booleans(), st.booleans(), st.none() | DAYS, st.booleans())
def test_nothing_contradicts_itself(
    born: BirthDate,
    on: date,
    has_id: bool,  # noqa: FBT001
    has_account: bool,  # noqa: FBT001
    last_day: date | None,
    goes_on: bool,  # noqa: FBT001
) -> None:
    found = changes_on(Care(born, has_id, has_account, last_day, goes_on), on, LIMITS)
    of_age = first_day_of_age(born, 18)
    assert not ({Change.OF_AGE_SOON, Change.CARE_ENDS} <= found)
    if Change.CARE_ENDED in found:
        assert found == {Change.CARE_ENDED}
        assert last_day is not None
        assert last_day < on
    if has_account:
        assert Change.OWN_ACCOUNT not in found
    if on >= of_age:
        assert not found & {Change.OWN_ACCOUNT, Change.OF_AGE_SOON}
    if goes_on:
        assert not found & {Change.CARE_ENDS, Change.CARE_ENDED}


@given(BIRTHS, st.booleans())
def test_every_child_without_an_account_is_named_before_it_is_fifteen(
    born: BirthDate,
    has_id: bool,  # noqa: FBT001
) -> None:
    eve = first_day_of_age(born, 15) - timedelta(days=1)
    found = changes_on(Care(born, has_id, has_account=False, last_day=None), eve, LIMITS)
    assert Change.OWN_ACCOUNT in found


@given(BIRTHS, DAYS, DAYS)
def test_custody_ends_between_today_and_coming_of_age(born: BirthDate, on: date, last_day: date) -> None:
    problem = custody_problem(last_day, born, on, adult_age=18)
    of_age_eve = last_day_in_care(born, adult_age=18)
    assert (problem is CustodyProblem.PAST) == (last_day < on)
    assert (problem is None) == (on <= last_day <= of_age_eve)
