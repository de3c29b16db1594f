"""A browser with a profile on disk, which can be ended as a phone ends an app: at once, without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType

PORT_FILE = "DevToolsActivePort"
START_SECONDS = 30
ALONE = ["--headless=new", "--remote-debugging-port=0", "--no-first-run", "--window-size=360,640"]


class KillableBrowser:
    """One start of a browser over a profile; what it has written there is what the next start finds."""

    def __init__(self, program: str, arguments: list[str], profile: Path) -> None:
        (profile / PORT_FILE).unlink(missing_ok=True)
        command = [program, *arguments, *ALONE, f"--user-data-dir={profile}", "about:blank"]
        quiet = subprocess.DEVNULL
        # A group of its own: its renderers and its disk writer are ended with it.
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
        self._profile = profile

    def context(self, browser_type: BrowserType) -> BrowserContext:
        """Its one window."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with suppress(OSError, IndexError):
                port = (self._profile / PORT_FILE).read_text(encoding="utf-8").splitlines()[0]
                return browser_type.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]
            time.sleep(0.05)
        raise TimeoutError("the browser does not start")

    def kill(self) -> None:
        """End all its processes at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=20)
        # It could not take its mark away; the next start would think that it still runs.
        for mark in self._profile.glob("Singleton*"):
            mark.unlink()


@contextmanager
def killable(
    program: str, arguments: list[str], profile: Path, browser_type: BrowserType
) -> Iterator[tuple[BrowserContext, KillableBrowser]]:
    """Such a browser and its window, until the block is left."""
    browser = KillableBrowser(program, arguments, profile)
    try:
        yield browser.context(browser_type), browser
    finally:
        browser.kill()
