"""The demo as a user starts it: site and worker in processes of their own, over a folder and a database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy import MetaData, Table, create_engine, select, update

from tests.support.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]


@contextmanager
def running_demo(folder: Path, database: str, **settings: str) -> Iterator[str]:
    """The address of a freshly prepared demo with its worker; nothing in it but the seed."""
    env = _environment(folder, database, settings)
    subprocess.run([*FLASK, "prepare"], cwd=ROOT, env=env, check=True, capture_output=True)
    port = free_port()
    with _running(env, port, _serve(port), [*FLASK, "worker"]) as address:
        yield address


@contextmanager
def next_version(folder: Path, database: str) -> Iterator[str]:
    """The address of the next version of a demo's site, beside the one that runs over the same folder."""
    port = free_port()
    app = "tests.journeys.next_version:app"
    with _running(_environment(folder, database, {}), port, _serve(port, app)) as address:
        yield address


def _environment(folder: Path, database: str, settings: Mapping[str, str]) -> dict[str, str]:
    demo = {"APP_MODE": "demo", "DATA_DIR": str(folder), "DATABASE_URL": database}
    return {**os.environ, **demo, **settings}


@contextmanager
def _running(env: Mapping[str, str], port: int, *commands: list[str]) -> Iterator[str]:
    """These processes until the block is left; the address, as soon as it answers."""
    env = {**env, "PORT": str(port)}
    with Path(env["DATA_DIR"], f"site-{port}.log").open("wb") as log:
        started = [
            subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
            for command in commands
        ]
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            for process in started:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=20)


def let_a_minute_pass(database: str) -> None:
    """For codes: those already sent were sent a minute earlier, so that another may be asked for."""
    engine = create_engine(database)
    codes = Table("issued_codes", MetaData(), autoload_with=engine)
    with engine.begin() as connection:
        for row in connection.execute(select(codes.c.id, codes.c.issued_at)).all():
            earlier = row.issued_at - timedelta(minutes=1)
            connection.execute(update(codes).where(codes.c.id == row.id).values(issued_at=earlier))
    engine.dispose()


def _serve(port: int, app: str = "wsgi:app") -> list[str]:
    where = ["--host", "127.0.0.1", "--port", str(port)]
    threads = ["--workers", "1", "--blocking-threads", "8"]
    return [sys.executable, "-m", "granian", "--interface", "wsgi", *where, *threads, app]


def _wait_for(address: str) -> None:
    for _try in range(600):
        with suppress(OSError), urllib.request.urlopen(address, timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer")
