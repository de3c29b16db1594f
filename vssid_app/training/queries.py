"""Finding what a practice world offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select

from vssid_app.core.extensions import db, keyring
from vssid_app.identity.models import Account, IdentifierKind, LoginIdentifier
from vssid_app.people.models import Specimen
from vssid_app.people.queries import free_specimens, specimens_for
from vssid_app.training.roles import USER_NAMES, Part
from vssid_app.training.synthetic import SpecimenKind

# How many specimens of each kind lie ready.
WANTED: Mapping[SpecimenKind, int] = {
    SpecimenKind.IDENTICAL: 2,
    SpecimenKind.NAME_DIFFERS: 2,
    SpecimenKind.BIRTH_DIFFERS: 1,
    SpecimenKind.NOT_FOUND: 1,
    SpecimenKind.GUARDIAN_WITH_CHILDREN: 1,
}


def account_of(part: Part) -> Account | None:
    """The account of a part; None before the world has been seeded."""
    hashed = keyring.fingerprint(IdentifierKind.USER_NAME, USER_NAMES[part])
    found = (
        select(Account)
        .join(LoginIdentifier, LoginIdentifier.account_id == Account.id)
        .where(LoginIdentifier.kind == IdentifierKind.USER_NAME, LoginIdentifier.value_hash == hashed)
    )
    return db.session.scalars(found).one_or_none()


def missing_specimens() -> Counter[SpecimenKind]:
    """How many fresh specimens of each kind are to be made."""
    free = Counter(SpecimenKind(specimen.kind) for specimen in free_specimens())
    return Counter(WANTED) - free


def next_serial() -> int:
    """The serial of the next specimen of this world."""
    last: int | None = db.session.scalar(select(func.max(Specimen.serial)))
    return (last or 0) + 1


def list_of_specimens(device: str | None = None) -> list[Specimen]:
    """What a device can practise with: those of one kind together, in the order of ``WANTED``."""
    order = list(WANTED)
    return sorted(specimens_for(device), key=lambda specimen: order.index(SpecimenKind(specimen.kind)))
