"""The signed text in a card's QR code: a compact JWS with short names, and what makes one good.

What it says is the least that a counter needs, since everybody who sees the code can read it. Its life and
its time of making are the machine's; ``o`` is how far the world's clock is ahead of it, so that a card of a
practice world in May 2021 is judged on its own day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from vssid_app.core.world import WorldKind
from vssid_app.people.rules import BadBirthDate, BirthDate
from vssid_app.registry.card_qr.base64_rules import from_base64
from vssid_app.registry.card_qr.text_rules import CONTROLS, GAPS, MAX_LENGTH, show_day

# joserfc is loaded by the first code that is signed or checked, since every process of the site would else
# pay for it at its start: a tenth of the whole.
if TYPE_CHECKING:
    from joserfc.jwk import OKPKey

ALGORITHM = "Ed25519"
"""Fully specified by RFC 9864, which deprecates the older name ``EdDSA``."""

LIFE = timedelta(days=30)
"""So long a copy in a phone without network proves something. What the office has done to the card since is
seen with network only, so it cannot be for ever; a family's phone may be without it for some weeks."""

LEEWAY = timedelta(minutes=5)
"""Clocks of phones differ."""

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
PARTS = 3


class Reason(StrEnum):
    """Whether a token proves a card that is in force, or why not."""

    OK = "ok"
    TOO_LONG = "too_long"
    MALFORMED = "malformed"
    WRONG_ALGORITHM = "wrong_algorithm"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    OTHER_WORLD = "other_world"
    FROM_FUTURE = "from_future"
    EXPIRED = "expired"
    CARD_NOT_YET = "card_not_yet"
    CARD_EXPIRED = "card_expired"


@dataclass(frozen=True, slots=True)
class CardClaims:
    """What a token says. ``issued_at`` and ``expires_at`` are of the token, by the machine's clock."""

    number: str
    """The ten digits of the mã số BHXH, as the card of 2021 prints them: why somebody's level is what it is
    (a poor household, say) stands in the longer code, and is nobody's business."""
    full_name: str
    birth: BirthDate
    level: int | None
    facility_code: str | None
    valid_from: date
    valid_to: date | None
    five_year_date: date | None
    world: WorldKind
    clock_offset: int
    issued_at: datetime
    expires_at: datetime
    next_facility_code: str | None = None
    """The facility from ``next_facility_from`` on: a token may be shown for longer than the first holds."""
    next_facility_from: date | None = None

    @property
    def practice(self) -> bool:
        """Whether the card is a sample that opens no door."""
        return self.world is not WorldKind.LIVE

    def day_at(self, moment: datetime) -> date:
        """The day in the card's world at a machine's moment."""
        return (moment + timedelta(seconds=self.clock_offset)).astimezone(VIETNAM).date()

    def facility_at(self, moment: datetime) -> str | None:
        """The facility's code in the card's world at a machine's moment."""
        is_next = self.next_facility_from is not None and self.day_at(moment) >= self.next_facility_from
        return self.next_facility_code if is_next else self.facility_code

    def as_dict(self, moment: datetime) -> dict[str, Any]:
        """As JSON says it at a moment: days ``2026-12-31``, moments in UTC, None where nothing is said."""
        return {
            "number": self.number,
            "full_name": self.full_name,
            "date_of_birth": self.birth.iso(),
            "level": self.level,
            "facility_code": self.facility_at(moment),
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "five_year_date": self.five_year_date.isoformat() if self.five_year_date else None,
            "practice": self.practice,
            "issued_at": f"{self.issued_at:%Y-%m-%dT%H:%M:%SZ}",
            "expires_at": f"{self.expires_at:%Y-%m-%dT%H:%M:%SZ}",
        }


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that cards are checked with, and the kind of world that signs with it."""

    kid: str
    kind: WorldKind
    jwk: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found; ``claims`` are there as soon as the signature is good, also of an old token."""

    reason: Reason
    world: WorldKind | None = None
    claims: CardClaims | None = None


class BadToken(Exception):
    """A text that proves nothing, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def sign(claims: CardClaims, kid: str, key: OKPKey) -> str:
    """The token of a card, by a key with its private half."""
    from joserfc import jws  # noqa: PLC0415 - see above

    body = json.dumps(_short(claims), separators=(",", ":"), ensure_ascii=False)
    return jws.serialize_compact({"alg": ALGORITHM, "kid": kid}, body, key, algorithms=[ALGORITHM])


def check(text: str, keys: Mapping[str, PublicKey], world: WorldKind, moment: datetime) -> Checked:
    """Judge a token by the keys of this installation, in a world of a kind, at a machine's moment."""
    try:
        key = _key_of(text := GAPS.sub("", text[: MAX_LENGTH + 1]), keys)
        claims = _signed_claims(text, key)
    except BadToken as bad:
        return Checked(bad.reason)
    if key.kind is not world:
        return Checked(Reason.OTHER_WORLD, key.kind)
    return Checked(_in_time(claims, moment), key.kind, claims)


def _key_of(text: str, keys: Mapping[str, PublicKey]) -> PublicKey:
    if len(text) > MAX_LENGTH:
        raise BadToken(Reason.TOO_LONG)
    parts = text.split(".")
    if len(parts) != PARTS:
        raise BadToken(Reason.MALFORMED)
    header = _json(parts[0])
    if header.get("alg") != ALGORITHM:
        raise BadToken(Reason.WRONG_ALGORITHM)
    kid = header.get("kid")
    if not isinstance(kid, str) or header.keys() != {"alg", "kid"}:
        # Also a "crit" that we do not understand.
        raise BadToken(Reason.MALFORMED)
    if kid not in keys:
        raise BadToken(Reason.UNKNOWN_KEY)
    return keys[kid]


def _signed_claims(text: str, key: PublicKey) -> CardClaims:
    from joserfc import jws  # noqa: PLC0415 - see above
    from joserfc.errors import JoseError  # noqa: PLC0415
    from joserfc.jwk import OKPKey  # noqa: PLC0415

    try:
        for part in text.split("."):
            from_base64(part)
        body = jws.deserialize_compact(text, OKPKey.import_key(dict(key.jwk)), algorithms=[ALGORITHM]).payload
    except (JoseError, ValueError):
        raise BadToken(Reason.BAD_SIGNATURE) from None
    try:
        claims = _long(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, BadBirthDate):
        raise BadToken(Reason.MALFORMED) from None
    if claims.world is not key.kind:
        # Who holds the key of a practice world could else write the card of a living person.
        raise BadToken(Reason.BAD_SIGNATURE)
    return claims


def _in_time(claims: CardClaims, moment: datetime) -> Reason:
    if claims.issued_at > moment + LEEWAY:
        return Reason.FROM_FUTURE
    if claims.expires_at <= moment:
        return Reason.EXPIRED
    day = claims.day_at(moment)
    if day < claims.valid_from:
        return Reason.CARD_NOT_YET
    is_over = claims.valid_to is not None and claims.valid_to < day
    return Reason.CARD_EXPIRED if is_over else Reason.OK


def _short(claims: CardClaims) -> dict[str, Any]:
    """The claims as they are signed: days as ``20261231``, and nothing where nothing is said."""
    said = {
        "n": claims.number,
        "h": claims.full_name,
        "b": _packed(claims.birth.iso()),
        "l": claims.level,
        "f": claims.facility_code,
        "g": claims.next_facility_code,
        "c": _packed(claims.next_facility_from.isoformat()) if claims.next_facility_from else None,
        "a": _packed(claims.valid_from.isoformat()),
        "z": _packed(claims.valid_to.isoformat()) if claims.valid_to else None,
        "y": _packed(claims.five_year_date.isoformat()) if claims.five_year_date else None,
        "iat": int(claims.issued_at.timestamp()),
        "exp": int(claims.expires_at.timestamp()),
        "w": claims.world.value,
        "o": claims.clock_offset or None,
        "m": 1 if claims.practice else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _long(said: Mapping[str, Any]) -> CardClaims:
    return CardClaims(
        number=said["n"],
        full_name=CONTROLS.sub("", said["h"]),
        birth=BirthDate.parse(show_day(said["b"])),
        level=said.get("l"),
        facility_code=said.get("f"),
        next_facility_code=said.get("g"),
        next_facility_from=_day(said["c"]) if "c" in said else None,
        valid_from=_day(said["a"]),
        valid_to=_day(said["z"]) if "z" in said else None,
        five_year_date=_day(said["y"]) if "y" in said else None,
        world=WorldKind(said["w"]),
        clock_offset=int(said.get("o", 0)),
        issued_at=datetime.fromtimestamp(said["iat"], UTC),
        expires_at=datetime.fromtimestamp(said["exp"], UTC),
    )


def _packed(iso: str) -> int:
    return int(iso.replace("-", ""))


def _day(number: int) -> date:
    return date.fromisoformat(show_day(number))


def _json(part: str) -> dict[str, Any]:
    try:
        value = json.loads(from_base64(part).decode())
    except (ValueError, RecursionError):
        raise BadToken(Reason.MALFORMED) from None
    if not isinstance(value, dict):
        raise BadToken(Reason.MALFORMED)
    return value
