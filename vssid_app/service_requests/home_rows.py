"""Requests that are under way, as rows of Home: one's own, and those of whom one sees the services."""

from __future__ import annotations

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, case, cast, func, or_, select

from vssid_app.core.clock import today
from vssid_app.core.pages import show_day
from vssid_app.core.prepared import table_of, this_world
from vssid_app.identity.models import Account
from vssid_app.people.called import short_name_of
from vssid_app.people.models import Person
from vssid_app.people.sight_rules import Part
from vssid_app.people.visible import acted_for_ids, sees_part
from vssid_app.registry.waiting import Source, Waiting, WaitingRow
from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.states import OPEN, TIMED, WAITING_FOR_FAMILY, Status

_REQUESTS, _PERSONS, _ACCOUNTS = table_of(ServiceRequest), table_of(Person), table_of(Account)
_VIEWER = bindparam("viewer", type_=Integer)


def _tell(row: WaitingRow) -> Waiting:
    """What was asked for, for whom where it is a child, where it is, and its page."""
    kind, status = words.kind_word(RequestKind(row.kind)), Status(row.status)
    name = short_name_of(row.name)
    state = _state(status, row.due_on)
    return Waiting(
        title=_("%(kind)s: %(name)s", kind=kind, name=name) if row.name else kind,
        words=state if row.acts else _("%(name)s tự gửi · %(state)s", name=name, state=state),
        url=url_for("service_requests.tracking", public_id=row.public_id, code=row.code),
        needs_holder=bool(row.acts) and status in WAITING_FOR_FAMILY,
    )


def _state(status: Status, due_on: str) -> str:
    word = words.status_word(status)
    if not due_on or status not in TIMED:
        return word
    due = date.fromisoformat(due_on)
    if due < today():
        return _("%(word)s · quá hẹn %(day)s", word=word, day=show_day(due))
    return _("%(word)s · hẹn %(day)s", word=word, day=show_day(due))


def _mine() -> ColumnElement[bool]:
    own_account = select(_ACCOUNTS.c.id).where(
        _ACCOUNTS.c.world_id == this_world(), _ACCOUNTS.c.person_id == _VIEWER
    )
    own_draft = and_(_REQUESTS.c.status == Status.AWAITING_CODE, _REQUESTS.c.asked_by_id.in_(own_account))
    # One by one: a prepared read takes no list.
    return or_(*(_REQUESTS.c.status == status for status in sorted(OPEN)), own_draft)


REQUESTS_UNDER_WAY = Source(
    "requests",
    select(
        _REQUESTS.c.code,
        _REQUESTS.c.kind,
        _REQUESTS.c.status,
        case((_PERSONS.c.id == _VIEWER, ""), else_=_PERSONS.c.full_name).label("name"),
        _PERSONS.c.public_id,
        func.coalesce(cast(_REQUESTS.c.due_on, String), "").label("due_on"),
        case((or_(_PERSONS.c.id == _VIEWER, _PERSONS.c.id.in_(acted_for_ids())), "1"), else_="").label(
            "acts"
        ),
    )
    .join(_PERSONS, and_(_PERSONS.c.id == _REQUESTS.c.person_id, _PERSONS.c.world_id == this_world()))
    .where(
        _REQUESTS.c.world_id == this_world(),
        or_(_PERSONS.c.id == _VIEWER, sees_part(_PERSONS.c.id, Part.SERVICES)),
        _mine(),
    )
    .order_by(_REQUESTS.c.id.desc()),
    _tell,
)
"""Open requests, and what this account has begun, the newest first."""
