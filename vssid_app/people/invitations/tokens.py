"""The secrets of an invitation, computed from its code and the server's key; only their hashes are stored."""

from __future__ import annotations

import base64
import hmac
import secrets

from vssid_app.core.extensions import keyring
from vssid_app.core.world import current_world
from vssid_app.people.invitation_rules import CODE_LETTERS, SHORT_DIGITS

TOKEN_BYTES = 16
TOKEN_LETTERS = 22


def new_code() -> str:
    """``LM-7K3M-Q9XA``: 40 random bits. It names an invitation and opens nothing."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    return f"LM-{letters[:4]}-{letters[4:]}"


def link_token(code: str) -> str:
    """What stands in the link: 128 bits."""
    return base64.urlsafe_b64encode(_secret(code, "link")[:TOKEN_BYTES]).decode().rstrip("=")


def short_code(code: str) -> str:
    """Eight digits, to be read out and typed."""
    return f"{int.from_bytes(_secret(code, 'short')) % 10**SHORT_DIGITS:0{SHORT_DIGITS}d}"


def link_hash(token: str) -> str:
    """The keyed hash that a link is found by."""
    return keyring.fingerprint("invitation link", token)


def short_hash(digits: str) -> str:
    """The keyed hash that a short code is found by."""
    return keyring.fingerprint("invitation code", digits)


def _secret(code: str, kind: str) -> bytes:
    bound = f"{current_world().id}\x00{kind}\x00{code}".encode()
    return hmac.digest(keyring.derive("invitation"), bound, "sha256")
