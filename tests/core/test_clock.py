"""Two clocks: the world's for all that people read, the machine's for the life of codes and sessions."""

from __future__ import annotations

from contextvars import Context
from datetime import UTC, date, datetime, timedelta

import pytest

from vssid_app.core import clock
from vssid_app.core.world import CurrentWorld, NoWorld, WorldKind, in_world

DAY = 24 * 3600


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The machine's time stands still, five minutes before midnight in Vietnam."""
    moment = datetime(2026, 9, 5, 16, 55, tzinfo=UTC)
    monkeypatch.setattr(clock, "instant", lambda: moment)
    return moment


def _world(offset: int) -> CurrentWorld:
    return CurrentWorld(1, WorldKind.DEMO, offset)


def test_a_world_with_its_clock_set_right_has_vietnams_time(frozen: datetime) -> None:
    with in_world(_world(0)):
        assert clock.now() == frozen
        assert f"{clock.now():%H:%M}" == "23:55"
        assert clock.today() == date(2026, 9, 5)


@pytest.mark.parametrize(
    ("offset", "day"),
    [(600, date(2026, 9, 6)), (3 * DAY, date(2026, 9, 8)), (-1934 * DAY, date(2021, 5, 20))],
)
def test_a_world_whose_clock_was_moved_has_its_own_day(frozen: datetime, offset: int, day: date) -> None:
    with in_world(_world(offset)):
        assert clock.today() == day
        assert clock.now() - frozen == timedelta(seconds=offset)


def test_moving_a_worlds_clock_does_not_move_the_machines(frozen: datetime) -> None:
    with in_world(_world(30 * DAY)):
        assert clock.instant() == frozen


def test_a_machines_moment_is_shown_by_the_worlds_clock(frozen: datetime) -> None:
    with in_world(_world(3600)):
        assert f"{clock.world_time(frozen):%d/%m %H:%M}" == "06/09 00:55"


def test_the_machines_time_knows_its_zone() -> None:
    assert clock.instant().tzinfo is UTC


def test_outside_any_world_there_is_no_today() -> None:
    # In a context of its own: what another test's requests have left set is not seen.
    with pytest.raises(NoWorld):
        Context().run(clock.today)
