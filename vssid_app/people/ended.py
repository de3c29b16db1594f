"""Care that has ended lately: who had it reads on Home that it is over, and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, not_, or_, select

from vssid_app.core.clock import beginning_of, instant, world_time
from vssid_app.core.extensions import db
from vssid_app.people.birth_rules import BirthDate
from vssid_app.people.called import Called
from vssid_app.people.care_rules import last_day_in_care
from vssid_app.people.models import Guardianship, Person
from vssid_app.people.queries import holds_on, in_care_of
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

SHOWN_FOR, ONE_DAY = timedelta(days=30), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EndedCare(Called):
    """Whom somebody had in care, and the first day without it."""

    full_name: str
    since: date
    is_renewable: bool
    """It ended by the day of a decision, before the child is of age: a new decision gives it again."""


def ended_lately(guardian_id: int, on: date) -> Sequence[EndedCare]:
    """Whom somebody has had in care until less than a month ago, and has not again."""
    since = on - SHOWN_FOR
    by_date = and_(Guardianship.valid_to >= since, Guardianship.valid_to < on)
    found = (
        select(Person.full_name, Person.birth, Guardianship.valid_to, Guardianship.ended_at)
        .join(Person, Person.id == Guardianship.child_id)
        .where(
            Guardianship.guardian_id == guardian_id,
            not_(holds_on(on)),
            or_(by_date, Guardianship.ended_at >= beginning_of(since)),
            Guardianship.child_id.not_in(select(Guardianship.child_id).where(in_care_of(guardian_id, on))),
        )
        .order_by(Guardianship.id)
    )
    return [
        EndedCare(name, _since(last, ended), ended is None and _is_minor(born, on))
        for name, born, last, ended in db.session.execute(found)
    ]


def _is_minor(born: BirthDate, on: date) -> bool:
    return on <= last_day_in_care(born, adult_age=whole_number(Parameter.ADULT_AGE, on))


def _since(last: date | None, ended: datetime | None) -> date:
    """The day of an end at once, else the one after the last."""
    if ended is not None or last is None:
        return world_time(ended or instant()).date()
    return last + ONE_DAY
