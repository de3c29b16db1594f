"""A child's request that lies at the office, put into a demo's data in a process of its own; prints its code.

Usage: python -m tests.journeys.request_process GUARDIAN
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from tests.journeys.office_process import environment
from tests.journeys.sites import ROOT
from tests.support.service_requests import make_request
from vssid_app.app import create_app
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import visiting, worlds_of
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.registry.queries import children_of
from vssid_app.service_requests.states import Status


def put_request(folder: Path, database: str, guardian: str) -> str:
    """Put a request for the eldest child of a guardian, by public id, at the office; gives its code."""
    command = [sys.executable, "-m", "tests.journeys.request_process", guardian]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder, database), check=True, capture_output=True, text=True
    )
    return done.stdout.split()[-1]


def main() -> None:
    """Do it."""
    app = create_app()
    with app.app_context(), visiting(worlds_of(WorldKind.DEMO)[0]):
        guardian = db.session.scalars(select(Person).where(Person.public_id == sys.argv[1])).one()
        account = db.session.scalars(select(Account).where(Account.person_id == guardian.id)).one()
        eldest = children_of(guardian, today())[0].seen.person
        child = db.session.get_one(Person, eldest.id)
        print(make_request(Status.RECEIVED, person=child, account=account).code)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
