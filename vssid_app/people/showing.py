"""Whether a viewer is shown a part of somebody, as a condition beside others: for lists about many people.

It says in a statement what ``visible.in_view`` says of one person: all of oneself and of a child in care that
has not taken over; then the card, and what is shared; without care what a grown person consents to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, and_, bindparam, literal, or_, select

from vssid_app.core.prepared import table_of, this_world
from vssid_app.people.models import Guardianship, HandOver, Share
from vssid_app.people.queries import holds_on, is_handed_over
from vssid_app.people.sight_rules import KEPT_IN_CARE

ANY_PART = ""
"""For what is no part of the register: it is shown to whoever sees anything."""
Columns = Mapping[str, Any]


def shown(person: Any, part: ColumnElement[str], viewer_id: int, today: date) -> ColumnElement[bool]:
    """Whether the viewer sees that part of the person of a column; for statements of mapped classes."""
    mapped = {"held": Guardianship, "share": Share, "over": HandOver}
    return _shown(person, part, viewer_id, today, mapped)


def shown_when_prepared(person: Any, part: ColumnElement[str]) -> ColumnElement[bool]:
    """The same with the parameters ``viewer`` and ``today``, for statements that are put together once."""
    tables = {
        "held": table_of(Guardianship).alias().c,
        "share": table_of(Share).alias().c,
        "over": table_of(HandOver).alias().c,
    }
    here = {name: columns.world_id == this_world() for name, columns in tables.items()}
    viewer, today = bindparam("viewer", type_=Integer), bindparam("today", type_=Date)
    return _shown(person, part, viewer, today, tables, here)


def _shown(
    person: Any,
    part: ColumnElement[str],
    viewer: Any,
    today: Any,
    of: Columns,
    here: Mapping[str, ColumnElement[bool]] | None = None,
) -> ColumnElement[bool]:
    held, share, over = of["held"], of["share"], of["over"]
    world = {name: [condition] for name, condition in (here or {}).items()}
    in_care = select(held.id).where(
        *world.get("held", []), held.guardian_id == viewer, held.child_id == person, holds_on(today, held)
    )
    decides_itself = select(over.id).where(
        *world.get("over", []), over.child_id == person, is_handed_over(today, over)
    )
    shared = select(share.id).where(
        *world.get("share", []),
        share.viewer_id == viewer,
        share.owner_id == person,
        share.ended_at.is_(None),
        or_(part == ANY_PART, share.parts.contains(part)),
    )
    kept = or_(part == ANY_PART, *(part == literal(str(each)) for each in sorted(KEPT_IN_CARE)))
    whole = ~decides_itself.exists()
    consented = shared.where(share.by_consent.is_(True))
    return or_(
        person == viewer, and_(in_care.exists(), or_(kept, whole, shared.exists())), consented.exists()
    )
