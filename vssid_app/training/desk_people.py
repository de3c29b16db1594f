"""What all on the demo's desk have in common: codes that are typed at once, and that nobody hears of it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from vssid_app.core.extensions import db
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.operations import answer
from vssid_app.identity.codes.rules import Wait
from vssid_app.identity.models import Account
from vssid_app.notifications.models import AppNotice, OutboxMessage, PracticeAddress
from vssid_app.notifications.operations import address_hash
from vssid_app.registry.reminding import take_ends_as_known


def prove(asked: Challenge | Wait, device: str) -> Challenge:
    """Type the code that has just been sent, as it stands in the practice inbox."""
    if isinstance(asked, Wait):
        raise TypeError("an invented phone has been asked for a code already")
    sent = select(OutboxMessage.code).where(OutboxMessage.device_hash == device)
    code = db.session.scalar(sent.order_by(OutboxMessage.id.desc()).limit(1))
    answer(asked, code or "", device=device)
    return asked


def keep_quiet(addresses: Collection[str], accounts: Collection[Account], device: str) -> None:
    """Take back what these people were told so far, before anybody reads it; in the caller's transaction.

    It was long ago: it is in no inbox, leaves by no way, and no phone plays them. What ends soon is no news.
    """
    hashed = [address_hash(address) for address in addresses]
    db.session.execute(delete(OutboxMessage).where(OutboxMessage.address_hash.in_(hashed)))
    db.session.execute(
        delete(AppNotice).where(AppNotice.account_id.in_([account.id for account in accounts]))
    )
    take_ends_as_known([account.person_id for account in accounts if account.person_id])
    db.session.execute(delete(PracticeAddress).where(PracticeAddress.device_hash == device))
