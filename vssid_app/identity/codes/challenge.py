"""A challenge as pages and operations have it in hand: read without the rows' own objects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vssid_app.identity.codes.rules import Purpose
from vssid_app.notifications.models import Channel


@dataclass(slots=True)
class CodeSent:
    """That a code was sent; ``models.IssuedCode`` says what each column means."""

    id: int
    n: int
    address_hash: str
    issued_at: datetime
    expires_at: datetime
    wrong_tries: int
    used_at: datetime | None


@dataclass(slots=True)
class Challenge:
    """One question "is this your phone?", with the codes that were sent; see ``models.ChallengeRow``.

    Operations read it again before they judge it, and keep it true to what they change.
    """

    id: int
    public_id: str
    purpose: Purpose
    channel: Channel
    address: str | None
    device_hash: str
    account_id: int | None
    subject: str
    proven_at: datetime | None
    used_at: datetime | None
    codes: list[CodeSent]
