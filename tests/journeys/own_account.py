"""A pupil's own account, as an accepted registration opens it: a process of its own over a demo's data.

The registration itself is other journeys' matter. Writes where the activation code is typed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from vssid_app.app import create_app
from vssid_app.core.extensions import db, keyring
from vssid_app.core.world import WorldKind
from vssid_app.core.worlds import make_world, visiting
from vssid_app.identity.codes.operations import issue_activation
from vssid_app.identity.operations import open_account
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import enqueue
from vssid_app.people.models import Guardianship, Person
from vssid_app.training.queries import account_of
from vssid_app.training.roles import Part

PHONE = "0000775577"
ROOT = Path(__file__).resolve().parents[2]


def open_for(token: str, folder: Path, database: str) -> str:
    """Open it, with its messages on the phone of this cookie; gives the path where the code is typed."""
    env = {**os.environ, "APP_MODE": "demo", "DATA_DIR": str(folder), "DATABASE_URL": database}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.own_account", token],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()[-1]


def _open(device: str) -> str:
    mother = account_of(Part.BEFORE_FIFTEEN)
    assert mother is not None
    held = db.session.query(Guardianship).filter_by(guardian_id=mother.person_id).one()
    child = db.session.get_one(Person, held.child_id)
    with db.transaction():
        account = open_account(
            person_id=child.id,
            user_name=child.si_number,
            citizen_id=None,
            phone=PHONE,
            email=None,
            email_proven=False,
            device=device,
        )
        challenge, code = issue_activation(PHONE, Channel.SMS, account_id=account.id, device=device)
        link = f"/kich-hoat/{challenge.public_id}"
        text = f"{code} là mã kích hoạt."
        notice = Notice("dossier.accepted", "Tài khoản của bạn đã mở", text, link=link, code=code)
        enqueue(written(notice, Channel.SMS, PHONE))
    return link


def main() -> None:
    """For the token of the command line."""
    app = create_app()
    with app.app_context(), app.test_request_context(), visiting(make_world(WorldKind.DEMO)):
        sys.stdout.write(_open(keyring.fingerprint("device", sys.argv[1])))


if __name__ == "__main__":
    main()
