"""Forty requests that are alike, and three that differ, put into a demo's data by a process of its own.

Usage: python -m tests.journeys.many_requests FIRST, the first of their serial numbers.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

from tests.journeys.office_process import environment
from tests.journeys.sites import ROOT
from tests.support.cast import make_account, make_person
from tests.support.insurance import make_card
from tests.support.service_requests import AT_SCHOOL, make_request
from vssid_app.app import create_app
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import visiting, worlds_of
from vssid_app.people.models import Person
from vssid_app.service_requests.kinds import CardLoss

ALIKE = 40
_firsts = count(500_000, 1000)


def put_requests(folder: Path, database: str) -> None:
    """Put them in, for the office of Long Biên."""
    command = [sys.executable, "-m", "tests.journeys.many_requests", str(next(_firsts))]
    subprocess.run(command, cwd=ROOT, env=environment(folder, database), check=True)


def main() -> None:
    """All were sent today; those that differ go home by post."""
    numbers = count(int(sys.argv[1]))
    app = create_app()
    with app.app_context(), visiting(worlds_of(WorldKind.DEMO)[0]):
        for n in range(ALIKE):
            person = _holder(f"NGUYỄN THỊ MẪU {n + 1}", next(numbers))
            make_request(person=person, account=make_account(person), **AT_SCHOOL)
        for _n in range(3):
            person = _holder("TRẦN VĂN MẪU KHÁC", next(numbers))
            make_request(person=person, account=make_account(person), loss=CardLoss.DAMAGED)


def _holder(name: str, n: int) -> Person:
    """Somebody whose numbers nobody of the demo has."""
    person = make_person(
        full_name=name, si_number=f"99{n:08d}", citizen_id=f"099090{n:06d}", phone=f"0000{n:06d}"
    )
    make_card(person)
    return person


if __name__ == "__main__":
    main()
