"""What can become of an invitation, and why somebody cannot accept one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT_DIGITS = 8
"""Long enough that ten minutes of guessing from many accounts find none; short enough to be read out."""


class InvitationStatus(StrEnum):
    """Where an invitation is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    """Somebody has accepted; the inviter has still to say that it is the right one."""
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    """The inviter said that it is not the one that was meant."""
    TAKEN_BACK = "taken_back"
    """By the inviter, or by a newer one."""
    VOID = "void"
    """Those whom it was between cannot have the child together any more."""


class InvitationAction(StrEnum):
    """What can be done to an invitation."""

    ACCEPT = "accept"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    CANCEL = "cancel"


class InvitationOver(Exception):
    """The invitation cannot be acted on in this way any more."""

    def __init__(self, status: InvitationStatus, action: InvitationAction) -> None:
        super().__init__(f"{action} is not possible when it is {status}")
        self.status = status
        self.action = action


TRANSITIONS: Mapping[tuple[InvitationStatus, InvitationAction], InvitationStatus] = {
    (InvitationStatus.OPEN, InvitationAction.ACCEPT): InvitationStatus.ACCEPTED,
    (InvitationStatus.OPEN, InvitationAction.TAKE_BACK): InvitationStatus.TAKEN_BACK,
    (InvitationStatus.OPEN, InvitationAction.CANCEL): InvitationStatus.VOID,
    (InvitationStatus.ACCEPTED, InvitationAction.CONFIRM): InvitationStatus.CONFIRMED,
    (InvitationStatus.ACCEPTED, InvitationAction.REFUSE): InvitationStatus.REFUSED,
    (InvitationStatus.ACCEPTED, InvitationAction.CANCEL): InvitationStatus.VOID,
}
LIVING = frozenset({InvitationStatus.OPEN, InvitationStatus.ACCEPTED})


def next_status(status: InvitationStatus, action: InvitationAction) -> InvitationStatus:
    """Where an action leads.

    Raises:
        InvitationOver: when it leads nowhere from there.
    """
    after = TRANSITIONS.get((status, action))
    if after is None:
        raise InvitationOver(status, action)
    return after


class InvitationProblem(StrEnum):
    """Why somebody cannot accept an invitation; what the births forbid is a ``CareProblem``."""

    STAFF = "staff"
    """Signed in to an account that is nobody's in the register."""
    USED = "used"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"
    INVITER_GONE = "inviter_gone"
    """The inviter has the child in care no more."""
    OWN = "own"
    IS_CHILD = "is_child"
    HAS_IT = "has_it"
    NO_PHONE = "no_phone"
    """Nothing that a code could be sent to."""
