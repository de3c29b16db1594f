"""Days that an administrator takes out of the working days, or makes one: holidays, and Saturdays worked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.policy.models import Holiday
from vssid_app.policy.rules import is_weekend


class DayProblem(StrEnum):
    """Why a day cannot be changed so."""

    PAST = "past"
    SAME = "same"


class BadDay(ValueError):
    """Nothing may be changed so; ``problem`` says why."""

    def __init__(self, problem: DayProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def special_days(year: int) -> Sequence[Holiday]:
    """The days of a year that are not as their weekday has it, or once were so, in order."""
    of_year = Holiday.day.between(date(year, 1, 1), date(year, 12, 31))
    return db.session.scalars(select(Holiday).where(of_year).order_by(Holiday.day)).all()


def check_day(day: date, *, works: bool, reason: str) -> None:
    """Whether a day may become a working day, or a day off.

    Raises:
        BadDay: when it is so already, or is past and no reason is given: time limits were counted by it.
    """
    row = db.session.get(Holiday, day)
    worked = row.works if row is not None else not is_weekend(day)
    if worked == works:
        raise BadDay(DayProblem.SAME)
    if day < today() and not reason:
        raise BadDay(DayProblem.PAST)


def set_day(day: date, *, works: bool, name: str, source: str, reason: str) -> None:
    """Make a day a working day or a day off. The row stays: else the data files would bring it back.

    Raises:
        BadDay: when it cannot be changed so.
    """
    with db.transaction() as session:
        check_day(day, works=works, reason=reason)
        row = session.get(Holiday, day)
        if row is None:
            row = Holiday(day=day)
            session.add(row)
        row.works, row.name, row.source = works, name, source
