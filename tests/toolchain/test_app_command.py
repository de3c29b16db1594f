"""`./run app` around a site of three lines, in a folder of its own whose name has a space."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ports import free_port

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
SITE = """
import os
import sys
import time
from flask import Flask

app = Flask(__name__)
app.add_url_rule("/healthz", view_func=lambda: "ok")


@app.cli.command("prepare")
def prepare(): sys.exit("broken") if os.environ.get("BROKEN") else print("prepared")


@app.cli.command("how-to-sign-in")
def how(): print("Bấm một nút vai để vào.")


@app.cli.command("fill-desk")
def fill(): print("filled")


@app.cli.command("worker")
def worker(): time.sleep(60)
"""


class Started:
    """A running `./run app`."""

    def __init__(self, folder: Path, port: int, **environment: str) -> None:
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen(
            [folder / "run", "app"],
            env={
                **os.environ,
                "PORT": str(port),
                "HOST": "127.0.0.1",
                "HOME": "",
                "DATA_DIR": "",
                **environment,
            },
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_up(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            if "Ctrl-C" in line:
                return
        pytest.fail("./run app ended before the site was up")

    def answers(self) -> bool:
        with urllib.request.urlopen(self.address + "healthz", timeout=5) as answer:
            return bool(answer.read() == b"ok")

    def running(self) -> dict[int, str]:
        lines = subprocess.run(
            ["ps", "-axwwo", "pid=,command="], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        return {
            int(line.split()[0]): line
            for line in lines
            if str(self.folder / ".venv") in line and " ps " not in line
        }

    def one_with(self, word: str) -> int:
        return min(pid for pid, line in self.running().items() if word in line)

    def left_after(self, seconds: float) -> list[str]:
        end = time.monotonic() + seconds
        while self.running() and time.monotonic() < end:
            time.sleep(0.1)
        return list(self.running().values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "a folder"
    home.mkdir()
    for name in ("run", "requirements.txt"):
        shutil.copy(ROOT / name, home / name)
    (home / ".venv").symlink_to(ROOT / ".venv")
    (home / "wsgi.py").write_text(SITE)
    return home


@pytest.fixture
def started(folder: Path) -> Iterator[Started]:
    app = Started(folder, free_port())
    app.wait_until_up()
    yield app
    app.process.terminate()
    app.process.wait(15)
    assert app.process.stdout
    app.process.stdout.close()


def test_it_serves_until_it_is_asked_to_stop_and_leaves_nothing_behind(started: Started) -> None:
    assert started.answers()
    assert len(started.running()) >= 2
    started.process.send_signal(signal.SIGTERM)
    assert started.process.wait(15) == 0
    assert started.left_after(5) == []


def test_killed_outright_it_leaves_nothing_behind(started: Started) -> None:
    started.process.kill()
    started.process.wait(15)
    assert started.left_after(15) == []


@pytest.mark.parametrize("part", ["granian", "worker"])
def test_when_one_process_dies_all_stop_and_it_is_told(started: Started, part: str) -> None:
    os.kill(started.one_with(part), signal.SIGKILL)
    assert started.process.wait(15) == 1
    assert started.left_after(5) == []


def test_data_that_cannot_be_prepared_are_told_and_nothing_stays(folder: Path) -> None:
    app = Started(folder, free_port(), BROKEN="yes")
    told, _ = app.process.communicate(timeout=60)
    assert app.process.returncode == 1
    assert "broken\nThe data in" in told
    assert "Killed" not in told
    assert app.left_after(5) == []


def test_a_taken_port_is_said_in_a_sentence(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        app = Started(folder, port)
        told, _ = app.process.communicate(timeout=60)
    assert app.process.returncode == 1
    assert f"Port {port} is taken by another program. Choose another: PORT={port + 1} ./run app" in told


def test_a_port_that_is_none_is_said_in_a_sentence(folder: Path) -> None:
    app = Started(folder, 8000, PORT="abc")
    told, _ = app.process.communicate(timeout=60)
    assert app.process.returncode == 1
    assert "PORT=abc is no port" in told
