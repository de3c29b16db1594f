"""What is next to be done with a request, and by which states: the piles on the office's desk."""

from __future__ import annotations

from enum import StrEnum

from vssid_app.service_requests.states import ENDED, WAITING_FOR_OFFICE, Status


class Turn(StrEnum):
    """One pile; the value stands in addresses."""

    WAITING = "cho-bhxh"
    """All that the office has the next step of."""
    RECEIVE = "nhan"
    DECIDE = "xet"
    PRINT = "in"
    HAND_ON = "gui"
    """Printed, or brought back: to the post, to the school, to the desk."""
    TAKE = "cho-lay"
    """Handed on, not in the family's hands yet."""
    FAMILY = "bo-sung"
    ENDED = "xong"


STATES: dict[Turn, frozenset[Status]] = {
    Turn.WAITING: WAITING_FOR_OFFICE,
    Turn.RECEIVE: frozenset({Status.SENT}),
    Turn.DECIDE: frozenset({Status.RECEIVED, Status.IN_PROCESS}),
    Turn.PRINT: frozenset({Status.APPROVED}),
    Turn.HAND_ON: frozenset({Status.PRINTED, Status.RETURNED}),
    Turn.TAKE: frozenset({Status.IN_DELIVERY, Status.READY_AT_OFFICE, Status.HANDED_TO_SCHOOL}),
    Turn.FAMILY: frozenset({Status.SUPPLEMENT_ASKED}),
    Turn.ENDED: ENDED,
}
SENT_STATES = frozenset(Status) - {Status.AWAITING_CODE}
"""A draft is nobody's business but the family's."""
