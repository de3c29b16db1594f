"""An administrator, signed in."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.cast import make_officer, sign_in
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, Role


@pytest.fixture
def administrator(world: CurrentWorld) -> Account:
    return make_officer(office="", role=Role.ADMIN, name="Trần Thử Quản")


@pytest.fixture
def admin(app: Flask, administrator: Account, world: CurrentWorld) -> PageClient:
    """The administrator's browser."""
    return sign_in(PageClient(app), administrator, world)
