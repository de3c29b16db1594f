"""Requests as the office sees them: sent, and to one of one's own offices; ``""`` among offices is all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.text import fold
from vssid_app.people.models import Person
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.states import TIMED, WAITING_FOR_OFFICE
from vssid_app.service_requests.turns import SENT_STATES, STATES, Turn

PAGE_LENGTH = 50
"""Rows of one page, which can be ticked and done together."""
Offices = frozenset[str]


def of_offices(offices: Offices) -> ColumnElement[bool]:
    """The condition that a request was sent to one of these offices."""
    # One that was thrown away before it was sent is withdrawn too, and nobody else's business.
    sent = ServiceRequest.sent_at.is_not(None)
    return sent if "" in offices else and_(sent, ServiceRequest.office_code.in_(offices))


def count_waiting(offices: Offices) -> ScalarSelect[int]:
    """How many wait for these offices, as a part of a statement."""
    states = ServiceRequest.status.in_(list(WAITING_FOR_OFFICE))
    return select(func.count(ServiceRequest.id)).where(of_offices(offices), states).scalar_subquery()


def count_by_turn(offices: Offices) -> Mapping[Turn, int]:
    """How many requests lie in each pile; the ended ones are not counted."""
    found = (
        select(ServiceRequest.status, func.count(ServiceRequest.id))
        .where(of_offices(offices), ServiceRequest.status.not_in(list(STATES[Turn.ENDED])))
        .group_by(ServiceRequest.status)
    )
    counts = dict(db.session.execute(found).all())
    return {turn: sum(counts.get(status, 0) for status in STATES[turn]) for turn in Turn}


def requests_in(
    offices: Offices, turn: Turn, search: str = "", page: int = 1
) -> tuple[Sequence[ServiceRequest], bool]:
    """One page of a pile with the persons, late ones first, then by due date; and whether more follow.

    ``search`` is a code, or words of a name without accents; it is sought in all states.
    """
    states = SENT_STATES if search else STATES[turn]
    found = (
        select(ServiceRequest)
        .join(Person, Person.id == ServiceRequest.person_id)
        .where(of_offices(offices), ServiceRequest.status.in_(list(states)))
        .where(*(_fits(word) for word in fold(search).split()))
        .order_by(*_order(turn, searching=bool(search)))
        .offset((page - 1) * PAGE_LENGTH)
        .limit(PAGE_LENGTH + 1)
        .options(contains_eager(ServiceRequest.person))
    )
    rows = db.session.scalars(found).all()
    return rows[:PAGE_LENGTH], len(rows) > PAGE_LENGTH


def _order(turn: Turn, *, searching: bool) -> Sequence[ColumnElement[Any]]:
    if turn is Turn.ENDED and not searching:
        return (ServiceRequest.id.desc(),)
    late = and_(ServiceRequest.status.in_(list(TIMED)), ServiceRequest.due_on < today())
    return case((late, 0), else_=1), ServiceRequest.due_on.expression, ServiceRequest.id.expression


def _fits(word: str) -> ColumnElement[bool]:
    """A word of a search: part of the name without accents, or of the code with or without its hyphens."""
    bare = func.replace(func.lower(ServiceRequest.code), "-", "")
    return or_(
        Person.name_folded.contains(word, autoescape=True),
        bare.contains(word.replace("-", ""), autoescape=True),
    )


_WHOLE = (
    joinedload(ServiceRequest.changes).joinedload(ServiceRequestChange.by),
    joinedload(ServiceRequest.photos),
    joinedload(ServiceRequest.person),
)


def request_of_office(code: str, offices: Offices) -> ServiceRequest | None:
    """The request of a code with all that hangs on it, if it was sent to one of these offices."""
    found = select(ServiceRequest).where(ServiceRequest.code == code, of_offices(offices))
    return db.session.scalars(found.options(*_WHOLE)).unique().one_or_none()


def requests_of_office(codes: Collection[str], offices: Offices) -> Sequence[ServiceRequest]:
    """Those of these codes that were sent to one of these offices, in the order of the codes."""
    found = select(ServiceRequest).where(ServiceRequest.code.in_(codes), of_offices(offices))
    by_code = {request.code: request for request in db.session.scalars(found.options(*_WHOLE)).unique()}
    return [by_code[code] for code in codes if code in by_code]


def next_code(offices: Offices, after: str) -> str | None:
    """The request to look at after another: first what is to be received or decided, then the rest."""
    undecided = ServiceRequest.status.in_([*STATES[Turn.RECEIVE], *STATES[Turn.DECIDE]])
    waiting = ServiceRequest.status.in_(list(WAITING_FOR_OFFICE))
    found = (
        select(ServiceRequest.code)
        .where(of_offices(offices), waiting)
        .order_by(case((undecided, 0), else_=1), *_order(Turn.WAITING, searching=False))
        .limit(1000)
    )
    codes = db.session.scalars(found).all()
    start = codes.index(after) + 1 if after in codes else 0
    return next((code for code in [*codes[start:], *codes[:start]] if code != after), None)
