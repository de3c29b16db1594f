"""The start: ``./run app`` in a prepared folder until its first page, and the import of the app alone.

Run from the top folder: python -m bench.start [rounds]
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.site import ROOT, environment, prepare
from tests.support.ports import free_port

AIM_PAGE, AIM_IMPORT = 3.0, 0.7
# A busy machine is no failure of the start.
WAIT_SECONDS = 300.0
IMPORTS = {
    "the libraries alone": "flask, sqlalchemy.orm, wtforms, flask_wtf, flask_login, flask_babel, structlog",
    "the app": "wsgi",
}
TIMED = "import time; began = time.process_time(); import {}; print(time.process_time() - began)"


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        print(f"load {os.getloadavg()[0]:.1f}; median of {rounds}, in brackets the best")
        for what, modules in IMPORTS.items():
            _print(f"processor time of importing {what}", [_import(modules, folder) for _ in range(rounds)])
        print(f"    aim for the app: < {AIM_IMPORT} s")
        _print("./run app until its first page", [_first_page(folder) for _ in range(rounds)])
        print(f"    aim: < {AIM_PAGE} s")


def _print(what: str, seconds: list[float]) -> None:
    print(f"{what}: {statistics.median(seconds):.2f} s ({min(seconds):.2f} s)")


def _import(modules: str, folder: Path) -> float:
    command = [sys.executable, "-c", TIMED.format(modules)]
    said = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment(folder), check=True, capture_output=True, text=True
    )
    return float(said.stdout)


def _first_page(folder: Path) -> float:
    """Seconds from the command to the whole start page."""
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [ROOT / "run", "app"],
        env={**environment(folder), "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _fetch(f"http://127.0.0.1:{port}/")
        return time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _fetch(address: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=WAIT_SECONDS) as page:  # noqa: S310 - our own site
                page.read()
        except urllib.error.URLError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
