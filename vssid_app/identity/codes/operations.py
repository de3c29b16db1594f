"""Sending and checking one-time codes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, Table, Update, bindparam, update

from vssid_app.core.clock import instant
from vssid_app.core.db import Moment
from vssid_app.core.extensions import db, keyring
from vssid_app.core.prepared import PreparedInsert, PreparedUpdate, table_of, this_world
from vssid_app.identity.codes import messages, queries
from vssid_app.identity.codes.challenge import Challenge, CodeSent
from vssid_app.identity.codes.models import ChallengeRow, IssuedCode
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
    with db.transaction():
        hashed = address_hash(address or asked_for or "")
        db.alone(hashed, device)
        now = instant()
        wait = _wait(hashed, device, now)
        again = queries.open_challenge(purpose, hashed, device, subject) if wait else None
        if wait:
            return again or wait
        challenge = _new(purpose, channel, address, device, account_id, subject)
        _send(challenge, hashed, now)
        return challenge


def send_another(challenge: Challenge) -> Wait | None:
    """Send one more code; earlier ones stay valid for their own life."""
    with db.transaction():
        queries.read_again(challenge)
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
    challenge = _new(Purpose.ACTIVATE, channel, address, device, account_id)
    return challenge, _issue(challenge, address_hash(address), instant())


def answer(challenge: Challenge, typed: str, *, device: str) -> Answer:
    """Check a typed code: a right one proves the challenge once, a wrong one counts against each living code.

    The device that typed it holds the proof from then on (an activation is asked for by nobody's device).
    """
    with db.transaction():
        queries.read_again(challenge)
        now = instant()
        expected = [_code(challenge, code.n) for code in challenge.codes]
        if challenge.proven_at is not None:
            return (
                _answer_again(challenge, typed, expected) if challenge.device_hash == device else Answer.USED
            )
        verdict, match = judge(typed, challenge.codes, expected, now)
        if match is not None:
            _TAKE_CODE.run(row=match.id, now=now)
            _PROVE.run(row=challenge.id, now=now, device=device)
            match.used_at = challenge.proven_at = now
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
    _count_guess(proven_by)
    return Answer.USED


def _count_wrong(challenge: Challenge, now: datetime) -> Answer:
    for code in challenge.codes:
        if is_living(code, now):
            _count_guess(code)
    return Answer.WRONG if any(is_living(code, now) for code in challenge.codes) else Answer.EXHAUSTED


def _count_guess(code: CodeSent) -> None:
    _COUNT_GUESS.run(row=code.id)
    code.wrong_tries += 1


def use(challenge: Challenge) -> bool:
    """Take the proof, inside the operation that it is for; False when it is not there or was taken before.

    False is usual after a double tap: lead on to what the first tap made.
    """
    queries.read_again(challenge)
    if challenge.proven_at is None or challenge.used_at is not None:
        return False
    now = instant()
    _USE.run(row=challenge.id, now=now)
    challenge.used_at = now
    return True


def tries_left(challenge: Challenge) -> int:
    """How many wrong codes the newest code still bears."""
    return MAX_WRONG - challenge.codes[-1].wrong_tries


def _new(
    purpose: Purpose,
    channel: Channel,
    address: str | None,
    device: str,
    account_id: int | None,
    subject: str = "",
) -> Challenge:
    public_id = secrets.token_urlsafe(PUBLIC_ID_BYTES)
    number = _CHALLENGE.add(
        public_id=public_id,
        purpose=purpose,
        channel=channel,
        address=address,
        device_hash=device,
        account_id=account_id,
        subject=subject,
    )
    return Challenge(
        number, public_id, purpose, channel, address, device, account_id, subject, None, None, []
    )


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
    until = now + life_of(challenge.purpose)
    number = _CODE.add(
        challenge_id=challenge.id,
        n=n,
        address_hash=hashed,
        device_hash=challenge.device_hash,
        issued_at=now,
        expires_at=until,
    )
    challenge.codes.append(CodeSent(number, n, hashed, now, until, 0, None))
    return _code(challenge, n)


def _code(challenge: Challenge, n: int) -> str:
    # A decoy has codes as well, of a random address, so that checking one takes as long.
    address = challenge.address or secrets.token_hex(8)
    return code_for(keyring.derive("otp"), challenge.public_id, challenge.purpose, address, n)


_CHALLENGES, _ISSUED = table_of(ChallengeRow), table_of(IssuedCode)
_CHALLENGE, _CODE = PreparedInsert(ChallengeRow), PreparedInsert(IssuedCode)
_NOW = bindparam("now", type_=Moment)


def _change(table: Table) -> Update:
    return update(table).where(
        table.c.world_id == this_world(), table.c.id == bindparam("row", type_=Integer)
    )


_PROVE = PreparedUpdate(_change(_CHALLENGES).values(proven_at=_NOW, device_hash=bindparam("device")))
_USE = PreparedUpdate(_change(_CHALLENGES).values(used_at=_NOW))
_TAKE_CODE = PreparedUpdate(_change(_ISSUED).values(used_at=_NOW))
_COUNT_GUESS = PreparedUpdate(_change(_ISSUED).values(wrong_tries=_ISSUED.c.wrong_tries + 1))
