"""The worker: a loop over small jobs, each in its own application context, until told to stop."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from flask import Flask

IDLE_SECONDS = 0.4


@dataclass(slots=True)
class Job:
    """Something done again and again; ``every`` is in seconds. The run says whether there is more at once."""

    name: str
    every: float
    run: Callable[[], bool]
    due: float = 0.0


def work(app: Flask, jobs: Sequence[Job], *, stop: threading.Event | None = None) -> None:
    """Run the jobs until SIGTERM or Ctrl-C; a job that fails is logged and tried again in its turn."""
    stop = stop or _stopped_by_signals()
    while not stop.is_set():
        busy = False
        for job in jobs:
            if time.monotonic() >= job.due and not stop.is_set():
                busy = _run(app, job) or busy
        if not busy:
            stop.wait(IDLE_SECONDS)


def _run(app: Flask, job: Job) -> bool:
    more = False
    try:
        with app.app_context():
            more = job.run()
    except Exception:  # noqa: BLE001 - one job's failure must not stop the others
        structlog.get_logger().exception("job failed", job=job.name)
    job.due = 0.0 if more else time.monotonic() + job.every
    return more


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop
