"""Several workers, and a worker that dies: a letter leaves once, or again under the same key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask

from tests.notifications.conftest import MailServer, connect, environment_of
from tests.notifications.support import pass_time, rows, run_worker, write
from tests.support.gateway import Gateway
from vssid_app.core.extensions import db
from vssid_app.notifications.models import Channel, Delivery

ROOT = Path(__file__).parents[2]
LETTERS = 25

pytestmark = pytest.mark.usefixtures("live_world")


def _start_workers(app: Flask, count: int, *arguments: str, **more: str) -> Sequence[subprocess.Popen[str]]:
    """Start processes, then let them go at once."""
    command = [sys.executable, "-m", "tests.notifications.worker_process", *arguments]
    environment = {**os.environ, **environment_of(app), **more}
    workers = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(count)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    return workers


def _finish(workers: Sequence[subprocess.Popen[str]]) -> list[int]:
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=60)
    return [worker.returncode for worker in workers]


def test_two_workers_at_once_send_each_letter_once(live: Flask, mail_server: MailServer) -> None:
    for n in range(LETTERS):
        write(f"nguoi{n}@thuchanh.example")
    db.close()
    assert _finish(_start_workers(live, 2)) == [0, 0]
    assert len(mail_server.letters) == LETTERS
    assert len(set(mail_server.keys)) == LETTERS
    assert {row.delivery for row in rows()} == {Delivery.SENT}


def test_a_worker_that_dies_after_sending_sends_again_with_the_same_key(
    live: Flask, mail_server: MailServer
) -> None:
    written = write()
    db.close()
    assert _finish(_start_workers(live, 1, "die-after-sending")) == [9]
    assert rows()[0].delivery == Delivery.QUEUED
    assert run_worker(), "nobody waits for the lease of a worker that is known to be dead"
    assert mail_server.keys == [f"<{written.key}@thuchanh.example>"] * 2
    assert rows()[0].delivery == Delivery.SENT


def test_a_worker_killed_between_sending_and_marking_leads_to_the_same_key(
    live: Flask, gateway: Gateway
) -> None:
    """SIGKILL, while the gateway has the message and has not yet said so."""
    gateway.delay = 30
    written = write("0000000007", channel=Channel.SMS)
    db.close()
    _kill(_with_the_gateway(live, gateway))
    assert rows()[0].delivery == Delivery.QUEUED
    gateway.delay = 0
    connect(live, gateway)
    assert run_worker()
    assert gateway.keys == [written.key] * 2
    assert rows()[0].delivery == Delivery.SENT
    assert len(list(_signs(live))) == 1, "the dead worker's sign is taken away; this process has its own"


def test_what_a_killed_worker_had_only_claimed_leaves_once(live: Flask, gateway: Gateway) -> None:
    """The first of the batch is with the gateway, the others have not been tried."""
    gateway.delay = 30
    keys = [write(f"000000000{n}", channel=Channel.SMS, code="123456").key for n in range(3)]
    db.close()
    _kill(_with_the_gateway(live, gateway))
    assert all(row.claimed_by for row in rows())
    gateway.delay = 0
    connect(live, gateway)
    assert run_worker()
    assert sorted(gateway.keys) == sorted([keys[0], *keys])
    assert {(row.delivery, row.claimed_by) for row in rows()} == {(Delivery.SENT, None)}


def test_what_a_living_worker_has_claimed_is_left_to_it_and_one_of_another_machine_to_its_lease(
    live: Flask, gateway: Gateway
) -> None:
    gateway.delay = 30
    key = write("0000000007", channel=Channel.SMS).key
    db.close()
    worker = _with_the_gateway(live, gateway)
    connect(live, gateway)
    assert not run_worker()
    (sign,) = _signs(live)
    _kill(worker)
    sign.unlink()  # as if it had been given on another machine
    gateway.delay = 0
    assert not run_worker()
    pass_time(minutes=6)
    assert run_worker()
    assert gateway.keys == [key] * 2


def _with_the_gateway(app: Flask, gateway: Gateway) -> subprocess.Popen[str]:
    """A worker whose message the gateway has, and does not answer."""
    (worker,) = _start_workers(app, 1, SMS_URL=gateway.url)
    assert worker.stdin is not None
    worker.stdin.write("go\n")
    worker.stdin.flush()
    assert gateway.came.wait(20)
    return worker


def _kill(worker: subprocess.Popen[str]) -> None:
    worker.kill()
    worker.communicate(timeout=20)


def _signs(app: Flask) -> Iterator[Path]:
    folder: Path = app.extensions["settings"].data_dir / "workers"
    return folder.iterdir()
