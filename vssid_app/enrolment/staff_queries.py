"""Dossiers as the office sees them: handed over, and of one's own offices; ``""`` among offices is all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, literal, or_, select, true
from sqlalchemy.orm import joinedload

from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier, DossierChange, OwnershipCase, Switch
from vssid_app.enrolment.queries import AUTOMATIC_OFFICER, find_dossier, on_unless_switched
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Action, Status
from vssid_app.identity.models import Account

DONE = frozenset({Status.ACCEPTED, Status.ACTIVE, Status.REJECTED, Status.WITHDRAWN})
HANDED_OVER = frozenset(Status) - {Status.DRAFT}
DONE_LENGTH = 100
_ENDS = (Action.ACCEPT, Action.ACCEPT_ONLINE, Action.REJECT, Action.WITHDRAW)


def dossier_of_office(code: str, offices: frozenset[str], *, locked: bool = False) -> Dossier | None:
    """The dossier of a code, if it was handed over to one of these offices; with its officers' names.

    All comes in one statement: a dossier has few photos and changes.
    """
    changes = joinedload(Dossier.changes).joinedload(DossierChange.by)
    loading = (joinedload(Dossier.photos), changes, joinedload(Dossier.opened_by))
    dossier = find_dossier(code, loading=loading, locked=locked)
    if dossier is None or dossier.status not in HANDED_OVER:
        return None
    return dossier if "" in offices or dossier.office_code in offices else None


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the head of the desk."""

    waiting: int
    asked: int
    """Dossiers that wait for the family's supplement."""
    cases: int
    """Open cases of ``Không phải tôi``."""
    requests: int
    """Requests of services that wait for the office."""
    is_automatic: bool
    """Practice: whether the automatic officer decides what nobody opens."""


Counting = Callable[[frozenset[str]], ScalarSelect[int]]

_of_requests: list[Counting] = []


def count_requests_by(counting: Counting) -> None:
    """Have a neighbour's requests counted for offices, in the one statement of the head."""
    _of_requests[:] = [counting]


def count_for_desk(offices: frozenset[str]) -> Counts:
    """How much there is in the lists of these offices; one statement, since every page of the desk asks."""
    dossiers = select(func.count(Dossier.id)).where(own(offices))
    cases = (
        select(func.count(OwnershipCase.id))
        .join(Dossier, Dossier.id == OwnershipCase.dossier_id)
        .where(OwnershipCase.settled_at.is_(None), own_cases(offices))
    )
    counted = select(
        dossiers.where(Dossier.status.in_(WAITING_FOR_OFFICE)).scalar_subquery(),
        dossiers.where(Dossier.status == Status.SUPPLEMENT_ASKED).scalar_subquery(),
        cases.scalar_subquery(),
        _of_requests[0](offices) if _of_requests else literal(0),
        select(Switch.is_on).where(Switch.name == AUTOMATIC_OFFICER).scalar_subquery(),
    )
    waiting, asked, opened, requests, switched = db.session.execute(counted).one()
    return Counts(waiting, asked, opened, requests, is_automatic=on_unless_switched(switched))


def own(offices: frozenset[str]) -> ColumnElement[bool]:
    """The condition that a dossier is one of these offices'."""
    return true() if "" in offices else Dossier.office_code.in_(offices)


def done_dossiers(offices: frozenset[str]) -> Sequence[tuple[Dossier, datetime]]:
    """Dossiers that were decided or withdrawn, with the moment, the latest first."""
    ended = func.max(DossierChange.at)
    found = (
        select(Dossier, ended)
        .join(DossierChange, DossierChange.dossier_id == Dossier.id)
        .where(own(offices), Dossier.status.in_(DONE), DossierChange.action.in_(_ENDS))
        .group_by(Dossier.id)
        .order_by(ended.desc(), Dossier.id.desc())
        .limit(DONE_LENGTH)
    )
    return [(dossier, at) for dossier, at in db.session.execute(found)]


def sent_again(dossiers: Iterable[Dossier]) -> frozenset[int]:
    """Which of these the family has sent more than once."""
    numbers = [dossier.id for dossier in dossiers]
    found = select(DossierChange.dossier_id).where(
        DossierChange.dossier_id.in_(numbers), DossierChange.action == Action.RESUBMIT
    )
    return frozenset(db.session.scalars(found))


def staff_names(account_ids: Iterable[int | None]) -> Mapping[int, str]:
    """The names of members of staff."""
    wanted = {number for number in account_ids if number is not None}
    if not wanted:
        return {}
    found = select(Account.id, Account.display_name).where(Account.id.in_(wanted))
    return dict(db.session.execute(found).all())


def names_in(dossier: Dossier) -> Mapping[int, str]:
    """The names of the officers who have had a hand in a dossier."""
    accounts = (dossier.opened_by, *(change.by for change in dossier.changes))
    return {account.id: account.display_name for account in accounts if account}


def own_cases(offices: frozenset[str]) -> ColumnElement[bool]:
    """The condition that a case is these offices' matter; before an office was chosen it is everybody's."""
    return or_(own(offices), Dossier.office_code.is_(None))
