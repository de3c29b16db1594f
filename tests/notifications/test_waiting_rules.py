"""How long a message that did not leave waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vssid_app.notifications.rules import is_hopeless, wait_after

WRITTEN = datetime(2026, 9, 5, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (9, 3600), (5000, 3600)],
)
def test_the_wait_doubles_up_to_an_hour(attempts: int, seconds: int) -> None:
    assert wait_after(attempts) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("hours", "hopeless"), [(0, False), (23.99, False), (24, True), (100, True)])
def test_a_day_is_the_end(hours: float, *, hopeless: bool) -> None:
    assert is_hopeless(WRITTEN, WRITTEN + timedelta(hours=hours)) is hopeless
