"""Reading the signing keys, and what the register says today of a card that was shown."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.text import same_name
from vssid_app.core.world import WorldKind
from vssid_app.people.models import Person
from vssid_app.people.seen import AnyPerson
from vssid_app.registry.card_qr.models import SigningKey
from vssid_app.registry.card_qr.token_rules import CardClaims, PublicKey
from vssid_app.registry.models import CardStatus, HealthCard


class CardToday(StrEnum):
    """What the register says of a card today: no more than whether it opens doors, and its dates' reason."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    LOCKED = "locked"
    UNKNOWN = "unknown"
    """No such card of such a person: replaced, corrected, or of another room."""


def public_keys() -> Mapping[str, PublicKey]:
    """All keys by their ids, the newest first; also the retired ones, since cards outlive them."""
    columns = (SigningKey.kid, SigningKey.kind, SigningKey.public_jwk)
    rows = db.session.execute(select(*columns).order_by(SigningKey.id.desc()))
    return {kid: PublicKey(kid, WorldKind(kind), jwk) for kid, kind, jwk in rows}


def active_key(kind: WorldKind) -> SigningKey | None:
    """The key that a kind of world signs with, if it has one yet."""
    wanted = select(SigningKey).where(SigningKey.kind == kind, SigningKey.retired_at.is_(None))
    return db.session.scalars(wanted.order_by(SigningKey.id.desc()).limit(1)).one_or_none()


def card_today(claims: CardClaims) -> CardToday:
    """What the register of this world says today of the card in a token whose signature is good."""
    rows = db.session.execute(
        select(Person, HealthCard)
        .join(HealthCard, HealthCard.person_id == Person.id)
        .where(Person.si_number == claims.number, HealthCard.valid_from == claims.valid_from)
    ).all()
    cards = [card for person, card in rows if _is_of(claims, person)]
    # Two cards of one day differ in their group; the better word counts, as of several cards the best does.
    return min((_state(card) for card in cards), key=list(CardToday).index, default=CardToday.UNKNOWN)


def _is_of(claims: CardClaims, person: AnyPerson) -> bool:
    return same_name(claims.full_name, person.full_name) and claims.birth == person.birth


def _state(card: HealthCard) -> CardToday:
    if card.status != CardStatus.ACTIVE:
        return CardToday.LOCKED
    if today() < card.valid_from:
        return CardToday.NOT_YET
    is_over = card.valid_to is not None and card.valid_to < today()
    return CardToday.EXPIRED if is_over else CardToday.VALID
