"""Sending and checking one-time codes."""

from __future__ import annotations

import secrets
from datetime import datetime

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.codes import messages, queries
from vssid_app.identity.codes.models import Challenge, IssuedCode
from vssid_app.identity.codes.rules import (
    MAX_WRONG,
    Answer,
    Purpose,
    Wait,
    code_for,
    is_living,
    judge,
    life_of,
    wait_before_sending,
)
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import address_hash, claim_address, enqueue

PUBLIC_ID_BYTES = 16


def open_challenge(  # noqa: PLR0913 - each says one thing that the code is bound to
    purpose: Purpose,
    channel: Channel,
    address: str | None,
    *,
    device: str,
    asked_for: str | None = None,
    account_id: int | None = None,
    subject: str = "",
) -> Challenge | Wait:
    """Ask the holder of an address for a code, and send it; or say how long to wait.

    Asking again within the resend time (a double tap, Back) leads to the same challenge. ``address`` None
    makes a decoy for ``asked_for``: it looks and counts the same and sends nothing.
    """
    with db.transaction() as session:
        now = instant()
        hashed = address_hash(address or asked_for or "")
        wait = _wait(hashed, device, now)
        again = queries.open_challenge(purpose, hashed, device, subject) if wait else None
        if wait:
            return again or wait
        challenge = Challenge(
            public_id=secrets.token_urlsafe(PUBLIC_ID_BYTES),
            purpose=purpose,
            channel=channel,
            address=address,
            device_hash=device,
            account_id=account_id,
            subject=subject,
            codes=[],
        )
        session.add(challenge)
        session.flush()
        _send(challenge, hashed, now)
        return challenge


def send_another(challenge: Challenge) -> Wait | None:
    """Send one more code; earlier ones stay valid for their own life."""
    with db.transaction():
        db.reload(challenge)
        now = instant()
        hashed = challenge.codes[-1].address_hash
        wait = _wait(hashed, challenge.device_hash, now)
        if wait is None:
            _send(challenge, hashed, now)
        return wait


def issue_activation(address: str, channel: Channel, *, account_id: int, device: str) -> tuple[Challenge, str]:
    """Make the one-time code that comes with an accepted registration; the notice that carries it is the caller's.

    Joins the caller's transaction. No limit holds: nobody asked for it.
    """
    challenge = Challenge(
        public_id=secrets.token_urlsafe(PUBLIC_ID_BYTES),
        purpose=Purpose.ACTIVATE,
        channel=channel,
        address=address,
        device_hash=device,
        account_id=account_id,
        codes=[],
    )
    db.session.add(challenge)
    db.session.flush()
    return challenge, _issue(challenge, address_hash(address), instant())


def answer(challenge: Challenge, typed: str) -> Answer:
    """Check a typed code: a right one proves the challenge once, a wrong one counts against each living code."""
    with db.transaction():
        db.reload(challenge)
        now = instant()
        if challenge.proven_at is not None:
            return Answer.USED
        verdict, match = judge(typed, challenge.codes, [_code(challenge, code.n) for code in challenge.codes], now)
        if isinstance(match, IssuedCode):
            match.used_at = now
            challenge.proven_at = now
        elif verdict is Answer.WRONG:
            for code in challenge.codes:
                if is_living(code, now):
                    code.wrong_tries += 1
            if not any(is_living(code, now) for code in challenge.codes):
                return Answer.EXHAUSTED
        return verdict


def use(challenge: Challenge) -> bool:
    """Take the proof, inside the operation that it is for; False when it is not there or was taken before."""
    db.reload(challenge)
    if challenge.proven_at is None or challenge.used_at is not None:
        return False
    challenge.used_at = instant()
    return True


def tries_left(challenge: Challenge) -> int:
    """How many wrong codes the newest code still bears."""
    return MAX_WRONG - challenge.codes[-1].wrong_tries


def _wait(hashed: str, device: str, now: datetime) -> Wait | None:
    return wait_before_sending(queries.sent_to(hashed, now), queries.sent_by(device, now), now)


def _send(challenge: Challenge, hashed: str, now: datetime) -> None:
    code = _issue(challenge, hashed, now)
    if challenge.address is None:
        return
    claim_address(challenge.device_hash, challenge.address)
    enqueue(messages.one_time_code(challenge, code))


def _issue(challenge: Challenge, hashed: str, now: datetime) -> str:
    n = len(challenge.codes) + 1
    challenge.codes.append(
        IssuedCode(
            n=n,
            address_hash=hashed,
            device_hash=challenge.device_hash,
            issued_at=now,
            expires_at=now + life_of(Purpose(challenge.purpose)),
            wrong_tries=0,
        )
    )
    return _code(challenge, n)


def _code(challenge: Challenge, n: int) -> str:
    # A decoy has codes as well, of a random address, so that checking one takes as long.
    address = challenge.address or secrets.token_hex(8)
    return code_for(keyring.derive("otp"), challenge.public_id, Purpose(challenge.purpose), address, n)
