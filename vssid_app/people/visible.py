"""The person of an address, for whoever asks: the read of every page about a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    Subquery,
    bindparam,
    func,
    literal,
    or_,
    select,
    union,
)

from vssid_app.core.prepared import PreparedRead, table_of, this_world
from vssid_app.people.models import Guardianship, HandOver, Person, Relation, Share
from vssid_app.people.queries import holds_on, is_handed_over
from vssid_app.people.seen import SEEN_COLUMNS, InView, SeenPerson
from vssid_app.people.sight_rules import Part, parts_of, sight_by_consent, sight_in_care

_PERSONS, _GUARDIANSHIPS = table_of(Person), table_of(Guardianship)
_SHARES, _HAND_OVERS = table_of(Share), table_of(HandOver)
_VIEWER = bindparam("viewer", type_=Integer)
_TODAY = bindparam("today", type_=Date)


def visible_person(viewer_id: int, public_id: str, today: date) -> InView | None:
    """The person of an address, if the viewer may see it now, with what every page about them shows."""
    row = _VISIBLE.first(viewer=viewer_id, public_id=public_id, today=today)
    return in_view(row) if row else None


def in_view(row: Sequence[Any]) -> InView | None:
    """A row of ``SEEN_COLUMNS`` and ``of_view()``; None for who lets the viewer see nothing any more."""
    *person, place, cares, consents, begun, shared, before = row
    seen, parts = SeenPerson(*person), parts_of(shared or "")
    if cares:
        sight = sight_in_care(is_handed_over=bool(begun), shared=parts)
        return InView(seen, Relation(cares), place, sight)
    if consents:
        let = sight_by_consent(parts)
        return InView(seen, Relation(consents), place, let) if let else None
    return InView(seen, None, place, choose_before=before)


def cared_for(held: FromClause, viewer: Any = _VIEWER, today: Any = _TODAY) -> tuple[Any, ...]:
    """The conditions that a guardianship is the viewer's, of this world, and holds today."""
    return held.c.world_id == this_world(), held.c.guardian_id == viewer, holds_on(today, held.c)


def in_care_ids() -> Select[int]:
    """The numbers of the children in the viewer's care today, for a condition beside others."""
    held = _GUARDIANSHIPS.alias()
    return select(held.c.child_id).where(*cared_for(held))


def acted_for_ids() -> Select[int]:
    """Of the children in care those for whom the viewer acts: all that decide not yet for themselves."""
    held, over = _GUARDIANSHIPS.alias(), _HAND_OVERS.alias()
    handed_over = select(over.c.child_id).where(
        over.c.world_id == this_world(), is_handed_over(_TODAY, over.c)
    )
    return select(held.c.child_id).where(*cared_for(held), held.c.child_id.not_in(handed_over))


def sees_part(person_id: ColumnElement[int], part: Part) -> ColumnElement[bool]:
    """The condition that the viewer sees a part of somebody else today, as ``in_view`` says it of one.

    Not for the part that who has the care sees whatever was chosen: of that everybody in care is asked.
    """
    share = _SHARES.alias()
    listed = literal(",").concat(share.c.parts).concat(",").contains(f",{part},")
    let_in = or_(share.c.by_consent.is_(True), share.c.owner_id.in_(in_care_ids()))
    shared = select(share.c.owner_id).where(*shared_with(share), listed, let_in)
    return or_(person_id.in_(acted_for_ids()), person_id.in_(shared))


def shared_with(share: FromClause, viewer: Any = _VIEWER) -> tuple[Any, ...]:
    """The conditions that a choice of what to share is about the viewer, of this world, and in force."""
    return share.c.world_id == this_world(), share.c.viewer_id == viewer, share.c.ended_at.is_(None)


def others_in_view() -> Subquery:
    """Whom the viewer sees beside oneself, as ``child_id``: in care today, or by their consent."""
    held, share = _GUARDIANSHIPS.alias(), _SHARES.alias()
    in_care = select(held.c.child_id).where(*cared_for(held))
    by_consent = select(share.c.owner_id).where(*shared_with(share), share.c.by_consent.is_(True))
    return union(in_care, by_consent).subquery()


def of_view() -> tuple[ColumnElement[Any], ...]:
    """The columns beside ``SEEN_COLUMNS`` that say how the viewer sees the read person: for ``in_view``."""
    return (
        _place_of_child(),
        _cares(),
        _share("relation", consents=True),
        _hand_over("id", is_over=True),
        _share("parts"),
        _hand_over("default_on", is_over=False),
    )


def _place_of_child() -> ScalarSelect[int]:
    """How many of the viewer's children stand before the read person, in the order of their rows."""
    sibling = others_in_view()
    return select(func.count()).where(sibling.c.child_id < _PERSONS.c.id).scalar_subquery()


def _cares() -> ScalarSelect[Any]:
    held = _GUARDIANSHIPS.alias()
    of_person = select(held.c.relation).where(held.c.child_id == _PERSONS.c.id, *cared_for(held))
    return of_person.order_by(held.c.id).limit(1).scalar_subquery()


def _share(column: str, *, consents: bool = False) -> ScalarSelect[Any]:
    share = _SHARES.alias()
    found = select(share.c[column]).where(share.c.owner_id == _PERSONS.c.id, *shared_with(share))
    if consents:
        found = found.where(share.c.by_consent.is_(True))
    return found.scalar_subquery()


def _hand_over(column: str, *, is_over: bool) -> ScalarSelect[Any]:
    """A column of the read person's hand-over, where it is over or is still to be answered."""
    over = _HAND_OVERS.alias()
    here = over.c.world_id == this_world(), over.c.child_id == _PERSONS.c.id
    answered = is_handed_over(_TODAY, over.c)
    return select(over.c[column]).where(*here, answered if is_over else ~answered).scalar_subquery()


def _statement() -> PreparedRead:
    return PreparedRead(
        select(*SEEN_COLUMNS, *of_view()).where(
            _PERSONS.c.world_id == this_world(),
            _PERSONS.c.public_id == bindparam("public_id"),
            or_(_PERSONS.c.id == _VIEWER, _PERSONS.c.id.in_(select(others_in_view().c.child_id))),
            or_(_PERSONS.c.id == _VIEWER, _PERSONS.c.id.in_(select(others_in_view().c.child_id))),
        )
    )


_VISIBLE = _statement()
