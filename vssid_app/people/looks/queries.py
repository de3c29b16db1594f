"""Who looked at a person, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import ColumnElement, and_, select

from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.people.looks.models import Look, LookedPage
from vssid_app.people.models import Person, Relation

DAYS_A_PAGE = 14


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody on one day: what they opened, and what of it they changed."""

    account_id: int
    name: str
    """Empty when the account is there no more."""
    relation: Relation | None
    office_code: str
    opened: tuple[LookedPage, ...]
    changed: tuple[LookedPage, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the world on which somebody looked."""

    day: date
    viewers: tuple[Viewer, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """Some days, the newest first; ``earlier`` is the day before which there are more."""

    days: tuple[Day, ...]
    earlier: date | None


def looks_at(person_id: int, before: date | None = None) -> Looks:
    """Who looked at somebody on the newest days before one."""
    wanted = _of(person_id, before)
    days = select(Look.day).where(wanted).distinct().order_by(Look.day.desc()).limit(DAYS_A_PAGE + 1)
    found = (
        select(Look, Account.display_name, Person.full_name)
        .join(Account, Account.id == Look.viewer_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(wanted, Look.day.in_(days.subquery().select()))
        .order_by(Look.day.desc(), Look.viewer_id, Look.id)
    )
    rows = [(look, name or staff or "") for look, staff, name in db.session.execute(found)]
    read = [_day(day, list(each)) for day, each in groupby(rows, key=lambda row: row[0].day)]
    has_more = len(read) > DAYS_A_PAGE
    return Looks(tuple(read[:DAYS_A_PAGE]), read[DAYS_A_PAGE - 1].day if has_more else None)


def _of(person_id: int, before: date | None) -> ColumnElement[bool]:
    of_person = Look.subject_id == person_id
    return of_person if before is None else and_(of_person, Look.day < before)


def _day(day: date, rows: Sequence[tuple[Look, str]]) -> Day:
    viewers = [_viewer(list(each)) for _id, each in groupby(rows, key=lambda row: row[0].viewer_id)]
    return Day(day, tuple(viewers))


def _viewer(rows: Sequence[tuple[Look, str]]) -> Viewer:
    first, name = rows[0]
    pages = [(LookedPage(look.page), look.changed) for look, _name in rows]
    return Viewer(
        account_id=first.viewer_id,
        name=name,
        relation=Relation(first.relation) if first.relation else None,
        office_code=first.office_code,
        opened=tuple(page for page, changed in pages if not changed),
        changed=tuple(page for page, changed in pages if changed),
    )
