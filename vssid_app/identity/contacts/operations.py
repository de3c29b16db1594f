"""Changing the phone or the email: a code to the new one, and the password or a code to the old one."""

from __future__ import annotations

from sqlalchemy import delete, select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.identity import listeners, queries
from vssid_app.identity.codes import operations as codes
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.models import ChallengeRow
from vssid_app.identity.codes.rules import Purpose, Wait
from vssid_app.identity.contacts import messages
from vssid_app.identity.models import Account, LoginIdentifier
from vssid_app.identity.operations import DOUBLE_TAP, AlreadyRegistered, ProofGone
from vssid_app.identity.passwords.operations import Refused, check_password, forget_wrong
from vssid_app.identity.rules import Identifier, IdentifierKind
from vssid_app.identity.telling import tell
from vssid_app.identity.trust import distrust_all
from vssid_app.notifications.models import Channel

KINDS = {Channel.SMS: IdentifierKind.PHONE, Channel.EMAIL: IdentifierKind.EMAIL}


def address_of(account: Account, channel: Channel) -> str | None:
    """The account's phone or email."""
    return account.email if channel is Channel.EMAIL else account.phone


def ask_by_password(
    account: Account, channel: Channel, address: str, password: str, *, device: str
) -> Challenge | Wait | Refused:
    """Send a code to a new phone or email, for the password; wrong ones count as at the sign-in."""
    key = queries.identifier_hash(Identifier(IdentifierKind.USER_NAME, account.user_name))
    refused = check_password(key, account, password)
    if refused is not None:
        return refused
    with db.transaction():
        forget_wrong([key])
        return _ask_new(account, channel, address, device)


def ask_old(account: Account, channel: Channel, address: str, *, device: str) -> Challenge | Wait | None:
    """Send a code to what is on the account now, for who has forgotten the password; None without one.

    The new one is kept with the challenge.
    """
    way = Channel.EMAIL if channel is Channel.EMAIL and account.email_proven_at else Channel.SMS
    old = address_of(account, way)
    if old is None:
        return None
    subject = f"{channel}:{address}"
    return codes.open_challenge(
        Purpose.OLD_CONTACT, way, old, device=device, account_id=account.id, subject=subject
    )


def ask_by_old(challenge: Challenge, account: Account) -> Challenge | Wait:
    """Send a code to the new phone or email, by the proven code to the old one.

    Raises:
        ProofGone: when the proof was used before (but for a double tap).
    """
    with db.transaction():
        channel, _colon, address = challenge.subject.partition(":")
        asked = _ask_new(account, Channel(channel), address, challenge.device_hash)
        if isinstance(asked, Challenge) and not codes.use(challenge) and not _was_just_used(challenge):
            raise ProofGone
        return asked


def change_contact(challenge: Challenge) -> Account:
    """Put the proven phone or email on the account, and tell the old and the new one.

    Raises:
        AlreadyRegistered: when another account is signed in to with this phone.
        ProofGone: when the proof was used before (but for a double tap).
    """
    with db.transaction():
        first = codes.use(challenge)
        account = queries.account_by_id(challenge.account_id)
        if account is None or challenge.address is None or not (first or _was_just_used(challenge)):
            raise ProofGone
        if first:
            put_contact(account, Channel(challenge.channel), challenge.address, by=account.id)
        return account


def put_contact(account: Account, channel: Channel, address: str, *, by: int) -> None:
    """Change the phone or email; joins the caller's transaction. What was sent to the old one opens nothing.

    Raises:
        AlreadyRegistered: when another account is signed in to with this phone.
    """
    db.reload(account)
    kind, old = KINDS[channel], address_of(account, channel)
    db.alone(f"{kind}:{address}")
    owner = queries.account_of_identifier(kind, address)
    if channel is Channel.SMS and owner not in {None, account.id}:
        raise AlreadyRegistered(kind)
    listeners.tell_new_contact(account, channel, address)
    _replace_identifier(account, Identifier(kind, address), is_free=owner is None)
    if channel is Channel.EMAIL:
        account.email, account.email_proven_at = address, instant()
    else:
        account.phone = address
        distrust_all(account)
    _detach_codes(account, channel)
    record(Tag.CONTACT_CHANGED, actor=by, subject=account, channel=channel)
    tell(account, messages.contact_changed(channel), at=[(channel, old), (Channel.SMS, account.phone)])


def _replace_identifier(account: Account, identifier: Identifier, *, is_free: bool) -> None:
    """An email that a family shares signs in to the account that had it first."""
    old = delete(LoginIdentifier).where(
        LoginIdentifier.account_id == account.id, LoginIdentifier.kind == identifier.kind
    )
    mine = queries.account_of_identifier(identifier.kind, identifier.value) == account.id
    db.session.execute(old)
    if is_free or mine:
        hashed = queries.identifier_hash(identifier)
        db.session.add(LoginIdentifier(account_id=account.id, kind=identifier.kind, value_hash=hashed))


def _detach_codes(account: Account, channel: Channel) -> None:
    """Codes on their way to the old phone or email belong to no account any more."""
    waiting = select(ChallengeRow).where(
        ChallengeRow.account_id == account.id, ChallengeRow.channel == channel, ChallengeRow.used_at.is_(None)
    )
    for challenge in db.session.scalars(waiting):
        challenge.account_id = None


def _ask_new(account: Account, channel: Channel, address: str, device: str) -> Challenge | Wait:
    return codes.open_challenge(Purpose.NEW_CONTACT, channel, address, device=device, account_id=account.id)


def _was_just_used(challenge: Challenge) -> bool:
    return challenge.used_at is not None and instant() - challenge.used_at <= DOUBLE_TAP
