"""Half signed in: which factors of a member of staff this browser has given, for a few minutes."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from flask import session

from vssid_app.core.clock import instant
from vssid_app.identity.models import Account
from vssid_app.identity.passwords.operations import mark_of
from vssid_app.identity.queries import account_by_id

LIFE = timedelta(minutes=10)
_KEY = "can_bo"


class Given(StrEnum):
    """What has been given so far."""

    PASSWORD = "password"  # noqa: S105
    BOTH = "both"


def remember(account: Account, given: Given) -> None:
    """Keep it in the signed cookie; it opens nothing but the next of these pages."""
    session[_KEY] = {
        "account": account.id,
        "given": given,
        "at": instant().timestamp(),
        "password": mark_of(account),
    }


def pending(given: Given) -> Account | None:
    """The account that has given so much in time, with a password that has not changed since."""
    kept = session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("given") != given:
        return None
    if instant().timestamp() - float(kept["at"]) > LIFE.total_seconds():
        return None
    account = account_by_id(int(kept["account"]))
    return account if account and mark_of(account) == kept.get("password") else None
