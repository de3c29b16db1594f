"""What an open page costs that asks every few seconds whether there is news, and is told that there is none.

Run from the top folder: python -m bench.polls
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
from http import HTTPStatus
from pathlib import Path

from werkzeug.test import EnvironBuilder

from bench.card_page import in_turn, silence_the_log
from bench.hello import app as hello
from bench.site import environment, prepare

POLL = "/hop-thu/moi.json"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def main() -> None:
    """Print the processor time of an answer 304, beside hello's."""
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        os.environ.update(environment(Path(name)))
        os.environ.pop("DATABASE_URL", None)
        silence_the_log()
        from vssid_app.app import create_app  # noqa: PLC0415 - its settings stand in the environment now

        app = create_app()
        phone = app.test_client()
        found = TOKEN.search(phone.get("/").text)
        phone.post("/vai/phu-huynh", data={"csrf_token": found[1] if found else ""})
        kept = phone.get(POLL).headers["ETag"]
        answer = phone.get(POLL, headers={"If-None-Match": kept})
        if answer.status_code != HTTPStatus.NOT_MODIFIED:
            raise LookupError(f"answered {answer.status_code}")
        cookies = (phone.get_cookie(name) for name in ("phien", "thiet_bi"))
        sent = "; ".join(f"{cookie.key}={cookie.value}" for cookie in cookies if cookie)
        asked = EnvironBuilder(path=POLL, headers={"Cookie": sent, "If-None-Match": kept}).get_environ()
        pairs = ((hello, EnvironBuilder(path="/").get_environ()), (app, asked))
        for words, each in zip(("hello", "poll"), zip(*in_turn(*pairs), strict=True), strict=True):
            print(f"{words}: best {min(each) * 1e6:.0f} µs, median {statistics.median(each) * 1e6:.0f} µs")


if __name__ == "__main__":
    main()
