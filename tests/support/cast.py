"""The people of the tests: makers with defaults, from the reserved ranges."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from itertools import count

from tests.support.pages import PageClient
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db, keyring
from vssid_app.core.text import fold
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, IdentifierKind, LoginIdentifier, Role, SignInSession, StaffRole
from vssid_app.identity.sessions import _hash, new_token
from vssid_app.people.models import Guardianship, Person, Relation
from vssid_app.people.queries import citizen_id_hash
from vssid_app.people.rules import BirthDate, Sex

_serial = count(1)
OFFICE = "00104"
OTHER_OFFICE = "00112"


def make_person(**given: object) -> Person:
    """A grown-up of the register; anything can be given."""
    n = next(_serial)
    facts: dict[str, object] = {
        "public_id": secrets.token_urlsafe(16),
        "full_name": f"NGUYỄN VĂN THỬ {n}",
        "birth": BirthDate(1990, 5, 3),
        "sex": Sex.MALE,
        "si_number": f"99{n:08d}",
        "citizen_id": f"099090{n:06d}",
        "phone": f"0000{n:06d}",
        **given,
    }
    person = Person(**facts)
    person.name_folded = fold(person.full_name)
    if person.citizen_id:
        person.citizen_id_hash = citizen_id_hash(person.citizen_id)
    with db.transaction() as session:
        session.add(person)
    return person


def make_account(person: Person | None = None, **given: object) -> Account:
    """An active account of a person, without a password; signed in to by its phone."""
    person = person or make_person()
    phone = person.phone or f"0000{next(_serial):06d}"
    facts = {
        "person_id": person.id,
        "user_name": person.si_number,
        "phone": phone,
        "activated_at": instant(),
        **given,
    }
    account = Account(**facts)
    with db.transaction() as session:
        session.add(account)
        session.flush()
        for kind, value in (
            (IdentifierKind.USER_NAME, account.user_name),
            (IdentifierKind.CITIZEN_ID, person.citizen_id),
            (IdentifierKind.PHONE, account.phone),
        ):
            if value:
                hashed = keyring.fingerprint(kind, value)
                session.add(LoginIdentifier(account_id=account.id, kind=kind, value_hash=hashed))
    return account


def make_officer(office: str = OFFICE, role: Role = Role.OFFICER, name: str = "Lê Thử Huy") -> Account:
    """A member of staff of an office."""
    account = Account(user_name=f"canbo{next(_serial)}", display_name=name, activated_at=instant())
    with db.transaction() as session:
        session.add(account)
        session.flush()
        session.add(StaffRole(account_id=account.id, role=role, office_code=office))
    return account


def make_child_of(guardian: Person, *, until: date | None = None, **given: object) -> Person:
    """A child in somebody's care, from ten years ago until a day."""
    child = make_person(**{"birth": BirthDate(2015, 5, 3), "citizen_id": None, "phone": None, **given})
    with db.transaction() as session:
        session.add(
            Guardianship(
                guardian_id=guardian.id,
                child_id=child.id,
                relation=Relation.FATHER,
                valid_from=date(2016, 1, 1),
                valid_to=until,
            )
        )
    return child


def sign_in(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    """Give a phone the cookie of a signed-in session of this account."""
    token = new_token(account)
    with db.transaction() as session:
        session.add(
            SignInSession(
                account_id=account.id,
                world_id=world.id,
                token_hash=_hash(token),
                device_hash="test",
                expires_at=instant() + timedelta(days=1),
            )
        )
    with client.raw.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client
