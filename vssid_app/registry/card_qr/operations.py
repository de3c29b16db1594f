"""Making and changing the keys that cards are signed with."""

from __future__ import annotations

import json

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind
from vssid_app.registry.card_qr.models import SigningKey
from vssid_app.registry.card_qr.queries import active_key
from vssid_app.registry.card_qr.token_rules import ALGORITHM

KID_LENGTH = 8


def key_to_sign_with(kind: WorldKind) -> SigningKey:
    """The key of a kind of world; made where there is none yet."""
    found = active_key(kind)
    if found is not None:
        return found
    with db.transaction():
        db.alone(_lock(kind))
        return active_key(kind) or _new_key(kind)


def rotate(kind: WorldKind) -> SigningKey:
    """Sign with a new key from now on; what the old ones have signed still verifies."""
    with db.transaction():
        db.alone(_lock(kind))
        while (old := active_key(kind)) is not None:
            old.retired_at = instant()
            db.session.flush()
        return _new_key(kind)


def _new_key(kind: WorldKind) -> SigningKey:
    from joserfc.jwk import OKPKey  # noqa: PLC0415 - as in token_rules: by the first code

    key = OKPKey.generate_key("Ed25519")
    kid = key.thumbprint()[:KID_LENGTH]
    public = {**_texts(key.as_dict(private=False)), "kid": kid, "alg": ALGORITHM, "use": "sig"}
    row = SigningKey(kid=kid, kind=kind, public_jwk=public, private_jwk=json.dumps(key.as_dict(private=True)))
    db.session.add(row)
    db.session.flush()
    return row


def _texts(jwk: object) -> dict[str, str]:
    return {str(name): str(value) for name, value in dict(jwk).items()}  # type: ignore[call-overload]


def _lock(kind: WorldKind) -> str:
    return f"signing_keys:{kind.value}"
