"""What is late: by how many working days, and the office reminded once a day of the world."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.support.cast import OFFICE
from tests.support.service_requests import make_request
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.policy.queries import deadline, working_days_late
from vssid_app.policy.rules import working_days_between
from vssid_app.service_requests.models import ServiceReminder
from vssid_app.service_requests.operations.reminding import remind_of_late
from vssid_app.service_requests.queries import working_days_overdue
from vssid_app.service_requests.states import TIMED, Status

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 30)
DAY = 24 * 60 * 60


def moved(world: CurrentWorld, day: date) -> CurrentWorld:
    """The world with its clock on another day."""
    ahead = world.clock_offset + (day - today()).days * DAY
    return CurrentWorld(world.id, world.kind, ahead)


def reminders() -> list[ServiceReminder]:
    db.session.rollback()
    return list(db.session.scalars(select(ServiceReminder).order_by(ServiceReminder.id)))


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("due", "on", "late"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, SATURDAY, 0),
        (FRIDAY, MONDAY, 1),
        (FRIDAY, MONDAY + timedelta(days=1), 2),
        (MONDAY, FRIDAY, 0),
    ],
)
def test_days_late_are_working_days(due: date, on: date, late: int) -> None:
    assert working_days_between(due, on, frozenset()) == late


def test_holidays_do_not_count(world: CurrentWorld) -> None:
    eve = date(2026, 12, 31)
    assert working_days_late(eve, date(2027, 1, 4)) == 1, "01/01 is a holiday, then a weekend"


@pytest.mark.parametrize("status", Status)
def test_only_while_the_time_limit_runs(world: CurrentWorld, status: Status) -> None:
    with in_world(moved(world, MONDAY)):
        request = make_request(status, due_on=FRIDAY)
        assert (working_days_overdue(request) == 1) is (status in TIMED)
        db.close()


def test_the_office_is_reminded_once_a_day(world: CurrentWorld) -> None:
    with in_world(moved(world, MONDAY)):
        late = make_request(Status.RECEIVED, due_on=FRIDAY)
        make_request(Status.RECEIVED, due_on=MONDAY)
        make_request(Status.WITHDRAWN, due_on=FRIDAY)
        remind_of_late()
        remind_of_late()
        assert [(row.request_id, row.office_code, row.working_days_late) for row in reminders()] == [
            (late.id, OFFICE, 1)
        ]
        db.close()
    with in_world(moved(world, MONDAY + timedelta(days=1))):
        remind_of_late()
        assert [row.working_days_late for row in reminders() if row.request_id == late.id] == [1, 2]
        db.close()


def test_nobody_is_reminded_on_a_day_off(world: CurrentWorld) -> None:
    with in_world(moved(world, SATURDAY)):
        make_request(Status.RECEIVED, due_on=FRIDAY)
        assert remind_of_late() is False
        assert reminders() == []
        db.close()


def test_a_limit_of_two_working_days_runs_over_the_weekend(world: CurrentWorld) -> None:
    assert deadline(FRIDAY, 2) == date(2026, 12, 1)
