"""Finding invitations, by what the invited holds or for whoever made them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, bindparam, select
from sqlalchemy.orm import aliased

from vssid_app.core.clock import instant
from vssid_app.core.db import Moment
from vssid_app.core.extensions import db
from vssid_app.core.prepared import table_of, this_world
from vssid_app.people.invitation_rules import LIVING, InvitationStatus
from vssid_app.people.invitations.tokens import link_hash, short_hash
from vssid_app.people.models import Guardianship, Invitation, Person, Relation
from vssid_app.people.queries import holds_on


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation with those whom it is about."""

    invitation: Invitation
    child: Person
    inviter: Person
    inviter_relation: Relation | None
    """What the inviter is to the child today; None when the child is in that care no more."""


def invited_by_link(token: str, today: date) -> Invited | None:
    """The invitation of a link, whatever has become of it; one statement."""
    return _invited(Invitation.link_hash == link_hash(token), today)


def invited_by_code(code: str, today: date) -> Invited | None:
    """The same by its code; only for codes that the database itself gave."""
    return _invited(Invitation.code == code, today)


def _invited(which: ColumnElement[bool], today: date) -> Invited | None:
    child, inviter, held = aliased(Person), aliased(Person), aliased(Guardianship)
    of_inviter = and_(
        held.guardian_id == Invitation.inviter_id,
        held.child_id == Invitation.child_id,
        holds_on(today, held),
    )
    found = (
        select(Invitation, child, inviter, held.relation)
        .join(child, child.id == Invitation.child_id)
        .join(inviter, inviter.id == Invitation.inviter_id)
        .outerjoin(held, of_inviter)
        .where(which)
        .order_by(held.id)
        .limit(1)
    )
    row = db.session.execute(found).first()
    if row is None:
        return None
    invitation, of_child, of_invitation, relation = row
    return Invited(invitation, of_child, of_invitation, Relation(relation) if relation else None)


def open_by_short_code(digits: str) -> Invitation | None:
    """The invitation of a short code, while it can be accepted."""
    found = select(Invitation).where(Invitation.short_hash == short_hash(digits), can_be_accepted())
    return db.session.scalars(found.order_by(Invitation.id.desc()).limit(1)).first()


def can_be_accepted() -> ColumnElement[bool]:
    """The condition that nobody has accepted it, and that its minutes have not passed."""
    return and_(Invitation.status == InvitationStatus.OPEN, Invitation.expires_at > instant())


def living_invitation(inviter_id: int, child_id: int) -> Invitation | None:
    """The one that a guardian has made for a child and nothing has become of yet, also an expired one."""
    found = select(Invitation).where(
        Invitation.inviter_id == inviter_id,
        Invitation.child_id == child_id,
        Invitation.status.in_([*LIVING]),
    )
    return db.session.scalars(found).one_or_none()


def living_with_guest(inviter_id: int, child_id: int) -> tuple[Invitation, Person | None] | None:
    """``living_invitation``, unless expired, with who has accepted it."""
    found = (
        select(Invitation, Person)
        .outerjoin(Person, Person.id == Invitation.guest_id)
        .where(
            Invitation.inviter_id == inviter_id,
            Invitation.child_id == child_id,
            Invitation.status.in_([*LIVING]),
            Invitation.expires_at > instant(),
        )
    )
    row = db.session.execute(found).first()
    return (row[0], row[1]) if row else None


def waiting_guest_of(child: ColumnElement[int], inviter: Any) -> ScalarSelect[str]:
    """The name of who waits for a guardian's word on a child, for a prepared read of their children."""
    made, guest = table_of(Invitation).alias(), table_of(Person).alias()
    found = select(guest.c.full_name).where(
        guest.c.world_id == this_world(),
        guest.c.id == made.c.guest_id,
        made.c.world_id == this_world(),
        made.c.child_id == child,
        made.c.inviter_id == inviter,
        made.c.status == InvitationStatus.ACCEPTED,
        made.c.expires_at > bindparam("instant", type_=Moment),
    )
    return found.limit(1).scalar_subquery()


def own_invitation(inviter_id: int, child_id: int, code: str) -> Invitation | None:
    """One of a guardian's own invitations for a child, by its code, whatever has become of it."""
    found = select(Invitation).where(
        Invitation.inviter_id == inviter_id, Invitation.child_id == child_id, Invitation.code == code
    )
    return db.session.scalars(found).one_or_none()
