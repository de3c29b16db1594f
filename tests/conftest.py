"""Fixtures: a demo app on a freshly migrated database, a client that checks every page, a cast of people."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support.pages import PageClient
from vssid_app.agencies.operations import load_reference_data
from vssid_app.app import create_app
from vssid_app.cli import alembic
from vssid_app.core.extensions import db, keyring
from vssid_app.core.settings import Settings, load_settings
from vssid_app.core.world import CurrentWorld, WorldKind, in_world
from vssid_app.core.worlds import make_world
from vssid_app.policy.operations import load_policy


@pytest.fixture(scope="session")
def demo_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a demo in a folder of its own."""
    return load_settings({"APP_MODE": "demo", "DATA_DIR": str(tmp_path_factory.mktemp("data"))})


@pytest.fixture(scope="session")
def demo_app(demo_settings: Settings) -> Flask:
    """The demo app; its database is built by the migrations, with the reference data and an empty world."""
    app = create_app(demo_settings, TESTING=True)
    with app.app_context():
        alembic.upgrade()
        with db.transaction() as session:
            load_reference_data(session)
            load_policy(session)
        make_world(WorldKind.DEMO)
    db.engine.dispose()
    shutil.copy(_database(demo_settings), demo_settings.data_dir / "template")
    return app


@pytest.fixture
def app(demo_app: Flask, demo_settings: Settings) -> Iterator[Flask]:
    """The demo app on a fresh copy of its database."""
    db.start(demo_settings)
    keyring.start(demo_settings.secret_key, demo_settings.file_keys)
    database = _database(demo_settings)
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    shutil.copy(demo_settings.data_dir / "template", database)
    yield demo_app
    db.close()
    db.engine.dispose()


@pytest.fixture
def world(app: Flask) -> Iterator[CurrentWorld]:
    """The demo's world, entered, in an application context."""
    with app.app_context():
        current = make_world(WorldKind.DEMO)
        db.close()
        with in_world(current):
            yield current
            db.close()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A phone: its own cookies, and every page it opens is checked."""
    return PageClient(app)


def _database(settings: Settings) -> Path:
    return settings.data_dir / "app.sqlite3"
