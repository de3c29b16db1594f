"""Verifying a card's QR code by this installation's keys and, where it proves something, by its register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vssid_app.core.clock import instant
from vssid_app.core.world import WorldKind, current_world
from vssid_app.registry.card_qr.queries import CardToday, card_today, public_keys
from vssid_app.registry.card_qr.token_rules import CardClaims, Checked, PublicKey, Reason, check


@dataclass(frozen=True, slots=True)
class Verification:
    """What a token proves.

    ``valid``: signed by this world, not too old, and its card in force by its own dates. ``world`` is the
    kind of world that signed; above all else a practice one must be said. ``claims`` are there when the
    signature is good, also of a token that is too old. ``today`` is the register's word on the card, None
    where the token does not prove enough to ask.
    """

    valid: bool
    reason: Reason
    world: WorldKind | None
    claims: CardClaims | None
    today: CardToday | None


def verify_token(text: str) -> Verification:
    """Verify what was scanned or pasted; any text is answered, none raises."""
    found = _check(text, public_keys())
    asks = found.claims is not None and found.reason not in {Reason.EXPIRED, Reason.FROM_FUTURE}
    return Verification(
        valid=found.reason is Reason.OK,
        reason=found.reason,
        world=found.world,
        claims=found.claims,
        today=card_today(found.claims) if asks and found.claims else None,
    )


def _check(text: str, keys: Mapping[str, PublicKey]) -> Checked:
    return check(text, keys, current_world().kind, instant())
