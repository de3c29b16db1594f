"""What a new phone or email of an account, or the end of its sessions, means for its dossiers."""

from __future__ import annotations

from sqlalchemy import select, update

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.own_data import own_dossiers
from vssid_app.identity.models import Account
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import address_hash


def follow_contact(account: Account, channel: Channel, address: str) -> None:
    """Called before an account's phone or email changes, inside its transaction: its dossiers go along.

    Messages then go to the new one, and neither the old phone nor a browser that has proven it opens them.
    """
    old = account.email if channel is Channel.EMAIL else account.phone
    if old is None:
        return
    for dossier in db.session.scalars(select(Dossier).where(own_dossiers(account))).all():
        db.reload(dossier)
        if channel is Channel.SMS and dossier.phone == old:
            dossier.phone, dossier.phone_hash = address, address_hash(address)
        elif channel is Channel.EMAIL and dossier.email == old:
            dossier.email, dossier.email_proven_at = address, instant()


def end_holds(account: Account) -> None:
    """Called when browsers of an account were signed out from afar: its dossiers have to be proven anew.

    Which browser holds what is in its own cookie, so all holds end; who is signed in needs none.
    """
    if account.person_id is None:
        return
    next_round = {"hold_round": Dossier.hold_round + 1}
    db.session.execute(update(Dossier).where(own_dossiers(account)).values(next_round))
