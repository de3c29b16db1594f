"""Sending and checking one-time codes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
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
    is_code,
    is_living,
    judge,
    life_of,
    wait_before_sending,
)
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import address_hash, claim_address, enqueue

PUBLIC_ID_BYTES = 16


def open_challenge(
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
        hashed = address_hash(address or asked_for or "")
        db.alone(hashed, device)
        now = instant()
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
        hashed = challenge.codes[-1].address_hash
        db.alone(hashed, challenge.device_hash)
        now = instant()
        wait = _wait(hashed, challenge.device_hash, now)
        if wait is None:
            _send(challenge, hashed, now)
        return wait


def issue_activation(
    address: str, channel: Channel, *, account_id: int, device: str
) -> tuple[Challenge, str]:
    """Make the one-time code that comes with an accepted registration; the notice is the caller's.

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


def answer(challenge: Challenge, typed: str, *, device: str) -> Answer:
    """Check a typed code: a right one proves the challenge once, a wrong one counts against each living code.

    The device that typed it holds the proof from then on (an activation is asked for by nobody's device).
    """
    with db.transaction():
        db.reload(challenge)
        now = instant()
        expected = [_code(challenge, code.n) for code in challenge.codes]
        if challenge.proven_at is not None:
            return (
                _answer_again(challenge, typed, expected) if challenge.device_hash == device else Answer.USED
            )
        verdict, match = judge(typed, challenge.codes, expected, now)
        if isinstance(match, IssuedCode):
            match.used_at = now
            challenge.proven_at = now
            challenge.device_hash = device
        elif verdict is Answer.WRONG:
            return _count_wrong(challenge, now)
        return verdict


def _answer_again(challenge: Challenge, typed: str, expected: Sequence[str]) -> Answer:
    """A code for what is proven already: the right one again is a double tap, others count as guesses."""
    proven_by = next(code for code in challenge.codes if code.used_at is not None)
    if proven_by.wrong_tries >= MAX_WRONG:
        return Answer.USED
    if is_code(typed, expected[proven_by.n - 1]):
        return Answer.AGAIN
    proven_by.wrong_tries += 1
    return Answer.USED


def _count_wrong(challenge: Challenge, now: datetime) -> Answer:
    for code in challenge.codes:
        if is_living(code, now):
            code.wrong_tries += 1
    return Answer.WRONG if any(is_living(code, now) for code in challenge.codes) else Answer.EXHAUSTED


def use(challenge: Challenge) -> bool:
    """Take the proof, inside the operation that it is for; False when it is not there or was taken before.

    False is usual after a double tap: lead on to what the first tap made.
    """
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
