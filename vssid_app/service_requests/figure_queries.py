"""The figures of offices out of the database: three statements, however many requests there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    SQLColumnExpression,
    Text,
    and_,
    case,
    cast,
    func,
    select,
    true,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.extensions import db
from vssid_app.policy.queries import working_days_of_spans
from vssid_app.service_requests.figure_rules import Figures, Happening, Period, Standing, add_up
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.staff_queries import Offices, of_offices
from vssid_app.service_requests.states import IN_HANDS, OPEN, RESULTS, TIMED, Status

_TOLD = (*RESULTS, *IN_HANDS, Status.SENT, Status.SUPPLEMENT_ASKED, Status.WITHDRAWN)


class vietnam_day(GenericFunction[date]):  # noqa: N801 - it is written as a function of the database
    """The day in Vietnam on which a stored moment lies."""

    type = Date()
    inherit_cache = True


@compiles(vietnam_day, "sqlite")
def _day_in_sqlite(element: vietnam_day, compiler: SQLCompiler, **more: Any) -> str:
    # Kept in UTC; in Vietnam it has been seven hours later all through the years of this register.
    return f"date({compiler.process(element.clauses, **more)}, '+7 hours')"


@compiles(vietnam_day, "postgresql")
def _day_in_postgresql(element: vietnam_day, compiler: SQLCompiler, **more: Any) -> str:
    return f"CAST(timezone('{VIETNAM.key}', {compiler.process(element.clauses, **more)}) AS date)"


def figures(offices: Offices, period: Period, kind: RequestKind | None = None) -> Figures:
    """The figures of offices in a period, of one kind or of all; ``""`` among offices is all of them."""
    wanted = and_(of_offices(offices), _of_kind(kind))
    happenings = list(_happenings(wanted, period))
    days = working_days_of_spans({(each.sent, each.day) for each in happenings})
    return add_up(period, _standing(wanted), happenings, days)


def offices_asked() -> Select[str | None]:
    """The codes of all offices that a request was ever sent to, as a part of a statement."""
    return select(ServiceRequest.office_code).where(of_offices(frozenset({""}))).distinct()


def _of_kind(kind: RequestKind | None) -> SQLColumnExpression[bool]:
    return true() if kind is None else ServiceRequest.kind == kind


def _standing(wanted: ColumnElement[bool]) -> Iterator[Standing]:
    """What is open now, as the piles have it."""
    late = and_(ServiceRequest.status.in_(list(TIMED)), ServiceRequest.due_on < today())
    found = (
        select(
            ServiceRequest.kind,
            ServiceRequest.status,
            func.count(ServiceRequest.id),
            func.sum(case((late, 1), else_=0)),
        )
        .where(wanted, ServiceRequest.status.in_(list(OPEN)))
        .group_by(ServiceRequest.kind, ServiceRequest.status)
    )
    for kind, status, count, of_them_late in db.session.execute(found):
        yield Standing(RequestKind(kind), Status(status), count, of_them_late)


def _happenings(wanted: ColumnElement[bool], period: Period) -> Iterator[Happening]:
    """What has come to a telling state in the period, alike ones together."""
    begins, ends = _beginning(period.first), _beginning(period.last + timedelta(days=1))
    day = vietnam_day(ServiceRequestChange.at)
    late = ServiceRequest.due_on < day
    # No value is bound in these: PostgreSQL would not see that what is grouped by is what is selected.
    columns = (
        ServiceRequest.kind,
        ServiceRequestChange.to_status,
        vietnam_day(ServiceRequest.sent_at),
        day,
        cast(late, Integer),
        cast(ServiceRequestChange.reasons, Text),
    )
    found = (
        select(*columns, func.count(ServiceRequestChange.id))
        .join(ServiceRequest, ServiceRequest.id == ServiceRequestChange.request_id)
        .where(
            wanted,
            ServiceRequestChange.to_status.in_(_TOLD),
            ServiceRequestChange.at >= begins,
            ServiceRequestChange.at < ends,
        )
        .group_by(*columns)
    )
    for kind, status, sent, on, is_late, reasons, count in db.session.execute(found):
        yield Happening(RequestKind(kind), Status(status), sent, on, bool(is_late), _reasons(reasons), count)


@lru_cache(maxsize=100)
def _reasons(stored: str) -> tuple[Reason, ...]:
    return tuple(Reason(reason) for reason in json.loads(stored))


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
