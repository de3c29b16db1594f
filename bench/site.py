"""A site for one measurement: a fresh practice world in a folder that is thrown away, on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
WAIT_SECONDS = 60.0


def environment(folder: Path) -> dict[str, str]:
    """What a demo in a folder of its own needs; nothing of the caller's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_DIR": str(folder), "APP_MODE": "demo", "PYTHONUTF8": "1"}


def prepare(folder: Path) -> None:
    """Make the database and its people."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
    subprocess.run(command, cwd=ROOT, env=environment(folder), check=True)  # noqa: S603 - our own command


@contextmanager
def served(app: str, folder: Path, *, threads: int, workers: int = 1) -> Iterator[int]:
    """Serve a WSGI app by granian, as ``./run app`` does; gives the port."""
    port = free_port()
    options = ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "error"]
    address = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with started("-m", "granian", *address, *options, app, folder=folder):
        _wait_for(port)
        yield port


@contextmanager
def started(*arguments: str, folder: Path) -> Iterator[None]:
    """Another Python with these arguments, for as long as the block runs; its log goes nowhere."""
    process = subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(15)


def _wait_for(port: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"nobody listens on port {port}")
