"""The commands as they are typed, in the demo's world."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld

Registry = Callable[..., Result]


@pytest.fixture
def registry(app: Flask, world: CurrentWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Registry:
    """Run ``registry …`` in a folder of the test's own."""
    monkeypatch.setenv("CALLED_FROM", str(tmp_path))

    def run(*arguments: str | Path) -> Result:
        db.close()
        return app.test_cli_runner().invoke(args=["registry", *map(str, arguments)])

    return run
