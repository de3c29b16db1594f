"""Reading what the register holds of people's health insurance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select

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
    health_insurance = and_(
        ParticipationPeriod.person_id == Person.id, ParticipationPeriod.scheme == Scheme.HI
    )
    found = (
        _with_cards(select(HealthCard, ReportedPayment, ParticipationPeriod).select_from(Person))
        .outerjoin(ParticipationPeriod, health_insurance)
        .where(Person.id == person.id)
    )
    rows = db.session.execute(found).all()
    cards, reported, periods = (_distinct(row[n] for row in rows) for n in range(3))
    return Holding(person, _newest_first(cards), periods, _first(reported))


def children_of(guardian: Person, today: date) -> list[ChildHolding]:
    """The children in somebody's care today with their cards, the eldest first; one statement for all."""
    found = _with_cards(
        select(
            Person,
            Guardianship.relation,
            place_among_children(guardian.id, today),
            HealthCard,
            ReportedPayment,
        ).join(Guardianship, and_(Guardianship.child_id == Person.id, in_care_of(guardian.id, today)))
    )
    rows = db.session.execute(found.order_by(Person.birth, Person.id)).all()
    children = {row[0].id: InView(row[0], row[1], row[2]) for row in rows}
    return [
        ChildHolding(seen, _holding(seen.person, [row for row in rows if row[0] is seen.person]))
        for seen in children.values()
    ]


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
