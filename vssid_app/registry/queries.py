"""Reading what the register holds of people's health insurance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, Select, and_, bindparam, select

from vssid_app.core.db import Base
from vssid_app.core.extensions import db
from vssid_app.people.models import Guardianship, Person
from vssid_app.people.queries import InView, in_care_of, place_among_children
from vssid_app.registry.models import HealthCard, ParticipationPeriod, ReportedPayment, Scheme


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's cards, months of health insurance, and a payment that was reported but not recorded yet."""

    person: Person
    cards: tuple[HealthCard, ...]
    periods: tuple[ParticipationPeriod, ...] = ()
    reported: ReportedPayment | None = None


@dataclass(frozen=True, slots=True)
class ChildHolding:
    """A child in somebody's care, with its holding."""

    seen: InView
    holding: Holding


def holding_of(person: Person) -> Holding:
    """All that the card page says, in one statement: a person has few cards and few dozen periods."""
    rows = db.session.execute(_holding_rows(), {"person": person.id}).all()
    cards, reported, periods = (_distinct(row[n] for row in rows) for n in range(3))
    return Holding(person, _newest_first(cards), periods, _first(reported))


@cache
def _holding_rows() -> Select[*tuple[Any, ...]]:
    """The statement of every card page: put together once, as that costs more than running it."""
    health_insurance = and_(
        ParticipationPeriod.person_id == Person.id, ParticipationPeriod.scheme == Scheme.HI
    )
    found = _with_cards(select(HealthCard, ReportedPayment, ParticipationPeriod).select_from(Person))
    return found.outerjoin(ParticipationPeriod, health_insurance).where(Person.id == bindparam("person"))


def children_of(guardian: Person, today: date) -> list[ChildHolding]:
    """The children in somebody's care today with their cards, the eldest first; one statement for all."""
    rows = db.session.execute(_children_rows(), {"guardian": guardian.id, "today": today}).all()
    children = {row[0].id: InView(row[0], row[1], row[2]) for row in rows}
    return [
        ChildHolding(seen, _holding(seen.person, [row for row in rows if row[0] is seen.person]))
        for seen in children.values()
    ]


@cache
def _children_rows() -> Select[*tuple[Any, ...]]:
    guardian: BindParameter[int] = bindparam("guardian", type_=Integer)
    today: BindParameter[date] = bindparam("today", type_=Date)
    place = place_among_children(guardian, today)
    found = select(Person, Guardianship.relation, place, HealthCard, ReportedPayment).join(
        Guardianship, and_(Guardianship.child_id == Person.id, in_care_of(guardian, today))
    )
    return _with_cards(found).order_by(Person.birth, Person.id)


def _with_cards(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    unrecorded = and_(ReportedPayment.person_id == Person.id, ReportedPayment.recorded_on.is_(None))
    return found.outerjoin(HealthCard, HealthCard.person_id == Person.id).outerjoin(
        ReportedPayment, unrecorded
    )


def _holding(person: Person, rows: Sequence[Any]) -> Holding:
    cards, reported = (_distinct(row[n] for row in rows) for n in (3, 4))
    return Holding(person, _newest_first(cards), reported=_first(reported))


def _distinct(rows: Iterable[Base | None]) -> tuple[Any, ...]:
    """The rows that an outer join found, each once, in their order."""
    return tuple({id(row): row for row in rows if row is not None}.values())


def _newest_first(cards: tuple[HealthCard, ...]) -> tuple[HealthCard, ...]:
    return tuple(sorted(cards, key=lambda card: (card.valid_from, card.id), reverse=True))


def _first(reported: tuple[ReportedPayment, ...]) -> ReportedPayment | None:
    """The list that was sent last."""
    return max(reported, key=lambda payment: (payment.sent_on, payment.id), default=None)
