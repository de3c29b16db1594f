"""What must be true of an installation after its processes were killed again and again."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import func, or_, select

from tests.reliability.installation import Installation
from tests.reliability.people import Told
from vssid_app.core.extensions import db, private_files
from vssid_app.core.stored_files import sweep_orphan_files
from vssid_app.enrolment.models import Dossier, DossierPhoto
from vssid_app.enrolment.states import Action
from vssid_app.identity.codes.models import IssuedCode
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel, Delivery, OutboxMessage
from vssid_app.notifications.operations import address_hash

KINDS_OF_MESSAGES = {
    Action.RECORD: "dossier.recorded",
    Action.ACCEPT: "dossier.accepted",
    Action.ACCEPT_ONLINE: "dossier.accepted",
    Action.REJECT: "dossier.rejected",
    Action.ASK_SUPPLEMENT: "dossier.supplement",
}
DAY = 24 * 60 * 60
DECISIONS = {Action.ACCEPT, Action.REJECT, Action.ASK_SUPPLEMENT}


def check_dossiers(told: Told) -> None:
    """Each acknowledged submission and decision is there; whether acknowledged or not, no change is twice."""
    assert len(told.handed_over) == len(set(told.handed_over))
    dossiers = {dossier.code: dossier for dossier in db.session.scalars(select(Dossier))}
    for code in told.handed_over:
        assert _actions(dossiers[code])[Action.RECORD] == 1, f"the submission of {code} is lost"
    for code, action in told.decided.items():
        assert _actions(dossiers[code])[action] == 1, f"the decision on {code} is lost"
    for code, dossier in dossiers.items():
        actions = _actions(dossier)
        assert max(actions.values(), default=0) <= 1, f"{code}: {actions}"
        assert sum(actions[decision] for decision in DECISIONS) <= 1, f"{code}: {actions}"
        assert dossier.changes[-1].to_status == dossier.status if dossier.changes else True, code
    _check_accounts(list(dossiers.values()))


def _check_accounts(dossiers: list[Dossier]) -> None:
    """An accepted dossier has its one account, another none; no account has come from nowhere."""
    for dossier in dossiers:
        accepted = bool(_actions(dossier).keys() & {Action.ACCEPT, Action.ACCEPT_ONLINE})
        assert (dossier.account_id is not None) is accepted, dossier.code
    opened = db.session.scalars(select(Account.id).where(Account.person_id.is_not(None))).all()
    assert sorted(opened) == sorted(d.account_id for d in dossiers if d.account_id is not None)


def check_messages(place: Installation) -> None:
    """One message a change; what has left came to its receiver, and nothing else came."""
    for dossier in db.session.scalars(select(Dossier)):
        actions = _actions(dossier)
        wanted = Counter(kind for action, kind in KINDS_OF_MESSAGES.items() if actions[action])
        if actions[Action.ACCEPT_ONLINE]:
            wanted -= Counter(["dossier.recorded"])
        for address in filter(None, (dossier.phone, dossier.email)):
            assert _messages_of_dossiers(address) == wanted, dossier.code
    _check_codes()
    rows = db.session.scalars(select(OutboxMessage)).all()
    assert {row.delivery for row in rows} == {Delivery.SENT}
    assert [row.key for row in rows if row.leased_until is not None] == []
    sent = {channel: {row.key for row in rows if row.channel is channel} for channel in Channel}
    assert set(place.gateway.keys) == sent[Channel.SMS]
    assert {key.strip("<>").partition("@")[0] for key in place.mail.keys} == sent[Channel.EMAIL]


def _messages_of_dossiers(address: str) -> Counter[str]:
    mine = select(OutboxMessage.kind).where(OutboxMessage.address_hash == address_hash(address))
    return Counter(kind for kind in db.session.scalars(mine) if kind.startswith("dossier."))


def _check_codes() -> None:
    """Each one-time code that was made is in one message (an activation's is in the notice)."""
    made = db.session.scalar(select(func.count(IssuedCode.id)))
    # The invitation goes to the proven email as well, with the same code.
    own = or_(OutboxMessage.channel == Channel.SMS, OutboxMessage.kind.startswith("code."))
    carrying = select(func.count(OutboxMessage.id)).where(OutboxMessage.holds_code, own)
    assert db.session.scalar(carrying) == made


def check_files() -> set[str]:
    """Each photo of a row is there and whole; gives the files that rows name."""
    photos = db.session.scalars(select(DossierPhoto)).all()
    for photo in photos:
        assert private_files.get(photo.file_id, world=photo.world_id).startswith(b"\xff\xd8")
    return {photo.file_id for photo in photos}


def check_sweep(folder: Path, named: set[str]) -> int:
    """Two days later the sweep takes what no row names, and nothing else; gives how much that was."""
    earlier = time.time() - 2 * DAY
    files = [file for file in folder.rglob("*") if file.is_file()]
    for file in files:
        os.utime(file, (earlier, earlier))
    sweep_orphan_files()
    assert {file.name for file in folder.rglob("*") if file.is_file()} == named
    return len(files) - len(named)


def check_integrity(address: str) -> None:
    """The database file is whole and no row points at nothing; PostgreSQL keeps that by itself."""
    if not address.startswith("sqlite"):
        return
    with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def _actions(dossier: Dossier) -> Counter[Action]:
    return Counter(Action(change.action) for change in dossier.changes)
