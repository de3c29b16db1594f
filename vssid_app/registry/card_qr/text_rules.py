"""What the text of a QR code says: of a paper card (old, 2021), of a chip CCCD, of our own card.

Only our own is signed. The rest is printed for machines to read, and proves nothing. The same reader stands
in ``frontend/scripts/qr-text.js`` for the browser; both are held to ``tests/registry/card_qr/texts.json``.
"""

from __future__ import annotations

import binascii
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vssid_app.core.text import fold
from vssid_app.registry.card_qr.base64_rules import from_base64

# A QR code holds 2 953 bytes at most; a text that is longer comes from no QR code.
MAX_LENGTH = 4096
SPACES = " \t\r\n\u00a0\ufeff"
# Also half a surrogate pair, which no page can be written with.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
HEX = re.compile(r"([0-9A-Fa-f]{2})+")
CARD_CODE = re.compile(r"[A-Z]{2}[1-5][0-9]{12}")
SI_NUMBER = re.compile(r"[0-9]{10}")
CITIZEN_ID = re.compile(r"[0-9]{12}")
FACILITY = re.compile(r"([0-9]{2}) *-? *([0-9A-Z]{3})")
SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
PACKED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
YEAR = re.compile(r"(19|20|21)[0-9]{2}")
# What is pasted from a message may be broken into lines; a token has no space in it.
GAPS = re.compile(r"[ \t\r\n\u00a0\ufeff]+")
TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
SI_NUMBER_DIGITS = 10
MIN_FIELDS = 7
NO_ONE = "-"
END = "$"
SEXES = {"1": "M", "2": "F", "nam": "M", "nu": "F"}


class QrKind(StrEnum):
    """What a text is of."""

    CARD_2021 = "card_2021"
    CARD_OLD = "card_old"
    CCCD = "cccd"
    OWN = "own"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ParsedQr:
    """What a QR code says; ``fields`` holds only what is there.

    ``signed``: a signature stands there; what it is worth is for ``verify_token`` to say. Days are
    ``2009-09-05``, or ``2009``, or as they stand where they are none; sex is ``M`` or ``F``.
    """

    kind: QrKind
    signed: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[str], str]


def parse_qr(text: str) -> ParsedQr:
    """Read the text of a QR code; what it is not made for is ``unknown``, never an error."""
    text = text[: MAX_LENGTH + 1].strip(SPACES)
    if len(text) > MAX_LENGTH:
        return ParsedQr(QrKind.UNKNOWN)
    if TOKEN.fullmatch(joined := GAPS.sub("", text)):
        return _own(joined)
    parts = [part.strip(SPACES) for part in text.split("|")]
    if len(parts) < MIN_FIELDS:
        return ParsedQr(QrKind.UNKNOWN)
    kind = _kind_of(parts)
    readers = LAYOUTS.get(kind, {})
    return ParsedQr(kind, fields=_read(parts, readers) | _numbers(kind, parts))


def _kind_of(parts: list[str]) -> QrKind:
    first = parts[0].upper()
    if CARD_CODE.fullmatch(first):
        return QrKind.CARD_OLD
    if SI_NUMBER.fullmatch(first):
        return QrKind.CARD_2021
    return QrKind.CCCD if CITIZEN_ID.fullmatch(first) else QrKind.UNKNOWN


def _read(parts: list[str], readers: Mapping[int, tuple[str, Reader]]) -> dict[str, str]:
    found = {}
    for index, (name, reader) in readers.items():
        part = parts[index] if index < len(parts) else ""
        if part not in {"", NO_ONE, END}:
            found[name] = CONTROLS.sub("", reader(part))
    return found


def _numbers(kind: QrKind, parts: list[str]) -> dict[str, str]:
    first = parts[0].upper()
    if kind is QrKind.CARD_OLD:
        return {"card_code": first, "si_number": first[-SI_NUMBER_DIGITS:]}
    if kind is QrKind.CARD_2021:
        return {"si_number": first}
    return {"citizen_id": first} if kind is QrKind.CCCD else {}


def _plain(part: str) -> str:
    return unicodedata.normalize("NFC", part)


def _hexed(part: str) -> str:
    """Hex of UTF-8; what is broken, or hides control characters, stays as it is."""
    if not HEX.fullmatch(part):
        return _plain(part)
    try:
        text = binascii.unhexlify(part).decode()
    except UnicodeDecodeError:
        return part
    return part if CONTROLS.search(text) else _plain(text).strip(SPACES)


def _day(part: str) -> str:
    """``05/09/2009`` as ``2009-09-05``; a year stays a year, and what is no day stays as it is."""
    match = SLASHED.fullmatch(part) or PACKED.fullmatch(part)
    if match is None or not YEAR.fullmatch(match[3]):
        return part
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return part


def _facility(part: str) -> str:
    match = FACILITY.fullmatch(part.upper())
    return f"{match[1]}{match[2]}" if match else part


def _sex(part: str) -> str:
    return SEXES.get(fold(part), part)


# Source: domain facts, "QR on the paper BHYT card"; without the check string and the doubtful second level.
_CARD: dict[int, tuple[str, Reader]] = {
    1: ("full_name", _hexed),
    2: ("date_of_birth", _day),
    3: ("sex", _sex),
    4: ("address", _hexed),
    5: ("facility_code", _facility),
    6: ("valid_from", _day),
    7: ("valid_to", _day),
    8: ("issued_on", _day),
    9: ("management_code", _plain),
    10: ("parent_name", _hexed),
    11: ("level", _plain),
    12: ("five_year_date", _day),
}
LAYOUTS: dict[QrKind, dict[int, tuple[str, Reader]]] = {
    QrKind.CARD_OLD: _CARD,
    QrKind.CARD_2021: {**_CARD, 15: ("office_name", _hexed)},
    # Source: the same, "QR on the chip CCCD"; newer ones have more fields at the end.
    QrKind.CCCD: {
        1: ("legacy_id_card", _plain),
        2: ("full_name", _plain),
        3: ("date_of_birth", _day),
        4: ("sex", _sex),
        5: ("address", _plain),
        6: ("issued_on", _day),
    },
}

# The short names of a token's claims, as ``token_rules`` signs them.
_OWN_TEXTS = {"n": "si_number", "h": "full_name", "f": "facility_code"}
_OWN_DAYS = {"b": "date_of_birth", "a": "valid_from", "z": "valid_to", "y": "five_year_date"}


def _own(text: str) -> ParsedQr:
    """What our own token says, its signature not looked at."""
    head, body, signature = text.split(".")
    claims = _json(body)
    if _json(head) is None or claims is None or not {"n", "h"} <= claims.keys():
        return ParsedQr(QrKind.UNKNOWN)
    fields = {name: str(claims[key]) for key, name in _OWN_TEXTS.items() if isinstance(claims.get(key), str)}
    fields |= {name: show_day(claims[key]) for key, name in _OWN_DAYS.items() if _is_number(claims.get(key))}
    if _is_number(claims.get("l")):
        fields["level"] = str(claims["l"])
    clean = {name: CONTROLS.sub("", words) for name, words in fields.items()}
    return ParsedQr(QrKind.OWN, signed=bool(signature), fields=clean)


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value < 100_000_000  # noqa: PLR2004 - eight digits, as a packed day


def _json(part: str) -> dict[str, object] | None:
    try:
        value = json.loads(from_base64(part).decode())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def show_day(number: object) -> str:
    """``20090905`` as ``2009-09-05``; ``2009`` stays a year."""
    digits = str(number)
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else digits  # noqa: PLR2004
