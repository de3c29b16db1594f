"""Finding accounts by what was typed; fetching says nothing to the one who typed it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, ScalarSelect, and_, bindparam, select

from vssid_app.core.extensions import db, keyring
from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.identity.models import Account, LoginIdentifier, WrongTries
from vssid_app.identity.rules import Identifier, IdentifierKind


def identifier_hash(identifier: Identifier) -> str:
    """The keyed hash that a login identifier is found by."""
    return keyring.fingerprint(identifier.kind, identifier.value)


def account_of_identifier(kind: IdentifierKind, value: str) -> int | None:
    """Number of the account, of a citizen or of staff, that signs in with this value in its stored form."""
    hashed = keyring.fingerprint(kind, value)
    return db.session.scalars(
        select(LoginIdentifier.account_id).where(
            LoginIdentifier.kind == kind, LoginIdentifier.value_hash == hashed
        )
    ).one_or_none()


def account_of_person(person_id: int) -> int | None:
    """Number of the account of a person, if there is one."""
    return db.session.scalars(select(Account.id).where(Account.person_id == person_id)).one_or_none()


def account_number_of_phone(phone: str) -> int | None:
    """Number of the account that a phone, in its stored form, signs in to."""
    found = _OF_PHONE.first(hashed=keyring.fingerprint(IdentifierKind.PHONE, phone))
    return found[0] if found else None


def accounts_of_persons(person_ids: Collection[int]) -> Sequence[Account]:
    """The accounts of these persons that can be used, in their order; for telling them something."""
    found = select(Account).where(Account.person_id.in_(list(person_ids)), Account.disabled_at.is_(None))
    return db.session.scalars(found.order_by(Account.id)).all()


def account_numbers(phone: str, person_id: int | None) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """The accounts that a phone, in its stored form, signs in to, and that a person has; for a statement."""
    hashed = keyring.fingerprint(IdentifierKind.PHONE, phone)
    of_phone = select(LoginIdentifier.account_id).where(
        LoginIdentifier.kind == IdentifierKind.PHONE, LoginIdentifier.value_hash == hashed
    )
    # Without a person there is no account: those of staff have none either.
    of_person = select(Account.id).where(Account.person_id == person_id, Account.person_id.is_not(None))
    return of_phone.scalar_subquery(), of_person.scalar_subquery()


def find_account(identifiers: Sequence[Identifier]) -> Account | None:
    """The citizen's account that signs in with one of these, the likeliest first; never one of staff."""
    found = {account.id: account for account in _accounts(identifiers) if account.person_id is not None}
    if len(found) < 2:  # noqa: PLR2004 - with two, the order of likelihood decides
        return next(iter(found.values()), None)
    owners = (account_of_identifier(identifier.kind, identifier.value) for identifier in identifiers)
    return next(found[owner] for owner in owners if owner in found)


def _accounts(identifiers: Sequence[Identifier]) -> Sequence[Account]:
    hashes = [identifier_hash(identifier) for identifier in identifiers]
    return db.session.scalars(
        select(Account)
        .join(LoginIdentifier, LoginIdentifier.account_id == Account.id)
        .where(LoginIdentifier.value_hash.in_(hashes), Account.disabled_at.is_(None))
    ).all()


def find_staff(user_name: str) -> Account | None:
    """The member of staff of a user name, also a disabled one; never a citizen."""
    return db.session.scalars(select(Account).where(Account.user_name == user_name, is_staff())).one_or_none()


def is_staff() -> ColumnElement[bool]:
    """The condition that an account is a member of staff's: without a person, and not a closed one."""
    return and_(Account.person_id.is_(None), Account.closed_at.is_(None))


def account_by_id(account_id: int | None) -> Account | None:
    """An account by number of the row, unless disabled; only for numbers that the database itself gave."""
    account = db.session.get(Account, account_id) if account_id is not None else None
    return account if account and account.disabled_at is None else None


def identifier_hashes_of(account: Account) -> Sequence[str]:
    """The hashes of all that an account is signed in to with."""
    return db.session.scalars(
        select(LoginIdentifier.value_hash).where(LoginIdentifier.account_id == account.id)
    ).all()


def wrong_tries(identifier_hashes: Sequence[str]) -> Sequence[WrongTries]:
    """The counts of wrong passwords of these identifiers."""
    return db.session.scalars(
        select(WrongTries).where(WrongTries.identifier_hash.in_(identifier_hashes))
    ).all()


_IDENTIFIERS = table_of(LoginIdentifier)
_OF_PHONE = PreparedRead(
    select(_IDENTIFIERS.c.account_id).where(
        _IDENTIFIERS.c.world_id == this_world(),
        _IDENTIFIERS.c.kind == IdentifierKind.PHONE,
        _IDENTIFIERS.c.value_hash == bindparam("hashed"),
    )
)
