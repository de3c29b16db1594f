"""The signed-in card page against a bare Flask hello: over granian, in process, and in SQL statements.

Run from the top folder: python -m bench.card_page [rounds]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from werkzeug.test import EnvironBuilder

from bench.hello import app as hello
from bench.phones import Phone, Script, play
from bench.site import environment, prepare, served
from tests.support.statements import statements

PHONES = 8
SECONDS = 2.0
WARM_UP, IN_PROCESS = 50, 400
AIM_RATIO, AIM_TIMES, AIM_STATEMENTS = 0.11, 11.0, 3


def main() -> None:
    """Measure in turn, so that what else the machine does meets both alike."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        with (
            served("bench.hello:app", folder, threads=1) as floor,
            served("wsgi:app", folder, threads=1) as port,
        ):
            phone, path = signed_in(port)
            over_granian(floor, port, phone.get(path), rounds)
        in_process(folder, phone, path)


def signed_in(port: int) -> tuple[Phone, str]:
    """A pupil's parent at one tap; gives the phone and the address of their card."""
    phone, found = Phone(), []

    def script() -> Script:
        start = phone.keep((yield phone.get("/")))
        phone.keep((yield phone.post("/vai/phu-huynh", csrf_token=start.token)))
        home = yield phone.get("/toi")
        card = f"{home.location}the"
        shown = yield phone.get(card)
        if shown.status != HTTPStatus.OK or "card-paper" not in shown.text:
            raise LookupError(f"{card} answers {shown.status}, with or without a card")
        found.append(card)

    play(port, [script()])
    return phone, found[0]


def over_granian(floor: int, port: int, request: bytes, rounds: int) -> None:
    """Print requests a second of both, round by round, and the best ratio."""
    ratios = []
    for _round in range(rounds):
        bare = per_second(floor, Phone().get("/"))
        card = per_second(port, request)
        ratios.append(card / bare)
        print(f"granian 1 × 1: hello {bare:6.0f}/s, card {card:5.0f}/s, ratio {card / bare:.3f}")
    print(f"ratio: best {max(ratios):.3f}, median {statistics.median(ratios):.3f} (aim ≥ {AIM_RATIO})")


def per_second(port: int, request: bytes) -> float:
    """How many answers a second some phones get that ask again at once."""
    counted, until = [0], time.perf_counter() + SECONDS

    def script() -> Script:
        while time.perf_counter() < until:
            answer = yield request
            if answer.status != HTTPStatus.OK:
                raise LookupError(f"answered {answer.status}")
            counted[0] += 1

    began = time.perf_counter()
    play(port, [script() for _phone in range(PHONES)])
    return counted[0] / (time.perf_counter() - began)


def in_process(folder: Path, phone: Phone, path: str) -> None:
    """Print processor time of one call and the statements of the card."""
    os.environ.update(environment(folder))
    os.environ.pop("DATABASE_URL", None)
    silence_the_log()
    from vssid_app.app import create_app  # noqa: PLC0415 - its settings stand in the environment now

    app = create_app()
    cookie = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
    builder = EnvironBuilder(path=path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    asked = builder.get_environ()
    spent = list(zip(*in_turn((hello, EnvironBuilder(path="/").get_environ()), (app, asked)), strict=True))
    for name, pick in (("best", min), ("median", statistics.median)):
        bare, card = (pick(each) * 1e6 for each in spent)
        times = card / bare
        print(
            f"in process, {name}: hello {bare:.0f} µs,",
            f"card {card:.0f} µs = {times:.1f} × (aim ≤ {AIM_TIMES:g})",
        )
    with app.app_context(), statements() as sent:
        call(app, asked)
    print(f"SQL statements of the card: {len(sent)} (aim ≤ {AIM_STATEMENTS})")


def silence_the_log() -> None:
    """Send the log nowhere, as the measured servers do."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)


def in_turn(*pairs: tuple[Any, dict[str, Any]]) -> Iterator[list[float]]:
    """Processor seconds of one call of each, again and again."""
    for n in range(WARM_UP + IN_PROCESS):
        spent = [call(app, asked) for app, asked in pairs]
        if n >= WARM_UP:
            yield spent


def call(app: Callable[..., Any], asked: dict[str, Any]) -> float:
    """Ask once, read the answer whole; gives the processor seconds that it took."""
    began = time.thread_time()
    answer = app(dict(asked), lambda *_head: None)
    for _part in answer:
        pass
    answer.close()
    return time.thread_time() - began


if __name__ == "__main__":
    main()
