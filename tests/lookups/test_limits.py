"""Limits are wide enough for a hall and narrow enough against guessing; nobody needs a database to see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from vssid_app.lookups.asking import asking_address
from vssid_app.lookups.rules import LIMITS, Counted, allowance, refusal, window_at

MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ANY = st.sampled_from(Counted)


@given(ANY, MOMENTS, st.integers(0, 10_000))
def test_the_wait_ends_with_the_window_and_is_never_nothing(
    counted: Counted, at: datetime, asked: int
) -> None:
    left = allowance(counted, asked, at)
    window = LIMITS[counted].window
    assert window_at(counted, at) <= at < window_at(counted, at) + window
    assert 1 <= left.seconds <= window.total_seconds()
    assert window_at(counted, at + timedelta(seconds=left.seconds)) > window_at(counted, at)
    assert (refusal(counted, asked, at) is None) == (left.remaining > 0)


def test_five_hundred_phones_behind_one_address_may_each_ask_several_times_at_once() -> None:
    assert LIMITS[Counted.ADDRESS].count >= 500 * 5


def test_a_class_may_ask_by_one_tablet() -> None:
    assert LIMITS[Counted.DEVICE].count >= 45


def test_guessing_a_birthday_among_forty_years_takes_days() -> None:
    limit = LIMITS[Counted.NUMBER]
    assert 40 * 365 / limit.count * limit.window > timedelta(days=5)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("198.51.100.7", "198.51.100.7", True),
        ("198.51.100.7", "198.51.100.8", False),
        ("::ffff:198.51.100.7", "198.51.100.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("", "no address", True),
    ],
)
def test_an_address_is_that_of_a_line(demo_app: Flask, one: str, other: str, *, same: bool) -> None:
    told = []
    for address in (one, other):
        with demo_app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            told.append(asking_address())
    assert (told[0] == told[1]) is same
