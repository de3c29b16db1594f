"""A real server with the gallery and a few pages of its own, and a phone to look at them with."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.frontend.pages import make_pages
from tests.support.serving import served_here

CHROME_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROME_NAMES)), None)
    return {"executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"viewport": {"width": 360, "height": 640}, "locale": "vi-VN"}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served_here(make_pages()) as address:
        yield address
