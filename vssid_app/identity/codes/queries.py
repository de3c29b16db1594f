"""Finding challenges, and counting what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select

from vssid_app.core.db import Moment
from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.identity.codes.challenge import Challenge, CodeSent
from vssid_app.identity.codes.models import ChallengeRow, IssuedCode
from vssid_app.identity.codes.rules import ADDRESS_WINDOW, DEVICE_WINDOW, LIFE, Purpose


def find_challenge(public_id: str, *purposes: Purpose) -> Challenge | None:
    """The challenge of an address, of one of these purposes."""
    row = _BY_ADDRESS.first(public_id=public_id)
    return _with_codes(row) if row and row[2] in purposes else None


def read_again(challenge: Challenge) -> None:
    """What the database says now, locked until the transaction ends where the database locks rows."""
    row = _BY_ID_LOCKED.first(row=challenge.id)
    if row is None:
        raise LookupError("a challenge is gone that an operation was asked about")
    now = _with_codes(row)
    for field in fields(Challenge):
        setattr(challenge, field.name, getattr(now, field.name))


def open_challenge(purpose: Purpose, address_hash: str, device: str, subject: str) -> Challenge | None:
    """The newest unproven challenge that the same device asked for the same thing."""
    newest = (
        select(ChallengeRow.id)
        .join(IssuedCode, IssuedCode.challenge_id == ChallengeRow.id)
        .where(
            ChallengeRow.purpose == purpose,
            ChallengeRow.device_hash == device,
            ChallengeRow.proven_at.is_(None),
            IssuedCode.address_hash == address_hash,
        )
        .order_by(ChallengeRow.id.desc())
        .limit(1)
    )
    found = next(_seen(db.session.scalars(newest).all()), None)
    return found if found and found.subject == subject else None


def proven_since(moment: datetime, device: str, *purposes: Purpose) -> Sequence[Challenge]:
    """What a device has proven since a moment, of codes that it asked for."""
    sent = select(IssuedCode.challenge_id).where(
        IssuedCode.device_hash == device, IssuedCode.issued_at > moment - LIFE
    )
    proven = select(ChallengeRow.id).where(
        ChallengeRow.id.in_(sent),
        ChallengeRow.device_hash == device,
        ChallengeRow.purpose.in_(purposes),
        ChallengeRow.proven_at > moment,
    )
    return list(_seen(db.session.scalars(proven).all()))


def open_activations(account_id: int) -> Sequence[Challenge]:
    """The activations of an account that have not been used, the newest first."""
    unused = (
        select(ChallengeRow.id)
        .where(
            ChallengeRow.purpose == Purpose.ACTIVATE,
            ChallengeRow.account_id == account_id,
            ChallengeRow.used_at.is_(None),
        )
        .order_by(ChallengeRow.id.desc())
    )
    return list(_seen(db.session.scalars(unused).all()))


def sent_to(address_hash: str, now: datetime) -> Sequence[datetime]:
    """When codes were sent to an address, within the window that its limit counts."""
    window = {"after": now - ADDRESS_WINDOW, "until": now + ADDRESS_WINDOW}
    return [at for (at,) in _SENT_TO.rows(address=address_hash, **window)]


def sent_by(device: str, now: datetime) -> Sequence[datetime]:
    """When a device asked for codes, within the window that its limit counts."""
    return [at for (at,) in _SENT_BY.rows(device=device, after=now - DEVICE_WINDOW)]


def _seen(ids: Iterable[int]) -> Iterator[Challenge]:
    rows = (_BY_ID.first(row=number) for number in ids)
    return (_with_codes(row) for row in rows if row)


def _with_codes(row: Sequence[Any]) -> Challenge:
    codes = [CodeSent(*code) for code in _CODES.rows(challenge=row[0])]
    return Challenge(**dict(zip(_NAMES, row, strict=True)), codes=codes)


_CHALLENGES, _ISSUED = table_of(ChallengeRow), table_of(IssuedCode)
_NAMES = tuple(field.name for field in fields(Challenge) if field.name != "codes")


def _challenges() -> Select[*tuple[Any, ...]]:
    return select(*(_CHALLENGES.c[name] for name in _NAMES)).where(_CHALLENGES.c.world_id == this_world())


_BY_ADDRESS = PreparedRead(_challenges().where(_CHALLENGES.c.public_id == bindparam("public_id")))
_OF_ID = _challenges().where(_CHALLENGES.c.id == bindparam("row", type_=Integer))
_BY_ID, _BY_ID_LOCKED = PreparedRead(_OF_ID), PreparedRead(_OF_ID.with_for_update())
_CODES = PreparedRead(
    select(*(_ISSUED.c[field.name] for field in fields(CodeSent)))
    .where(
        _ISSUED.c.world_id == this_world(), _ISSUED.c.challenge_id == bindparam("challenge", type_=Integer)
    )
    .order_by(_ISSUED.c.n)
)
_AFTER = _ISSUED.c.issued_at > bindparam("after", type_=Moment)
_SENT_TO = PreparedRead(
    select(_ISSUED.c.issued_at).where(
        _ISSUED.c.world_id == this_world(),
        _ISSUED.c.address_hash == bindparam("address"),
        _AFTER,
        _ISSUED.c.expires_at <= bindparam("until", type_=Moment),
    )
)
_SENT_BY = PreparedRead(
    select(_ISSUED.c.issued_at).where(
        _ISSUED.c.world_id == this_world(), _ISSUED.c.device_hash == bindparam("device"), _AFTER
    )
)
