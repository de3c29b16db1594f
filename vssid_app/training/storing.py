"""Invented people stored: persons with their insurance, accounts, staff; in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db, keyring
from vssid_app.identity.models import Account, IdentifierKind, LoginIdentifier, StaffRole
from vssid_app.training.era import commune_codes
from vssid_app.training.rows import insurance_rows, person_row, rows_of_visit, visit_row
from vssid_app.training.synthetic import SyntheticPerson, SyntheticStaff, SyntheticVisit


def add_persons(persons: Iterable[SyntheticPerson]) -> dict[int, int]:
    """Store persons with their insurance; gives the number of the row by key."""
    codes = commune_codes(today())
    rows = {person.key: (person, person_row(person, codes)) for person in persons}
    db.session.add_all(row for _person, row in rows.values())
    db.session.flush()
    for person, row in rows.values():
        db.session.add_all(insurance_rows(person, row.id))
    _add_visits((visit, row.id) for person, row in rows.values() for visit in person.visits)
    return {key: row.id for key, (_person, row) in rows.items()}


def _add_visits(visits: Iterable[tuple[SyntheticVisit, int]]) -> None:
    """Store visits, then their costs and papers, which point at them."""
    rows = [(visit, visit_row(visit, person_id)) for visit, person_id in visits]
    db.session.add_all(row for _visit, row in rows)
    db.session.flush()
    for visit, row in rows:
        db.session.add_all(rows_of_visit(visit, row.id))


def add_accounts(holders: Iterable[tuple[SyntheticPerson, int]]) -> list[Account]:
    """Store active accounts of persons, given with the numbers of their rows; without a password."""
    stored = [(person, _account(person, person_id)) for person, person_id in holders]
    db.session.add_all(account for _person, account in stored)
    db.session.flush()
    for person, account in stored:
        identify(account, IdentifierKind.USER_NAME, person.si_number)
        identify(account, IdentifierKind.CITIZEN_ID, person.citizen_id)
        identify(account, IdentifierKind.PHONE, person.phone)
        identify(account, IdentifierKind.EMAIL, (person.email or "").casefold())
    return [account for _person, account in stored]


def _account(person: SyntheticPerson, person_id: int) -> Account:
    return Account(
        person_id=person_id,
        user_name=person.si_number,
        phone=person.phone,
        email=person.email,
        email_proven_at=instant() if person.email else None,
        activated_at=instant(),
    )


def add_staff(officer: SyntheticStaff) -> Account:
    """Store a member of staff, who signs in by user name."""
    account = Account(
        user_name=officer.user_name,
        display_name=officer.full_name,
        email=officer.email,
        activated_at=instant(),
    )
    db.session.add(account)
    db.session.flush()
    db.session.add(StaffRole(account_id=account.id, role=officer.role, office_code=officer.office_code or ""))
    identify(account, IdentifierKind.USER_NAME, officer.user_name)
    return account


def identify(account: Account, kind: IdentifierKind, value: str | None) -> None:
    """Let an account be found by a value, if there is one."""
    if value:
        hashed = keyring.fingerprint(kind, value)
        db.session.add(LoginIdentifier(account_id=account.id, kind=kind, value_hash=hashed))
