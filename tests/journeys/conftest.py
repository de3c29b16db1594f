"""The demo as a user starts it (site and worker, its own folder), and a phone of 360×640 to use it with."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.phone import Phone

ROOT = Path(__file__).resolve().parents[2]
CHROME_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium, quiet."""
    found = os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROME_NAMES)), None)
    return {"executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A freshly prepared demo with its worker; nothing prepared but the seed."""
    port = _free_port()
    env = {
        **os.environ,
        "APP_MODE": "demo",
        "DATA_DIR": str(tmp_path_factory.mktemp("demo")),
        "PORT": str(port),
    }
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    subprocess.run([*flask, "prepare"], cwd=ROOT, env=env, check=True, capture_output=True)
    serve = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    log = (tmp_path_factory.mktemp("logs") / "site.log").open("wb")
    commands = ([*serve, "--workers", "1", "--blocking-threads", "8", "wsgi:app"], [*flask, "worker"])
    started = [
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
        for command in commands
    ]
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=20)
        log.close()


@pytest.fixture
def phone(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """A phone with its own cookies; its screens are kept under the journey's name."""
    yield from _phone(browser, demo_site, request, javascript=True)


@pytest.fixture
def plain_phone(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """The same without JavaScript."""
    yield from _phone(browser, demo_site, request, javascript=False)


@pytest.fixture
def office(browser: Browser, demo_site: str, request: pytest.FixtureRequest) -> Iterator[Phone]:
    """The officer's wide screen, in a browser of its own."""
    yield from _phone(browser, demo_site, request, javascript=True, width=1280, height=800, suffix="-desk")


def _phone(
    browser: Browser,
    site: str,
    request: pytest.FixtureRequest,
    *,
    javascript: bool,
    width: int = 360,
    height: int = 640,
    suffix: str = "",
) -> Iterator[Phone]:
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    for _try in range(100):
        with suppress(OSError), urllib.request.urlopen(address, timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")
