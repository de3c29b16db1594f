"""So many phones ask for a code and enter it, all at once: how long until the last one is through.

Each opens the page of the phone number, sends it, opens the page of the code, asks the practice inbox for the
message and sends the code; its dossier has begun then. Nothing may fail, and all must be in the database.

Run from the top folder: python -m bench.codes [rounds [phones …]]
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.card_page import per_second
from bench.phones import Answer, Phone, Script, play
from bench.site import prepare, served, started

THREADS = 16
AIM_SECONDS = {500: 5.0, 2000: 20.0}
ASK = "/dang-ky/dien-thoai"
COUNTS = {
    "proven": "SELECT count(*) FROM challenges WHERE proven_at IS NOT NULL AND used_at IS NOT NULL",
    "dossiers": "SELECT count(DISTINCT code) FROM dossiers",
    "messages": "SELECT count(DISTINCT key) FROM outbox_messages WHERE kind LIKE 'code.%'",
    "audit": "SELECT count(*) FROM audit_entries",
}


class Failed(RuntimeError):
    """A phone did not get what it asked for."""


def main() -> None:
    """Measure each number of phones some times, each time in a fresh world."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    for phones in [int(word) for word in sys.argv[2:]] or list(AIM_SECONDS):
        taken = [one_round(phones) for _round in range(rounds)]
        aim = AIM_SECONDS.get(phones)
        print(f"{phones} phones: best {min(taken):.1f} s", f"(aim ≤ {aim:g} s)" if aim else "", flush=True)


def one_round(phones: int) -> float:
    """The seconds from the first request to the last answer; prints them with what the database holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        before = counts(folder)
        with (
            served("wsgi:app", folder, threads=THREADS) as port,
            started("-m", "flask", "--app", "wsgi", "worker", folder=folder),
            served("bench.hello:app", folder, threads=1) as floor,
        ):
            play(port, [warm_up()])
            bare = per_second(floor, Phone().get("/"))
            answers: list[float] = []
            began = time.perf_counter()
            play(port, [register(f"0000{n:06d}") for n in range(phones)], on_answer=answers.append)
            taken = time.perf_counter() - began
            bare = max(bare, per_second(floor, Phone().get("/")))
        found = {what: n - before[what] for what, n in counts(folder).items()}
        check(found, phones)
    print(
        f"{phones} phones: {taken:5.1f} s, {len(answers)} answers, {len(answers) / taken:4.0f}/s;",
        f"of hello's {bare:.0f}/s {len(answers) / taken / bare:.3f};",
        f"an answer: median {statistics.median(answers):.2f} s, longest {max(answers):.2f} s;",
        ", ".join(f"{what} {n}" for what, n in found.items()),
        flush=True,
    )
    return taken


def warm_up() -> Script:
    """Open the pages once: templates and statements are compiled at their first use."""
    yield from register("0000999999")


def register(number: str) -> Script:
    """From the page of the phone number to the first step of the dossier."""
    phone = Phone()
    page = phone.keep(expect(200, (yield phone.get(ASK))))
    asked = phone.keep(expect(303, (yield phone.post(ASK, csrf_token=page.token, phone=number, email=""))))
    page = phone.keep(expect(200, (yield phone.get(asked.location))))
    inbox = expect(200, (yield phone.get("/hop-thu/moi.json")))
    code = json.loads(inbox.text)["latest"]["code"]
    proven = expect(303, (yield phone.post(asked.location, csrf_token=page.token, code=code)))
    if not proven.location.startswith("/dang-ky/TH-"):
        raise Failed(f"{number} was led to {proven.location}")


def expect(status: int, answer: Answer) -> Answer:
    """The answer, if it is the expected one."""
    if answer.status != status:
        raise Failed(f"{answer.status} instead of {status}: {answer.text[:2000]}")
    return answer


def counts(folder: Path) -> dict[str, int]:
    """What the database holds now."""
    connection = sqlite3.connect(folder / "app.sqlite3")
    found = {what: connection.execute(statement).fetchone()[0] for what, statement in COUNTS.items()}
    connection.close()
    return found


def check(found: dict[str, int], phones: int) -> None:
    """Each phone, and the one that warmed up, has proven one code, begun one dossier, got one message."""
    lost = {what: n for what, n in found.items() if what != "audit" and n != phones + 1}
    if lost:
        raise Failed(f"instead of {phones + 1} there are {lost}")


if __name__ == "__main__":
    main()
