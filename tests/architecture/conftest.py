"""A live installation beside the demo, to compare what each offers."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.notifications.conftest import live_environment
from vssid_app.app import create_app
from vssid_app.core.extensions import db, keyring, private_files
from vssid_app.core.files import FolderStore
from vssid_app.core.settings import Settings, load_settings


@pytest.fixture(scope="session")
def live_app(demo_app: Flask, demo_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A live app; only its URL map and templates are looked at, so its database stays empty."""
    app = create_app(load_settings(live_environment(tmp_path_factory.mktemp("live"), 25)), TESTING=True)
    # The bare objects are one a process: give them back to the demo.
    db.engine.dispose()
    db.start(demo_settings)
    keyring.start(demo_settings.secret_key, demo_settings.file_keys)
    private_files.use(FolderStore(demo_settings.data_dir / "files"))
    return app
