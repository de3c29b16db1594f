"""Care that a guardian ends: the own, or that of somebody whom they invited."""

from __future__ import annotations

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.people.care_queries import Carer, carer_of, carers_of
from vssid_app.people.invitations import messages
from vssid_app.people.models import EndReason, Person
from vssid_app.people.operations import AlreadyEnded, end_care
from vssid_app.people.queries import has_in_care


class MayNotEnd(Exception):
    """The office has granted it, so that only the office ends it."""


def stop_care(guardian: Person, child: Person, *, by: Account, reason: EndReason) -> Carer:
    """End a guardian's care of a child at once, and tell the other side.

    Raises:
        AlreadyEnded: when it does not hold any more.
        MayNotEnd: when it is neither one's own, nor of somebody whom one has invited to a child that one has.
    """
    with db.transaction():
        db.alone(f"care of {child.si_number}")
        carer = carer_of(guardian.id, child.id, today())
        if carer is None:
            raise AlreadyEnded
        own = by.person_id
        if own is None or not carer.can_be_ended_by(own) or not has_in_care(own, child.id, today()):
            raise MayNotEnd
        end_care(carer.held, by=by.id, reason=reason)
        if guardian.id == own:
            for other in carers_of(child.id, today()):
                messages.send_given_up(guardian, child, to=other.person)
        else:
            messages.send_ended(guardian, child)
    return carer
