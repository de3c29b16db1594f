"""Making and changing the keys that cards are signed with; the log of cards that staff have checked."""

from __future__ import annotations

import json

from vssid_app.audit.operations import note
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import WorldKind, current_world
from vssid_app.people.queries import find_by_si_number
from vssid_app.registry.card_qr.models import SigningKey
from vssid_app.registry.card_qr.queries import active_key
from vssid_app.registry.card_qr.token_rules import ALGORITHM
from vssid_app.registry.card_qr.verification import Verification

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


def note_verified(found: Verification, *, by: int) -> None:
    """Write down that a member of staff has verified a card's code: whose, and what was answered.

    A text that proves nothing names nobody, and is not written down.
    """
    if found.claims is None:
        return
    holder = find_by_si_number(found.claims.number)
    kind, row_id = ("Person", holder.id) if holder else ("World", current_world().id)
    with db.transaction():
        note(Tag.CARD_VERIFIED, kind, row_id, actor=by, way="page", answer=found.today or found.reason)


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
