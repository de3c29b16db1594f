"""Two officers decide one dossier at the same moment, one way and the other: one decision counts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Barrier, Thread

from flask import Flask

from tests.enrolment.contrary_process import try_to_decide
from tests.support.cast import make_officer
from tests.support.dossiers import make_dossier
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.enrolment.queries import find_dossier
from vssid_app.enrolment.states import Action, Status

ROOT = Path(__file__).parents[2]
PAIRS = 200
WAYS = ("accept", "reject")
Answers = dict[str, dict[str, str]]


def open_dossiers(count: int) -> list[str]:
    made = [make_dossier(Status.UNDER_REVIEW, paper=True, photos=()).code for _ in range(count)]
    db.close()
    return made


def check_each_was_decided_once(codes: list[str], answers: Answers) -> Counter[str]:
    """One row, one winner, and for the loser the sentence of what the winner did."""
    winners: Counter[str] = Counter()
    for code in codes:
        dossier = find_dossier(code)
        assert dossier is not None
        decisions = [
            change.action for change in dossier.changes if change.action in {Action.ACCEPT, Action.REJECT}
        ]
        assert len(decisions) == 1, code
        won, lost = WAYS if decisions[0] is Action.ACCEPT else WAYS[::-1]
        assert answers[won][code] == "done"
        verb = "chấp nhận" if won == "accept" else "từ chối"
        assert f"đã {verb} lúc" in answers[lost][code]
        assert answers[lost][code].endswith("Quyết định của bạn chưa được ghi.")
        assert (dossier.account_id is not None) is (won == "accept")
        winners[won] += 1
    return winners


def test_two_threads_decide_two_hundred_dossiers_once_each(app: Flask, world: CurrentWorld) -> None:
    officers = {way: make_officer(name=f"Cán Bộ {way}").id for way in WAYS}
    codes = open_dossiers(PAIRS)
    together, answers = Barrier(2), {way: dict[str, str]() for way in WAYS}

    def decide_all(way: str) -> None:
        with app.app_context(), in_world(world):
            for code in codes:
                together.wait(timeout=60)
                answers[way][code] = try_to_decide(way, code, officers[way])

    threads = [Thread(target=decide_all, args=(way,)) for way in WAYS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = check_each_was_decided_once(codes, answers)
    assert sum(winners.values()) == PAIRS


def test_two_processes_decide_two_hundred_dossiers_once_each(
    app: Flask, world: CurrentWorld, demo_settings: Settings
) -> None:
    officers = {way: make_officer(name=f"Cán Bộ {way}").id for way in WAYS}
    codes = open_dossiers(PAIRS)
    # The other takes every second one first: so they overtake each other, and neither wins everywhere.
    orders = {"accept": codes, "reject": [*codes[::2], *codes[1::2]]}
    environment = {
        **os.environ,
        "APP_MODE": "demo",
        "DATA_DIR": str(demo_settings.data_dir),
        "DATABASE_URL": demo_settings.database_url,
    }
    started = {
        way: subprocess.Popen(
            [sys.executable, "-m", "tests.enrolment.contrary_process", way, str(officers[way]), *orders[way]],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for way in WAYS
    }
    for process in started.values():
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started.values():
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers: Answers = {}
    for way, process in started.items():
        said, _errors = process.communicate(timeout=300)
        answers[way] = dict(line.split(" ", 1) for line in said.splitlines())
    winners = check_each_was_decided_once(codes, answers)
    assert min(winners[way] for way in WAYS) > 0, "they did not meet"
