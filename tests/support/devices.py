"""Browsers that are known: trusted with the password alone."""

from __future__ import annotations

import secrets

from tests.support.pages import PageClient
from vssid_app.core.device import COOKIE
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.models import Account
from vssid_app.identity.trust import trust


def known_phone(client: PageClient, account: Account) -> PageClient:
    """Let an account's phone have been proven on this browser a moment ago."""
    kept = client.raw.get_cookie(COOKIE)
    token = kept.value if kept else secrets.token_urlsafe(16)
    client.raw.set_cookie(COOKIE, token)
    with db.transaction():
        trust(account, keyring.fingerprint("device", token))
    return client
