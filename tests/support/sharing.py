"""Children with an own account, and what they share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vssid_app.core.clock import instant, today
from vssid_app.core.extensions import db
from vssid_app.people.models import Guardianship, HandOver, Person, Relation, Share
from vssid_app.people.sight_rules import Part, parts_as_text

PATHS = {
    "": "any",
    "the": Part.CARD,
    "the/so-lon": Part.CARD,
    "qua-trinh/bhyt": Part.PARTICIPATION,
    "thong-tin-huong/mot-lan": Part.BENEFITS,
    "so-kham/": Part.VISITS,
    "ca-nhan": "acts",
}
"""Pages about a person, and the part that each shows."""


def hand_over(child: Person) -> None:
    """Let the child have answered what its guardians see: the default, unless it shares more."""
    with db.transaction() as session:
        session.add(HandOver(child_id=child.id, begun_on=today(), default_on=today(), answered_at=instant()))


def share(owner: Person, viewer: Person, parts: Iterable[Part], *, by_consent: bool = False) -> Share:
    """Let somebody see parts of a person."""
    made = Share(
        viewer_id=viewer.id,
        owner_id=owner.id,
        relation=Relation.FATHER,
        parts=parts_as_text(parts),
        by_consent=by_consent,
    )
    with db.transaction() as session:
        session.add(made)
    return made


def grant(
    guardian: Person, child: Person, *, relation: Relation = Relation.GUARDIAN, until: date | None = None
) -> None:
    """Let one more have a child in care, until a day."""
    with db.transaction() as session:
        session.add(
            Guardianship(
                guardian_id=guardian.id,
                child_id=child.id,
                relation=relation,
                valid_from=date(2016, 1, 1),
                valid_to=until,
            )
        )
