"""What the database keeps: moments with their zone, codes as their words, keys that hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from tests.support.cast import make_account, make_officer, make_person
from tests.support.databases import ON_POSTGRESQL
from vssid_app.core.clock import VIETNAM, instant
from vssid_app.core.db import Database
from vssid_app.core.engines import BUSY_TIMEOUT_MS
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld
from vssid_app.core.worlds import World
from vssid_app.identity.models import Account, Role, StaffRole


def test_a_moment_comes_back_in_utc_whatever_its_zone(world: CurrentWorld) -> None:
    account = make_account()
    noon = datetime(2026, 9, 5, 12, tzinfo=timezone(timedelta(hours=7)))
    with db.transaction():
        account.disabled_at = noon
    db.close()
    read = db.session.get_one(Account, account.id).disabled_at
    assert read == noon
    assert read is not None
    assert read.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(world: CurrentWorld) -> None:
    account = make_account()
    naive = datetime(2026, 9, 5, 12)  # noqa: DTZ001 - what is refused
    with pytest.raises(StatementError, match="without a time zone"), db.transaction():
        account.disabled_at = naive


def test_moments_compare_in_the_database_across_zones(world: CurrentWorld) -> None:
    account = make_account()
    soon = (instant() + timedelta(minutes=1)).astimezone(VIETNAM)
    found = db.session.scalars(select(Account).where(Account.opened_at < soon)).all()
    assert [row.id for row in found] == [account.id]


def test_a_code_is_kept_as_its_word(world: CurrentWorld) -> None:
    make_officer()
    assert db.session.scalars(select(StaffRole.role)).one() is Role.OFFICER
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT role FROM staff_roles")) == "officer"


@pytest.mark.skipif(ON_POSTGRESQL, reason="PostgreSQL is set up by its administrator")
def test_the_database_is_set_up_to_lose_nothing(app: Flask, demo_settings: Settings) -> None:
    # As the site starts it: the tests' own engine does not wait for the disk.
    db.engine.dispose()
    db.start(demo_settings)
    with db.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    full = 2
    assert settings == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": BUSY_TIMEOUT_MS,
    }


def test_one_request_has_one_session_until_it_ends(world: CurrentWorld) -> None:
    session = db.session
    assert db.session is session
    db.close()
    assert db.session is not session


def test_a_database_that_was_not_started_says_so() -> None:
    with pytest.raises(RuntimeError, match="has not been started"):
        _ = Database().engine


def test_a_world_of_the_process_is_there_once(world: CurrentWorld) -> None:
    assert len(db.session.scalars(select(World)).all()) == 1


def test_an_error_of_the_database_does_not_tell_what_was_to_be_written(world: CurrentWorld) -> None:
    person = make_person(full_name="NGUYỄN VĂN THỬ")
    with pytest.raises(IntegrityError) as refused:
        make_person(si_number=person.si_number, full_name="TRẦN THỊ MẪU")
    assert "TRẦN" not in str(refused.value)
    assert person.si_number not in str(refused.value)
