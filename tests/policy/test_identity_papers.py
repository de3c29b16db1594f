"""The identity paper has the name of its day and of its number."""

from __future__ import annotations

from datetime import date

import pytest

from vssid_app.policy.identity_papers import identity_paper

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.any_database]
IN_2021, TODAY = date(2021, 5, 13), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "on", "name"),
    [
        (None, IN_2021, "CMND hoặc CCCD"),
        ("", TODAY, "CCCD"),
        ("099 123 456", IN_2021, "CMND"),
        ("099 123 456 789", IN_2021, "CCCD"),
    ],
)
def test_its_name_follows_number_and_day(number: str | None, on: date, name: str) -> None:
    assert identity_paper(number, on) == name
