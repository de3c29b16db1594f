from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, func, select

from vssid_app.core.extensions import db
from vssid_app.policy import queries
from vssid_app.policy.models import BenefitLevel, FundScope, Parameter, PolicyValue
from vssid_app.policy.operations import load_policy
from vssid_app.policy.queries import BadParameter, UnknownParameter

MAY_2021 = date(2021, 5, 13)
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize(
    ("on", "twelve_months"),
    [
        (date(2019, 7, 1), 563_220),
        (MAY_2021, 563_220),
        (date(2023, 7, 1), 680_400),
        (date(2024, 7, 1), 884_520),
        (date(2025, 6, 30), 884_520),
        (date(2025, 7, 1), 631_800),
        (date(2026, 7, 1), 683_100),
        (TODAY, 683_100),
    ],
)
def test_the_rows_give_what_a_pupil_pays(on: date, twelve_months: int) -> None:
    month = queries.amount(Parameter.PREMIUM_RATE, on) * queries.whole_number(Parameter.BASE_SALARY, on)
    assert month * 12 * (1 - queries.amount(Parameter.SUBSIDY_RATE, on)) == twelve_months


def test_before_its_first_row_a_premium_is_unknown_and_not_nought() -> None:
    with pytest.raises(UnknownParameter, match="base_salary on 2019-06-30"):
        queries.whole_number(Parameter.BASE_SALARY, date(2019, 6, 30))


@pytest.mark.parametrize(
    ("name", "in_2021", "today"),
    [
        (Parameter.ONLINE_DECISION, False, True),
        (Parameter.PHOTO_SIDES_ALWAYS, True, False),
        (Parameter.LEGACY_ID_CARD_ACCEPTED, True, False),
        (Parameter.PAPER_CARD_FOR_ALL, True, False),
    ],
)
def test_what_changed_since_the_letter(name: Parameter, *, in_2021: bool, today: bool) -> None:
    assert queries.flag(name, MAY_2021) is in_2021
    assert queries.flag(name, TODAY) is today


@pytest.mark.parametrize(
    ("name", "last_day", "before"),
    [
        (Parameter.ONLINE_DECISION, date(2021, 12, 31), False),
        (Parameter.LEGACY_ID_CARD_ACCEPTED, date(2024, 12, 31), True),
        (Parameter.PAPER_CARD_FOR_ALL, date(2025, 5, 31), True),
    ],
)
def test_a_change_holds_from_its_very_day(name: Parameter, last_day: date, *, before: bool) -> None:
    assert queries.flag(name, last_day) is before
    assert queries.flag(name, date.fromordinal(last_day.toordinal() + 1)) is not before


def test_each_parameter_is_known_today_and_in_the_year_of_the_letter() -> None:
    for name in Parameter:
        for on in (MAY_2021, TODAY):
            row = select(PolicyValue).where(PolicyValue.name == name, PolicyValue.in_force(on))
            found = db.session.scalars(row).all()
            assert len(found) == 1, (name, on)
            assert found[0].source


def test_there_is_no_row_of_an_unknown_parameter() -> None:
    assert set(db.session.scalars(select(PolicyValue.name))) == set(Parameter)


def test_a_value_of_another_kind_is_refused() -> None:
    with pytest.raises(BadParameter):
        queries.whole_number(Parameter.PREMIUM_RATE, TODAY)
    with pytest.raises(BadParameter):
        queries.flag(Parameter.CHILD_AGE_LIMIT, TODAY)
    with pytest.raises(BadParameter):
        queries.amount(Parameter.ONLINE_DECISION, TODAY)


def test_a_rate_is_exact() -> None:
    assert queries.amount(Parameter.PREMIUM_RATE, TODAY) == Decimal("0.045")


def test_a_value_is_asked_for_once_a_session() -> None:
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    assert queries.whole_number(Parameter.EXPIRING_DAYS, TODAY) == 30
    assert queries.whole_number(Parameter.EXPIRING_DAYS, TODAY) == 30
    assert sum(statement.startswith("SELECT") for statement in statements) == 1


def test_several_values_looked_up_together_are_asked_for_once() -> None:
    names = (Parameter.DELETION_WAIT_DAYS, Parameter.RECORD_RETENTION_YEARS)
    statements: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    queries.look_up(names, TODAY)
    assert [queries.whole_number(name, TODAY) for name in names] == [3, 10]
    assert sum(statement.startswith("SELECT") for statement in statements) == 1


@pytest.mark.parametrize(
    ("code", "on", "level"),
    [
        ("TE", MAY_2021, 1),
        ("HN", TODAY, 2),
        ("CN", date(2025, 12, 31), 3),
        ("CN", date(2026, 1, 1), 2),
        ("LH", date(2025, 12, 31), None),
        ("LH", date(2026, 1, 1), 2),
        ("HS", TODAY, 4),
        ("GD", TODAY, 4),
        ("QN", TODAY, 5),
        ("ZZ", TODAY, None),
    ],
)
def test_the_level_of_a_beneficiary_code_is_that_of_the_day(code: str, on: date, level: int | None) -> None:
    assert queries.benefit_levels(on).get(code) == level


def test_no_code_has_two_levels_on_one_day() -> None:
    for change in (MAY_2021, date(2025, 12, 31), date(2026, 1, 1)):
        query = select(BenefitLevel.beneficiary_code).where(BenefitLevel.in_force(change))
        in_force = db.session.scalars(query).all()
        assert len(in_force) == len(set(in_force)) > 40


def test_the_fund_pays_by_level() -> None:
    shares = queries.fund_shares(TODAY)
    assert {level: share.percent for level, share in shares.items()} == {1: 100, 2: 100, 3: 95, 4: 80, 5: 100}
    assert shares[1].scope == FundScope.WITHOUT_LIMITS
    assert shares[5].scope == FundScope.BEYOND_SCOPE


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2021, 5, 13), date(2021, 5, 18)),
        (date(2024, 4, 29), date(2024, 5, 6)),
        (date(2025, 1, 24), date(2025, 2, 5)),
        (date(2026, 12, 30), date(2027, 1, 5)),
    ],
)
def test_three_working_days_run_over_weekends_and_holidays(start: date, last: date) -> None:
    assert queries.deadline(start, 3) == last


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2026, 11, 22), date(2026, 12, 2)),
        (date(2021, 5, 12), date(2021, 5, 24)),
        (date(2021, 5, 13), date(2021, 5, 24)),
        (date(2021, 4, 20), date(2021, 5, 4)),
        (date(2025, 1, 17), date(2025, 2, 3)),
    ],
    ids=["Wednesday", "Saturday", "Sunday", "Friday 30 April, then 1 and 3 May", "Tet"],
)
def test_ten_days_end_on_a_day_on_which_offices_work(start: date, last: date) -> None:
    assert queries.deadline_in_days(start, 10) == last


def test_loading_again_brings_nothing_in() -> None:
    with db.transaction() as session:
        before = session.scalar(select(func.count()).select_from(PolicyValue))
        assert load_policy(session) == 0
        assert session.scalar(select(func.count()).select_from(PolicyValue)) == before
