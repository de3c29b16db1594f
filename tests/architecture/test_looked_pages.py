"""Each page about somebody has its word in ``Ai đã xem hồ sơ``."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.architecture.routes import routes_of
from vssid_app.people.looks.models import LookedPage
from vssid_app.people.looks.routes import PAGES, page_of

# Rules that let somebody in for another person, and note it.
ABOUT_SOMEBODY = ("for_person", "dossier_holder")


@pytest.mark.any_database
def test_every_page_about_somebody_has_its_word(app: Flask) -> None:
    routes = routes_of(app)
    about = {route.endpoint for route in routes if route.rule.startswith(ABOUT_SOMEBODY)}
    wordless = {endpoint for endpoint in about if page_of(endpoint) is LookedPage.OTHER}
    assert wordless == set(), "say in people/looks/routes.py what these pages show"
    assert set(PAGES) - {route.endpoint for route in routes} == set(), "there is no such page any more"
