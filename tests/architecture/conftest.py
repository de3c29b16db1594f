"""Other installations beside the demo of the tests; the bare objects are one a process and are given back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.notifications.conftest import live_environment
from tests.support.databases import postgresql_server
from vssid_app.app import create_app
from vssid_app.core.extensions import db, keyring, private_files
from vssid_app.core.files import FolderStore
from vssid_app.core.settings import Settings, load_settings


@pytest.fixture(scope="session")
def live_app(demo_app: Flask, demo_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A live app; only its URL map is looked at, so its database stays empty."""
    app = create_app(load_settings(live_environment(tmp_path_factory.mktemp("live"), 25)), TESTING=True)
    _give_back(demo_settings)
    return app


@pytest.fixture
def new_app(demo_app: Flask, demo_settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    """A demo that has just been unpacked, in its context: its database has no table yet."""
    app = create_app(load_settings({"APP_MODE": "demo", "DATA_DIR": str(tmp_path)}), TESTING=True)
    with app.app_context():
        yield app
        db.close()
    _give_back(demo_settings)


@pytest.fixture
def app_on_postgresql(demo_app: Flask, demo_settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    """The same on a real PostgreSQL of its own."""
    with postgresql_server() as address:
        url = address.replace("postgresql://", "postgresql+psycopg://")
        environment = {"APP_MODE": "demo", "DATA_DIR": str(tmp_path), "DATABASE_URL": url}
        app = create_app(load_settings(environment), TESTING=True)
        with app.app_context():
            yield app
            db.close()
        _give_back(demo_settings)


def _give_back(settings: Settings) -> None:
    """Let the bare objects be those of the demo again."""
    db.engine.dispose()
    db.start(settings)
    keyring.start(settings.secret_key, settings.file_keys)
    private_files.use(FolderStore(settings.data_dir / "files"))
