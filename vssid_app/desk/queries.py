"""What the desk's lists need beside the dossiers, each for a whole list at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier, OwnershipCase
from vssid_app.enrolment.staff_queries import own_cases
from vssid_app.enrolment.taken import Taken
from vssid_app.identity.models import Account, IdentifierKind
from vssid_app.identity.queries import account_of_identifier
from vssid_app.people.models import Person
from vssid_app.people.queries import find_person

CASES_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Case:
    """A case of ``Không phải tôi`` with the dossier that it was opened from."""

    case: OwnershipCase
    dossier: Dossier


def cases_of_offices(offices: frozenset[str]) -> Sequence[Case]:
    """Open cases, the oldest first, then the settled ones."""
    found = (
        select(OwnershipCase, Dossier)
        .join(Dossier, Dossier.id == OwnershipCase.dossier_id)
        .where(own_cases(offices))
        .order_by(OwnershipCase.settled_at.is_not(None), OwnershipCase.id)
        .limit(CASES_LENGTH)
    )
    return [Case(case, dossier) for case, dossier in db.session.execute(found)]


def case_of_office(code: str, offices: frozenset[str]) -> Case | None:
    """The case of a code, if it is these offices' matter."""
    found = (
        select(OwnershipCase, Dossier)
        .join(Dossier, Dossier.id == OwnershipCase.dossier_id)
        .where(OwnershipCase.code == code, own_cases(offices))
    )
    row = db.session.execute(found).one_or_none()
    return Case(*row) if row else None


def newest_dossier_office(person_id: int) -> str:
    """The office that the newest dossier about a person was handed in to; empty where there is none."""
    found = select(Dossier.office_code).where(
        Dossier.person_id == person_id, Dossier.recorded_at.is_not(None)
    )
    return db.session.scalars(found.order_by(Dossier.id.desc()).limit(1)).first() or ""


def holder_of(case: Case) -> Person | None:
    """Whom the account belongs to that the number or the phone leads to."""
    if case.case.about == Taken.NUMBER:
        return find_person(case.dossier.person_id) if case.dossier.person_id else None
    number = account_of_identifier(IdentifierKind.PHONE, case.dossier.phone)
    account = db.session.get(Account, number) if number else None
    return find_person(account.person_id) if account and account.person_id else None
