"""That the holder has just given the password or a code: for a few minutes all may be taken along."""

from __future__ import annotations

from datetime import timedelta

from flask import session

from vssid_app.core.clock import instant
from vssid_app.identity.models import Account

LIFE = timedelta(minutes=10)
_KEY = "du_lieu"


def confirm(account: Account) -> None:
    """Note it in the signed cookie, which signing in or out empties."""
    session[_KEY] = {"account": account.id, "at": instant().timestamp()}


def is_confirmed(account: Account) -> bool:
    """Whether this account's holder confirmed it on this browser a moment ago."""
    kept = session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("account") != account.id:
        return False
    return bool(instant().timestamp() - float(kept["at"]) <= LIFE.total_seconds())
