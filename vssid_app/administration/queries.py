"""What the administrators' pages list, and searching the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, select

from vssid_app.agencies.models import InsuranceOffice
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Status
from vssid_app.identity.models import Account
from vssid_app.identity.queries import is_staff
from vssid_app.policy.models import PolicyValue
from vssid_app.service_requests.models import ServiceRequest

TO_CONFIRM_LENGTH = 50
PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the log; None: whatever it is. ``subject`` is a kind and a number of a row."""

    tag: Tag | None = None
    actor: int | None = None
    subject: tuple[str, int] | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What stands for the numbers in entries: user names of staff, codes of dossiers and requests."""

    staff: Mapping[int, str]
    dossiers: Mapping[int, str]
    requests: Mapping[int, str]


def all_values() -> Mapping[str, Sequence[PolicyValue]]:
    """The values of each parameter, the earliest first."""
    found = defaultdict(list)
    for row in db.session.scalars(select(PolicyValue).order_by(PolicyValue.name, PolicyValue.valid_from)):
        found[row.name].append(row)
    return found


def names_of_offices(codes: Iterable[str]) -> Mapping[str, str]:
    """The names of offices today, by code."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    found = select(InsuranceOffice.code, InsuranceOffice.name).where(
        InsuranceOffice.code.in_(wanted), InsuranceOffice.in_force(today())
    )
    return dict(db.session.execute(found).all())


def offices_to_confirm(on: date) -> Sequence[InsuranceOffice]:
    """Offices of a day whose names stand in no source: an administrator should look them over."""
    found = select(InsuranceOffice).where(
        InsuranceOffice.in_force(on), InsuranceOffice.name_confirmed.is_(False)
    )
    return db.session.scalars(found.order_by(InsuranceOffice.code).limit(TO_CONFIRM_LENGTH)).all()


def waiting_at(code: str) -> int:
    """How many dossiers have not been decided at an office."""
    undecided = [*WAITING_FOR_OFFICE, Status.SUPPLEMENT_ASKED]
    found = select(func.count(Dossier.id)).where(Dossier.office_code == code, Dossier.status.in_(undecided))
    return db.session.scalar(found) or 0


def entries(wanted: Wanted, page: int) -> tuple[Sequence[AuditEntry], bool]:
    """One page of the log, the latest first, and whether older ones follow; pages count from 1."""
    found = _entries(wanted).order_by(AuditEntry.id.desc())
    rows = db.session.scalars(found.offset((page - 1) * PAGE_LENGTH).limit(PAGE_LENGTH + 1)).all()
    return rows[:PAGE_LENGTH], len(rows) > PAGE_LENGTH


def names_in(rows: Iterable[AuditEntry]) -> Names:
    """The names that may be shown of those in these entries."""
    accounts, dossiers, requests = set[int](), set[int](), set[int]()
    for row in rows:
        accounts |= {row.actor_id} if row.actor_id else set()
        accounts |= {row.subject_id} if row.subject_kind == Account.__name__ else set()
        dossiers |= {row.subject_id} if row.subject_kind == Dossier.__name__ else set()
        requests |= {row.subject_id} if row.subject_kind == ServiceRequest.__name__ else set()
    staff = select(Account.id, Account.user_name).where(Account.id.in_(accounts), is_staff())
    codes = select(Dossier.id, Dossier.code).where(Dossier.id.in_(dossiers))
    request_codes = select(ServiceRequest.id, ServiceRequest.code).where(ServiceRequest.id.in_(requests))
    return Names(
        dict(db.session.execute(staff).all()) if accounts else {},
        dict(db.session.execute(codes).all()) if dossiers else {},
        dict(db.session.execute(request_codes).all()) if requests else {},
    )


def request_number(code: str) -> int | None:
    """The number that a request of services has in entries, by its code."""
    return db.session.scalar(select(ServiceRequest.id).where(ServiceRequest.code == code))


def _entries(wanted: Wanted) -> Select[AuditEntry]:
    found = select(AuditEntry)
    if wanted.tag is not None:
        found = found.where(AuditEntry.tag == wanted.tag)
    if wanted.actor is not None:
        found = found.where(AuditEntry.actor_id == wanted.actor)
    if wanted.subject is not None:
        kind, number = wanted.subject
        found = found.where(AuditEntry.subject_kind == kind, AuditEntry.subject_id == number)
    if wanted.day is not None:
        begin = _machine_time(wanted.day)
        found = found.where(AuditEntry.at >= begin, AuditEntry.at < begin + timedelta(days=1))
    return found


def _machine_time(day: date) -> datetime:
    """The machine's moment at which a day of the world begins."""
    return datetime.combine(day, time(), VIETNAM) - timedelta(seconds=current_world().clock_offset)
