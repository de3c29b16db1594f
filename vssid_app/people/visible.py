"""The person of an address, for whoever asks: the read of every page about a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, FromClause, Integer, ScalarSelect, Select, bindparam, func, or_, select

from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.people.models import Guardianship, Person, Relation
from vssid_app.people.queries import holds_on
from vssid_app.people.seen import SEEN_COLUMNS, InView, SeenPerson

_PERSONS, _GUARDIANSHIPS = table_of(Person), table_of(Guardianship)
_VIEWER = bindparam("viewer", type_=Integer)
_TODAY = bindparam("today", type_=Date)


def visible_person(viewer_id: int, public_id: str, today: date) -> InView | None:
    """The person of an address, if the viewer may see it now, with what every page about them shows."""
    row = _VISIBLE.first(viewer=viewer_id, public_id=public_id, today=today)
    return in_view(row) if row else None


def in_view(row: Sequence[Any]) -> InView:
    """A row of ``SEEN_COLUMNS``, what the viewer is to the person, and its place among the children."""
    *person, relation, place = row
    return InView(SeenPerson(*person), Relation(relation) if relation else None, place)


def cared_for(held: FromClause, viewer: Any = _VIEWER, today: Any = _TODAY) -> tuple[Any, ...]:
    """The conditions that a guardianship is the viewer's, of this world, and holds today."""
    return held.c.world_id == this_world(), held.c.guardian_id == viewer, holds_on(today, held.c)


def in_care_ids() -> Select[int]:
    """The numbers of the children in the viewer's care today, for a condition beside others."""
    held = _GUARDIANSHIPS.alias()
    return select(held.c.child_id).where(*cared_for(held))


def place_of_child() -> ScalarSelect[int]:
    """How many of the viewer's children stand before the read person, in the order of their rows."""
    sibling = _GUARDIANSHIPS.alias()
    before = sibling.c.child_id < _PERSONS.c.id
    return (
        select(func.count(sibling.c.child_id.distinct())).where(before, *cared_for(sibling)).scalar_subquery()
    )


def _relation() -> ScalarSelect[Any]:
    held = _GUARDIANSHIPS.alias()
    of_person = select(held.c.relation).where(held.c.child_id == _PERSONS.c.id, *cared_for(held))
    return of_person.order_by(held.c.id).limit(1).scalar_subquery()


def _statement() -> PreparedRead:
    return PreparedRead(
        select(*SEEN_COLUMNS, _relation(), place_of_child()).where(
            _PERSONS.c.world_id == this_world(),
            _PERSONS.c.public_id == bindparam("public_id"),
            or_(_PERSONS.c.id == _VIEWER, _PERSONS.c.id.in_(in_care_ids())),
        )
    )


_VISIBLE = _statement()
