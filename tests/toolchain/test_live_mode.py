"""`./run app` for real people: nothing starts until all is said, and nothing of practice is there."""

from __future__ import annotations

import http.client
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from tests.notifications.conftest import live_environment
from tests.support.ports import free_port
from vssid_app.core.settings import LIVE_NEEDS

ROOT = Path(__file__).parents[2]
PRACTICE_PATHS = ("/hop-thu", "/hop-thu/moi.json", "/nguoi-mau", "/vai/phu-huynh")
SETTINGS = {*LIVE_NEEDS, "APP_MODE", "MAIL_PORT", "TEST_DATABASE"}


def environment(folder: Path, **told: str) -> dict[str, str]:
    """This process's environment, with the site's settings as told and no others."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return {**kept, "APP_MODE": "live", "DATA_DIR": str(folder), **told}


def refusal(folder: Path, **told: str) -> str:
    """What ``./run app`` says when it does not start."""
    ended = subprocess.run(
        [ROOT / "run", "app"],
        env=environment(folder, PORT=str(free_port()), **told),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert not list(folder.glob("*sqlite3*")), "nothing was made"
    return ended.stderr


def test_without_settings_it_does_not_start_and_names_each_that_is_missing(tmp_path: Path) -> None:
    said = refusal(tmp_path)
    for name in LIVE_NEEDS:
        assert f"{name} is missing" in said
    assert "Traceback" not in said


def test_with_one_missing_it_names_that_one(tmp_path: Path) -> None:
    told = live_environment(tmp_path, 25)
    del told["PUBLIC_URL"]
    said = refusal(tmp_path, **told)
    assert said.count(" is missing") == 1
    assert "PUBLIC_URL is missing" in said


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a live site with its worker."""
    folder, port = tmp_path_factory.mktemp("live-site"), free_port()
    process = subprocess.Popen(
        [ROOT / "run", "app"],
        env=environment(folder, **live_environment(folder, free_port()), PORT=str(port), HOST="127.0.0.1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    assert "The site is running" in said, said
    yield port
    process.terminate()
    process.wait(20)
    process.stdout.close()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


def ask(port: int, path: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())


def test_with_all_settings_it_serves(site: int) -> None:
    assert ask(site, "/healthz").status == 200
    page = ask(site, "/").text
    assert "Trung tâm thử" in page
    assert "0000000001" in page


@pytest.mark.parametrize("path", PRACTICE_PATHS)
def test_nothing_of_practice_is_there(site: int, path: str) -> None:
    assert ask(site, path).status == 404


def test_cookies_and_browsers_are_held_to_https(site: int) -> None:
    answer = ask(site, "/dang-nhap/mat-khau")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert cookies, "a page with a form sets one"
    for cookie in cookies:
        assert "Secure" in cookie, cookie
        assert "HttpOnly" in cookie, cookie
