"""Opening accounts, activating them, signing in and out, and getting back in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.text import mask_email, mask_phone
from vssid_app.identity import listeners, messages, queries, sessions
from vssid_app.identity.arrivals import Way, arrive
from vssid_app.identity.codes import operations as codes
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.queries import open_activations
from vssid_app.identity.codes.rules import Answer, Purpose, Wait
from vssid_app.identity.models import Account, LoginIdentifier
from vssid_app.identity.passwords.hashing import hash_password, is_password
from vssid_app.identity.passwords.operations import (
    Refused,
    check_password,
    count_try,
    forget_wrong,
    fresh_hash,
    mark_of,
    note_wrong,
)
from vssid_app.identity.rules import Identifier, IdentifierKind
from vssid_app.identity.telling import tell
from vssid_app.identity.trust import distrust_all, is_trusted
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import claim_address

# A double tap posts the same right code twice, and only the second answer reaches the browser.
DOUBLE_TAP = timedelta(seconds=60)


class AlreadyRegistered(Exception):
    """Another account is signed in to with this; ``kind`` says what, never whose."""

    def __init__(self, kind: IdentifierKind) -> None:
        super().__init__(kind)
        self.kind = kind


class ProofGone(Exception):
    """The proof was used before, or belongs to an account that can no longer be used."""


def open_account(
    *,
    person_id: int,
    user_name: str,
    citizen_id: str | None,
    phone: str,
    email: str | None,
    email_proven: bool,
    device: str,
) -> Account:
    """Open the account of an accepted registration; it waits to be activated.

    Joins the caller's transaction. ``device`` is the phone that registered: in practice worlds it plays the
    account's phone and mailbox from now on.

    Raises:
        AlreadyRegistered: when the person, the number or the phone has an account.
    """
    with db.transaction() as session:
        keys = [
            Identifier(IdentifierKind.USER_NAME, user_name),
            Identifier(IdentifierKind.PHONE, phone),
            *([Identifier(IdentifierKind.CITIZEN_ID, citizen_id)] if citizen_id else []),
        ]
        db.alone(*(f"{key.kind}:{key.value}" for key in keys))
        _refuse_taken(person_id, keys)
        account = Account(
            person_id=person_id,
            user_name=user_name,
            phone=phone,
            email=email,
            email_proven_at=instant() if email and email_proven else None,
        )
        session.add(account)
        session.flush()
        _add_identifiers(account, keys)
        record(Tag.ACCOUNT_OPENED, actor=None, subject=account)
        for address in filter(None, (phone, email)):
            claim_address(device, address)
        return account


def _refuse_taken(person_id: int, keys: Sequence[Identifier]) -> None:
    if queries.account_of_person(person_id) is not None:
        raise AlreadyRegistered(IdentifierKind.USER_NAME)
    for key in keys:
        if queries.account_of_identifier(key.kind, key.value) is not None:
            raise AlreadyRegistered(key.kind)


def _add_identifiers(account: Account, keys: Sequence[Identifier]) -> None:
    """The email signs in too once proven, unless a family shares it: then it belongs to who came first."""
    if account.email and account.email_proven_at:
        email = Identifier(IdentifierKind.EMAIL, account.email.casefold())
        if queries.account_of_identifier(email.kind, email.value) is None:
            keys = [*keys, email]
    for key in keys:
        hashed = queries.identifier_hash(key)
        db.session.add(LoginIdentifier(account_id=account.id, kind=key.kind, value_hash=hashed))


def sign_in_with_password(
    identifiers: Sequence[Identifier], password: str, *, device: str
) -> Account | Challenge | Wait | Refused:
    """Sign a trusted device in, and ask another one for a code first.

    Unknown accounts answer and take the same as wrong passwords. ``Refused`` says how long the next try
    waits, ``Wait`` (after a right password) how long the next code.
    """
    key = queries.identifier_hash(identifiers[0])
    account = queries.find_account(identifiers)
    refused = check_password(key, account, password)
    if refused is not None or account is None:
        return refused or Refused(0, 0, checked=True)
    checked, renewed = account.password_hash, fresh_hash(account, password)
    with db.transaction():
        db.reload(account)
        if account.password_hash != checked or not account.is_active:
            return Refused(0, 0, checked=True)
        account.password_hash = renewed or checked
        forget_wrong([key, *queries.identifier_hashes_of(account)])
        if account.phone and not is_trusted(account, device):
            return _ask_new_device(account, account.phone, device)
        arrive(account, Way.PASSWORD)
        return account


def _ask_new_device(account: Account, phone: str, device: str) -> Challenge | Wait:
    return codes.open_challenge(
        Purpose.NEW_DEVICE,
        Channel.SMS,
        phone,
        device=device,
        account_id=account.id,
        subject=mark_of(account),
    )


def sign_in_on_new_device(challenge: Challenge) -> Account:
    """Sign this browser in by the password given before and the proven code, and trust it from now on.

    Raises:
        ProofGone: as for a code alone, and when the password was changed in between.
    """
    with db.transaction():
        first = codes.use(challenge)
        account = queries.account_by_id(challenge.account_id)
        if account is None or not account.is_active or challenge.subject != mark_of(account):
            raise ProofGone
        if not (first or _is_double_tap(challenge, account)):
            raise ProofGone
        arrive(account, Way.PASSWORD, by=challenge)
        return account


def ask_for_code(purpose: Purpose, identifiers: Sequence[Identifier], *, device: str) -> Challenge | Wait:
    """Send a code to sign in or recover by; where there is no account, a decoy that sends nothing.

    Only an address that was itself typed is ever shown (masked) on the page.
    """
    typed = identifiers[0]
    account = queries.find_account(identifiers)
    by_mail = typed.kind is IdentifierKind.EMAIL
    address = None
    if account is not None:
        address = account.email if by_mail else account.phone
    return codes.open_challenge(
        purpose,
        Channel.EMAIL if by_mail else Channel.SMS,
        address,
        device=device,
        asked_for=typed.value,
        account_id=account.id if account and address else None,
        subject=_shown(typed),
    )


def _shown(typed: Identifier) -> str:
    if typed.kind is IdentifierKind.PHONE:
        return mask_phone(typed.value)
    return mask_email(typed.value) if typed.kind is IdentifierKind.EMAIL else ""


def sign_in_with_code(challenge: Challenge) -> Account:
    """Sign this browser in by a proven code.

    Raises:
        ProofGone: when it was used before (but for a double tap), or the account is not active.
    """
    with db.transaction():
        first = codes.use(challenge)
        account = queries.account_by_id(challenge.account_id)
        if account is None or not account.is_active or not (first or _is_double_tap(challenge, account)):
            raise ProofGone
        forget_wrong(queries.identifier_hashes_of(account))
        arrive(account, Way.CODE, by=challenge)
        return account


def _is_double_tap(challenge: Challenge, account: Account) -> bool:
    used = challenge.used_at
    if used is None or instant() - used > DOUBLE_TAP:
        return False
    return not sessions.has_signed_out(account, challenge.device_hash, since=used)


def prove_activation(identifiers: Sequence[Identifier], code: str, *, device: str) -> Challenge | Refused:
    """Find the activation that a typed user name and code belong to; wrong ones are counted and delayed."""
    key = queries.identifier_hash(identifiers[0])
    counted = count_try(key)
    if isinstance(counted, Refused):
        return counted
    account = queries.find_account(identifiers)
    for challenge in open_activations(account.id) if account else ():
        if codes.answer(challenge, code, device=device) in {Answer.RIGHT, Answer.AGAIN}:
            with db.transaction():
                forget_wrong([key])
            return challenge
    return note_wrong(key, counted)


def set_password(challenge: Challenge, password: str) -> Account:
    """Set the password by a proven code, and sign this browser in; all other sessions end.

    The first one activates the account. The password has passed its rule before.

    Raises:
        ProofGone: when the proof was used before, or the account is disabled.
    """
    hashed = hash_password(password)
    with db.transaction():
        first = codes.use(challenge)
        account = queries.account_by_id(challenge.account_id)
        if account is None or not (first or _is_double_tap(challenge, account)):
            raise ProofGone
        db.reload(account)
        if not first:
            return _sign_in_again(account, password)
        way = _keep_password(account, hashed)
        sessions.end_sessions_of(account)
        distrust_all(account)
        forget_wrong(queries.identifier_hashes_of(account))
        arrive(account, way, by=challenge)
        return account


def _sign_in_again(account: Account, password: str) -> Account:
    """The second tap: the password is set already, and must be the same."""
    if not is_password(password, account.password_hash):
        raise ProofGone
    arrive(account, Way.RECOVERY)
    return account


def _keep_password(account: Account, hashed: str) -> Way:
    account.password_hash = hashed
    if account.activated_at is None:
        account.activated_at = instant()
        record(Tag.ACCOUNT_ACTIVATED, actor=account.id, subject=account)
        listeners.tell_activated(account)
        return Way.ACTIVATION
    record(Tag.PASSWORD_CHANGED, actor=account.id, subject=account)
    tell(account, messages.password_changed())
    return Way.RECOVERY


def sign_out() -> None:
    """End this browser's session."""
    with db.transaction():
        ended = sessions.end_session()
        if ended is not None:
            record(Tag.SIGNED_OUT, actor=ended.account_id, subject=ended)
