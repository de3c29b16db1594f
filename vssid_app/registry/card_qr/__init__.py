"""The signed QR code of a card: making it, reading it, verifying it."""

from vssid_app.registry.card_qr.queries import CardToday
from vssid_app.registry.card_qr.text_rules import ParsedQr, QrKind, parse_qr
from vssid_app.registry.card_qr.token_rules import CardClaims, Reason
from vssid_app.registry.card_qr.verification import Verification, verify_token

__all__ = [
    "CardClaims",
    "CardToday",
    "ParsedQr",
    "QrKind",
    "Reason",
    "Verification",
    "parse_qr",
    "verify_token",
]
