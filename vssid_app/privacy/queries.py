"""Requests for deletion, and what stands in the way of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.enrolment.operations.closing import dossier_in_work
from vssid_app.identity.closing import open_case_of
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.privacy.models import DeletionRequest
from vssid_app.privacy.rules import Hindrance, InTheWay
from vssid_app.registry.models import HealthCard
from vssid_app.service_requests.operations.closing import request_in_work

LIST_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with the person whose account it is about."""

    request: DeletionRequest
    person: Person


def hindrance(account: Account) -> InTheWay | None:
    """What must come to its end before the account can go."""
    if current_world().is_practice and account.password_hash is None:
        return InTheWay(Hindrance.SHARED_PART)
    in_work = (dossier_in_work(account).scalar_subquery(), request_in_work(account).scalar_subquery())
    dossier, request = db.session.execute(select(*in_work)).one()
    if dossier is not None:
        return InTheWay(Hindrance.OPEN_DOSSIER, dossier)
    if request is not None:
        return InTheWay(Hindrance.OPEN_REQUEST, request)
    case = open_case_of(account)
    return InTheWay(Hindrance.OPEN_CASE, case.code) if case else None


def open_request(account: Account) -> DeletionRequest | None:
    """The request of an account that waits, if there is one."""
    return db.session.scalars(
        select(DeletionRequest).where(
            DeletionRequest.account_id == account.id,
            DeletionRequest.taken_back_at.is_(None),
            DeletionRequest.done_at.is_(None),
        )
    ).one_or_none()


def request_of_challenge(challenge_id: int) -> DeletionRequest | None:
    """The request that a proof has made."""
    return db.session.scalars(
        select(DeletionRequest).where(DeletionRequest.challenge_id == challenge_id)
    ).one_or_none()


def due_requests(today: date, limit: int) -> Sequence[DeletionRequest]:
    """Requests whose time to be taken back is over, the oldest first."""
    found = select(DeletionRequest).where(
        DeletionRequest.taken_back_at.is_(None),
        DeletionRequest.done_at.is_(None),
        DeletionRequest.due_on <= today,
    )
    return db.session.scalars(found.order_by(DeletionRequest.id).limit(limit)).all()


def requests_with_messages(limit: int) -> Sequence[DeletionRequest]:
    """Requests that are done, but for what was sent to the holder."""
    found = select(DeletionRequest).where(
        DeletionRequest.done_at.is_not(None), DeletionRequest.messages_gone_at.is_(None)
    )
    return db.session.scalars(found.order_by(DeletionRequest.id).limit(limit)).all()


def requests_of_offices(offices: frozenset[str]) -> Sequence[Asked]:
    """Waiting requests, the first due first, then the others; ``""`` among offices is all.

    One that no office knows is everybody's: somebody has to see it.
    """
    found = (
        select(DeletionRequest, Person)
        .join(Person, Person.id == DeletionRequest.person_id)
        .order_by(
            DeletionRequest.done_at.is_not(None) | DeletionRequest.taken_back_at.is_not(None),
            DeletionRequest.due_on,
            DeletionRequest.id,
        )
        .limit(LIST_LENGTH)
    )
    if "" not in offices:
        found = found.where(DeletionRequest.office_code.in_([*offices, ""]))
    return [Asked(request, person) for request, person in db.session.execute(found)]


def newest_card_office(person_id: int) -> str:
    """The office that issued a person's newest card; empty where it is not known."""
    offices = select(HealthCard.office_code).where(
        HealthCard.person_id == person_id, HealthCard.office_code.is_not(None)
    )
    return db.session.scalars(offices.order_by(HealthCard.valid_from.desc()).limit(1)).first() or ""
