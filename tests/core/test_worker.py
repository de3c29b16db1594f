"""The worker goes round its jobs, lets none stop the others, and ends when told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from flask import Flask, current_app

from vssid_app.core.worker import Job, work


def _run(app: Flask, jobs: list[Job], stop: threading.Event, seconds: float = 5) -> None:
    threading.Timer(seconds, stop.set).start()
    work(app, jobs, stop=stop)


def _stop_after(stop: threading.Event, times: int, done: list[str], name: str) -> Callable[[], bool]:
    def run() -> bool:
        done.append(name)
        if done.count(name) >= times:
            stop.set()
        return True

    return run


def test_a_job_with_more_to_do_is_run_again_at_once(app: Flask) -> None:
    stop, done = threading.Event(), list[str]()
    _run(app, [Job("busy", 60, _stop_after(stop, 5, done, "busy"))], stop)
    assert done == ["busy"] * 5


def test_a_job_with_nothing_to_do_waits_for_its_time(app: Flask) -> None:
    stop, done = threading.Event(), list[str]()

    def idle() -> bool:
        done.append("idle")
        return False

    jobs = [Job("idle", 60, idle), Job("busy", 0, _stop_after(stop, 5, done, "busy"))]
    _run(app, jobs, stop)
    assert done.count("idle") == 1


def test_a_job_that_fails_stops_nobody(app: Flask) -> None:
    stop, done = threading.Event(), list[str]()

    def fail() -> bool:
        done.append("fail")
        raise RuntimeError("a mistake")

    jobs = [Job("fails", 0, fail), Job("works", 0, _stop_after(stop, 3, done, "works"))]
    _run(app, jobs, stop)
    assert done.count("works") == 3
    assert done.count("fail") >= 3, "it is tried again in its turn"


def test_each_run_has_a_context_of_its_own(app: Flask) -> None:
    stop, contexts = threading.Event(), list[int]()

    def note() -> bool:
        assert current_app.name == "vssid_app"
        contexts.append(1)
        stop.set()
        return False

    _run(app, [Job("notes", 0, note)], stop)
    assert contexts == [1]
    with pytest.raises(RuntimeError):
        _ = current_app.name


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_peace(number: signal.Signals) -> None:
    program = (
        "import sys\n"
        "from flask import Flask\n"
        "from vssid_app.core.worker import Job, work\n"
        "def run():\n"
        "    sys.stdout.write('ready\\n'); sys.stdout.flush()\n"
        "    return False\n"
        "work(Flask('x'), [Job('x', 60, run)])\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        worker.send_signal(number)
        assert worker.wait(timeout=10) == 0
