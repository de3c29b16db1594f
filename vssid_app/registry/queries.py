"""Reading what the register holds of people's health insurance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, FromClause, Integer, Select, and_, bindparam, select

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.people.invitations.queries import waiting_guest_of
from vssid_app.people.models import Person
from vssid_app.people.rules import BirthDate
from vssid_app.people.seen import SEEN_COLUMNS, AnyPerson, InView
from vssid_app.people.sight_rules import Part
from vssid_app.people.visible import in_view, of_view, others_in_view
from vssid_app.registry.facility_rules import Move
from vssid_app.registry.models import (
    CardStatus,
    FacilityChange,
    HealthCard,
    ParticipationPeriod,
    ReportedPayment,
    Scheme,
)

Line = TypeVar("Line")


class CardLine(NamedTuple):
    """A card, as the pages read it: the columns of the same names."""

    id: int
    card_code: str
    valid_from: date
    valid_to: date | None
    facility_code: str | None
    issued_on: date | None
    office_code: str | None
    status: CardStatus
    printed_name: str | None
    printed_birth: BirthDate | None


class ReportedLine(NamedTuple):
    """A payment that a school has reported, as the pages read it."""

    id: int
    school_name: str
    list_number: str
    sent_on: date
    contact: str


class PeriodLine(NamedTuple):
    """Months of health insurance, as the pages read them."""

    id: int
    scheme: Scheme
    from_month: str
    to_month: str | None
    unit_code: str
    unit_name: str
    beneficiary_code: str
    job_title: str
    base_pay: int | None
    salary: int | None
    arrears_months: int


@dataclass(frozen=True, slots=True)
class Holding:
    """A person's cards, months of health insurance, and a payment that was reported but not recorded yet.

    Cards have the facility that the office's files print; ``moves`` lead on from there.
    """

    person: AnyPerson
    cards: tuple[CardLine, ...] = ()
    periods: tuple[PeriodLine, ...] = ()
    reported: ReportedLine | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class ChildHolding:
    """A child in somebody's care, or who lets them look, with its holding."""

    seen: InView
    holding: Holding
    waiting_guest: str | None = None
    """Who has accepted the guardian's invitation and waits for their word."""


def holding_of(person: AnyPerson) -> Holding:
    """All that the card page says, in one statement: a person has few cards and few dozen periods."""
    rows = _HOLDING.rows(person=person.id)
    periods = _distinct(PeriodLine, (row[_BEFORE_PERIODS:] for row in rows))
    return Holding(person, _cards(rows, 0), periods, _reported(rows, 0), _moves(rows, 0))


def printed_cards(person_id: int) -> tuple[CardLine, ...]:
    """A person's cards as the office's files have them, the newest first; for what is written of them."""
    columns = (getattr(HealthCard, name) for name in CardLine._fields)
    found = db.session.execute(select(*columns).where(HealthCard.person_id == person_id))
    cards = [CardLine(*row) for row in found]
    return tuple(sorted(cards, key=lambda card: (card.valid_from, card.id), reverse=True))


def moves_of(person_id: int) -> tuple[Move, ...]:
    """A person's changes of facility that the office's files do not know yet."""
    columns = (getattr(FacilityChange, name) for name in Move._fields)
    found = db.session.execute(select(*columns).where(FacilityChange.person_id == person_id))
    return tuple(Move(*row) for row in found)


def children_of(guardian: AnyPerson, today: date) -> list[ChildHolding]:
    """Whom somebody sees beside oneself, with the cards that are shared, the eldest first; one statement."""
    rows = _CHILDREN.rows(viewer=guardian.id, today=today, instant=instant())
    of_each: dict[int, list[Any]] = {}
    for row in rows:
        of_each.setdefault(row[0], []).append(row)
    return [child for rows in of_each.values() if (child := _child(rows))]


def _child(rows: Sequence[Any]) -> ChildHolding | None:
    seen = in_view(rows[0][:_OF_CHILD])
    if seen is None:
        return None
    if not seen.sight.shows(Part.CARD):
        return ChildHolding(seen, Holding(seen.person))
    first = _OF_CHILD + 1
    holding = Holding(
        seen.person, _cards(rows, first), reported=_reported(rows, first), moves=_moves(rows, first)
    )
    return ChildHolding(seen, holding, waiting_guest=rows[0][_OF_CHILD] if seen.sight.acts else None)


def _cards(rows: Sequence[Any], start: int) -> tuple[CardLine, ...]:
    """The cards of rows whose columns begin there, the newest first."""
    found = _distinct(CardLine, (row[start : start + len(CardLine._fields)] for row in rows))
    return tuple(sorted(found, key=lambda card: (card.valid_from, card.id), reverse=True))


def _reported(rows: Sequence[Any], start: int) -> ReportedLine | None:
    """The list that was sent last."""
    start += len(CardLine._fields)
    found = _distinct(ReportedLine, (row[start : start + len(ReportedLine._fields)] for row in rows))
    return max(found, key=lambda payment: (payment.sent_on, payment.id), default=None)


def _moves(rows: Sequence[Any], start: int) -> tuple[Move, ...]:
    start += len(CardLine._fields) + len(ReportedLine._fields)
    return _distinct(Move, (row[start : start + len(Move._fields)] for row in rows))


def _distinct(kind: type[Line], rows: Iterable[Sequence[Any]]) -> tuple[Line, ...]:
    """What an outer join found, each once, in its order; a row begins with its number."""
    found = {row[0]: row for row in rows if row[0] is not None}
    return tuple(kind(*row) for row in found.values())


_PERSONS = table_of(Person)
_HEALTH_CARDS, _PAYMENTS = table_of(HealthCard), table_of(ReportedPayment)
_PERIODS, _MOVES = table_of(ParticipationPeriod), table_of(FacilityChange)
_VIEW = of_view()
_OF_CHILD = len(SEEN_COLUMNS) + len(_VIEW)
_BEFORE_PERIODS = len(CardLine._fields) + len(ReportedLine._fields) + len(Move._fields)


def _columns(table: FromClause, line: type[tuple[Any, ...]]) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in line._fields]  # type: ignore[attr-defined]


def _of_person(table: FromClause, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.c.world_id == this_world(), table.c.person_id == _PERSONS.c.id, *more)


def _with_cards(*columns: Any) -> Select[*tuple[Any, ...]]:
    unrecorded = _PAYMENTS.c.recorded_on.is_(None)
    lines = (
        *_columns(_HEALTH_CARDS, CardLine),
        *_columns(_PAYMENTS, ReportedLine),
        *_columns(_MOVES, Move),
    )
    return (
        select(*columns, *lines)
        .select_from(_PERSONS)
        .outerjoin(_HEALTH_CARDS, _of_person(_HEALTH_CARDS))
        .outerjoin(_PAYMENTS, _of_person(_PAYMENTS, unrecorded))
        .outerjoin(_MOVES, _of_person(_MOVES))
        .where(_PERSONS.c.world_id == this_world())
    )


_HOLDING = PreparedRead(
    _with_cards()
    .add_columns(*_columns(_PERIODS, PeriodLine))
    .outerjoin(_PERIODS, _of_person(_PERIODS, _PERIODS.c.scheme == Scheme.HI))
    .where(_PERSONS.c.id == bindparam("person", type_=Integer))
    .order_by(_PERIODS.c.from_month, _PERIODS.c.id)
)
_CHILDREN = PreparedRead(
    _with_cards(*SEEN_COLUMNS, *_VIEW, waiting_guest_of(_PERSONS.c.id, bindparam("viewer", type_=Integer)))
    .where(_PERSONS.c.id.in_(select(others_in_view().c.child_id)))
    .order_by(_PERSONS.c.birth, _PERSONS.c.id)
)
