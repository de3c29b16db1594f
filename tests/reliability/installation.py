"""A live installation in processes of its own, which can be killed at any moment and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.notifications.conftest import MailServer, live_environment
from tests.support.gateway import Gateway
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
APP = "tests.reliability.practice_numbers:app"
FLASK = [sys.executable, "-m", "flask", "--app", APP]
PARTS = ("site", "worker")


class Installation:
    """Site, worker, and the receivers of their messages."""

    def __init__(self, folder: Path, database: str) -> None:
        self.port = free_port()
        self.mail = MailServer(free_port())
        self.gateway = Gateway()
        self.mail.start()
        self.gateway.start()
        self.settings = {
            **live_environment(folder, self.mail.port, database),
            "SMS_URL": self.gateway.url,
            "SMS_BODY": '{"to": "{phone}", "text": "{text}"}',
        }
        self._commands = {"site": self._serve(), "worker": [*FLASK, "worker"]}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.log = folder / "processes.log"

    def prepare(self) -> None:
        """Make the database."""
        subprocess.run([*FLASK, "prepare"], cwd=ROOT, env=self._environment(), check=True, timeout=120)

    def start(self, *parts: str) -> None:
        """Start the site, the worker or both, each in a process group of its own."""
        for part in parts:
            with self.log.open("ab") as log:
                self._running[part] = subprocess.Popen(
                    self._commands[part],
                    cwd=ROOT,
                    env=self._environment(),
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )

    def kill(self, *parts: str) -> None:
        """``kill -9``, with all that belongs to them."""
        self._end(signal.SIGKILL, *parts)

    def stop(self) -> None:
        """Ask all to end, and the receivers too."""
        self._end(signal.SIGTERM, *self._running)
        self.mail.stop()
        self.gateway.stop()

    def wait_until_it_serves(self) -> None:
        """Until the site answers, for half a minute."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            address = f"http://127.0.0.1:{self.port}/healthz"
            with suppress(OSError), urllib.request.urlopen(address, timeout=5):
                return
            time.sleep(0.05)
        raise TimeoutError(self.log.read_text()[-2000:])

    def _end(self, number: signal.Signals, *parts: str) -> None:
        for part in parts:
            with suppress(ProcessLookupError):
                os.killpg(self._running[part].pid, number)
        for part in parts:
            self._running.pop(part).wait(20)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAIL_", "SMS_"))}
        return {**kept, **self.settings, "PYTHONUTF8": "1"}

    def _serve(self) -> list[str]:
        """As ``./run app`` does it."""
        where = ["--host", "127.0.0.1", "--port", str(self.port)]
        threads = ["--workers", "1", "--blocking-threads", "16", "--log-level", "error"]
        return [sys.executable, "-m", "granian", "--interface", "wsgi", *where, *threads, APP]
