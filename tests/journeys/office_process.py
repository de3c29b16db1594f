"""What the office and the post do to a request, in a process of its own over a demo's data.

Usage: python -m tests.journeys.office_process CODE ACT…
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from tests.journeys.sites import FLASK, ROOT
from vssid_app.app import create_app
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import REMEMBER_SECONDS, visiting, worlds_of
from vssid_app.enrolment.operations.cases import set_automatic_officer
from vssid_app.identity.models import Account
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing, office
from vssid_app.service_requests.queries import find_request
from vssid_app.service_requests.reasons import Reason
from vssid_app.training.automatic_requests import tracking_number

NO_REQUEST, ALONE = "-", "alone"
ACTS: dict[str, Callable[[ServiceRequest, int], None]] = {
    "receive": lambda request, by: office.receive(request, by=by),
    "begin": lambda request, by: office.begin(request, by=by),
    "ask": lambda request, by: office.ask_supplement(request, Reason.ADDRESS_UNCLEAR, by=by),
    "refuse": lambda request, by: office.reject(request, Reason.PAPER_NOT_NEEDED, by=by),
    "approve": lambda request, by: office.approve(request, by=by),
    "print": lambda request, by: handing.print_card(request, by=by),
    "dispatch": lambda request, by: handing.dispatch(request, tracking_number(request), by=by),
    "deliver": lambda request, by: handing.deliver(request, by=by),
    "school": lambda request, by: handing.hand_to_school(request, by=by),
    "collect": lambda request, by: handing.collect(request, by=by),
}


def act(folder: Path, database: str, code: str, *acts: str) -> None:
    """Have the office do these things, one after another."""
    command = [sys.executable, "-m", "tests.journeys.office_process", code, *acts]
    subprocess.run(command, cwd=ROOT, env=environment(folder, database), check=True)


def leave_alone(folder: Path, database: str) -> None:
    """Turn the automatic officer off: what the office does is the journey's."""
    act(folder, database, NO_REQUEST, ALONE)


def set_date(folder: Path, database: str, day: str) -> None:
    """Move the demo's clock to a day."""
    subprocess.run([*FLASK, "set-date", day], cwd=ROOT, env=environment(folder, database), check=True)
    # The site remembers the clock for so long.
    time.sleep(REMEMBER_SECONDS)


def environment(folder: Path, database: str) -> dict[str, str]:
    """What the process is told of where the data are."""
    return {**os.environ, "APP_MODE": "demo", "DATA_DIR": str(folder), "DATABASE_URL": database}


def main() -> None:
    """Do what was named."""
    code, *acts = sys.argv[1:]
    app = create_app()
    with app.app_context(), visiting(worlds_of(WorldKind.DEMO)[0]):
        officer = db.session.scalars(select(Account.id).where(Account.user_name == "canbo.longbien")).one()
        for name in acts:
            if name == ALONE:
                set_automatic_officer(on=False, by=officer)
                continue
            request = find_request(code)
            assert request is not None
            ACTS[name](request, officer)


if __name__ == "__main__":
    main()
