"""The demo as a user starts it (site and worker, its own folder), and a phone of 360×640 to use it with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.line import Line, line_to
from tests.journeys.office_process import leave_alone
from tests.journeys.phone import Phone
from tests.journeys.sites import ROOT, let_a_minute_pass, next_version, running_demo
from tests.support.databases import Databases

CHROME_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

SlowPhone = tuple[Phone, Line]
"""A phone, and the line that it has to the site."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium, quiet."""
    found = os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROME_NAMES)), None)
    return {"executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the journeys' demo keeps its files."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def demo_database(demo_folder: Path, all_databases: Databases) -> str:
    """The address of its database."""
    return all_databases.new(demo_folder / "app.sqlite3")


@pytest.fixture(scope="session")
def demo_site(demo_folder: Path, demo_database: str) -> Iterator[str]:
    """The demo that the journeys share."""
    with running_demo(demo_folder, demo_database) as address:
        yield address


@pytest.fixture(scope="session")
def next_site(demo_site: str, demo_folder: Path, demo_database: str) -> Iterator[str]:
    """The next version of the same site, over the same folder and database."""
    assert demo_site
    with next_version(demo_folder, demo_database) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A phone with its own cookies; its screens are kept under the journey's name."""
    yield from hold(browser, demo_site, request, javascript=True)


@pytest.fixture
def plain_phone(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """The same without JavaScript."""
    yield from hold(browser, demo_site, request, javascript=False)


@pytest.fixture
def slow_phone(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[SlowPhone]:
    """A phone with a line of its own, which can be slow or lost."""
    with line_to(demo_site) as line:
        for phone in hold(browser, line.address, request, javascript=True):
            yield phone, line


@pytest.fixture
def old_phone(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A second phone, with cookies of its own."""
    yield from hold(browser, demo_site, request, javascript=True, suffix="-old")


@pytest.fixture
def office(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """The officer's wide screen, in a browser of its own."""
    yield from hold(browser, demo_site, request, javascript=True, width=1280, height=800, suffix="-desk")


@pytest.fixture(autouse=True)
def _a_minute_later(request: pytest.FixtureRequest) -> None:
    """A code may be asked for at once: other journeys have done so as the same people, a minute ago."""
    if "demo_site" in request.fixturenames:
        request.getfixturevalue("demo_site")
        let_a_minute_pass(request.getfixturevalue("demo_database"))


@pytest.fixture
def by_hand(demo_site: str, demo_folder: Path, demo_database: str) -> None:
    """The office does nothing by itself."""
    assert demo_site
    leave_alone(demo_folder, demo_database)


def hold(
    browser: Browser,
    site: str,
    request: pytest.FixtureRequest,
    *,
    javascript: bool,
    width: int = 360,
    height: int = 640,
    suffix: str = "",
) -> Iterator[Phone]:
    """A browser of this size over a site, until the test is over."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": height},
        locale="vi-VN",
        has_touch=width < 800,
        is_mobile=width < 800,
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    folder = ROOT / "var" / "screens" / (request.node.name + suffix)
    shutil.rmtree(folder, ignore_errors=True)
    yield Phone(context.new_page(), folder)
    context.close()
