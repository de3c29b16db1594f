"""Starting other processes of the same installation, and letting them go."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vssid_app.core.settings import Settings

ROOT = Path(__file__).parents[2]
Process = subprocess.Popen[str]


def start(settings: Settings, module: str, *arguments: str) -> Process:
    """Start a module that says ``ready`` and then waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "APP_MODE": settings.mode,
            "DATA_DIR": str(settings.data_dir),
            "DATABASE_URL": settings.database_url,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def let_go(process: Process) -> None:
    """Give it the line that it waits for."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def finish(process: Process) -> int:
    """Wait for its end."""
    process.communicate(timeout=60)
    return process.returncode


@contextmanager
def write_lock_held(settings: Settings) -> Iterator[Process]:
    """For the block, another process holds the write lock (unless it is let go)."""
    process = start(settings, "tests.core.lock_process", "hold")
    try:
        yield process
    finally:
        if process.poll() is None:
            let_go(process)
            finish(process)
