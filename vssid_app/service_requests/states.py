"""The life of a request, as tables: what all kinds have in common, and what each has of its own.

Source: domain, "Reissue, 612A". Only a card on paper is printed and handed over; a change of data is done
with the decision.
"""

from __future__ import annotations

from enum import StrEnum

from vssid_app.service_requests.kinds import RequestKind


class Status(StrEnum):
    """Where a request is."""

    AWAITING_CODE = "awaiting_code"
    """Begun, perhaps filled in, not sent: no code has been answered for it."""
    SENT = "sent"
    RECEIVED = "received"
    IN_PROCESS = "in_process"
    SUPPLEMENT_ASKED = "supplement_asked"
    APPROVED = "approved"
    PRINTED = "printed"
    IN_DELIVERY = "in_delivery"
    RETURNED = "returned"
    """The post could not hand it over and has brought it back."""
    READY_AT_OFFICE = "ready_at_office"
    HANDED_TO_SCHOOL = "handed_to_school"
    DELIVERED = "delivered"
    COLLECTED = "collected"
    """At the office's desk, or from the school."""
    DONE = "done"
    """Of a change of data: it is in the register."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What can be done to a request."""

    SUBMIT = "submit"
    RECEIVE = "receive"
    BEGIN = "begin"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    APPROVE = "approve"
    REJECT = "reject"
    PRINT = "print"
    DISPATCH = "dispatch"
    DELIVER = "deliver"
    RETURN = "return"
    READY = "ready"
    HAND_TO_SCHOOL = "hand_to_school"
    COLLECT = "collect"
    WITHDRAW = "withdraw"


class NotAllowed(Exception):
    """The action does not fit the state that the request is in now."""

    def __init__(self, status: Status, action: Action) -> None:
        super().__init__(f"{action} is not possible in {status}")
        self.status = status
        self.action = action


Table = dict[tuple[Status, Action], Status]

_OF_ALL: Table = {
    (Status.AWAITING_CODE, Action.SUBMIT): Status.SENT,
    (Status.AWAITING_CODE, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.SENT, Action.RECEIVE): Status.RECEIVED,
    (Status.SENT, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.RECEIVED, Action.BEGIN): Status.IN_PROCESS,
    (Status.RECEIVED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.IN_PROCESS, Action.ASK_SUPPLEMENT): Status.SUPPLEMENT_ASKED,
    (Status.IN_PROCESS, Action.REJECT): Status.REJECTED,
    (Status.IN_PROCESS, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.SUPPLEMENT_ASKED, Action.SUPPLEMENT): Status.IN_PROCESS,
    (Status.SUPPLEMENT_ASKED, Action.WITHDRAW): Status.WITHDRAWN,
}
_OF_A_CARD: Table = {
    (Status.IN_PROCESS, Action.APPROVE): Status.APPROVED,
    # Until it is printed: paper that exists has to go somewhere.
    (Status.APPROVED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.APPROVED, Action.PRINT): Status.PRINTED,
    (Status.PRINTED, Action.DISPATCH): Status.IN_DELIVERY,
    (Status.PRINTED, Action.READY): Status.READY_AT_OFFICE,
    (Status.PRINTED, Action.HAND_TO_SCHOOL): Status.HANDED_TO_SCHOOL,
    (Status.IN_DELIVERY, Action.DELIVER): Status.DELIVERED,
    (Status.IN_DELIVERY, Action.RETURN): Status.RETURNED,
    (Status.RETURNED, Action.DISPATCH): Status.IN_DELIVERY,
    (Status.RETURNED, Action.READY): Status.READY_AT_OFFICE,
    (Status.READY_AT_OFFICE, Action.COLLECT): Status.COLLECTED,
    (Status.HANDED_TO_SCHOOL, Action.COLLECT): Status.COLLECTED,
}
_OF_DATA: Table = {(Status.IN_PROCESS, Action.APPROVE): Status.DONE}

TRANSITIONS: dict[RequestKind, Table] = {
    RequestKind.REISSUE: _OF_ALL | _OF_A_CARD,
    RequestKind.FACILITY_CHANGE: _OF_ALL | _OF_DATA,
    RequestKind.CORRECTION: _OF_ALL | _OF_DATA,
}

WAITING_FOR_OFFICE = frozenset(
    {
        *(Status.SENT, Status.RECEIVED, Status.IN_PROCESS, Status.APPROVED, Status.PRINTED),
        Status.RETURNED,
    }
)
"""The office has the next step."""
WAITING_FOR_FAMILY = frozenset({Status.AWAITING_CODE, Status.SUPPLEMENT_ASKED, Status.READY_AT_OFFICE})
ON_THE_WAY = frozenset({Status.IN_DELIVERY, Status.HANDED_TO_SCHOOL})
"""Somebody else brings it: the post, the school."""
ENDED = frozenset(
    {Status.DELIVERED, Status.COLLECTED, Status.DONE, Status.REJECTED, Status.WITHDRAWN},
)
OPEN = frozenset(Status) - ENDED - {Status.AWAITING_CODE}
"""Sent, and not at its end: of these a person has one of a kind."""
TIMED = frozenset({Status.SENT, Status.RECEIVED, Status.IN_PROCESS, Status.APPROVED})
"""While the office's time limit runs: until there is a result."""

RESULTS = frozenset({Status.PRINTED, Status.DONE, Status.REJECTED})
"""States that end the office's time limit: a card is printed, data are changed, or the office has said no."""
IN_HANDS = frozenset({Status.DELIVERED, Status.COLLECTED})
"""The family has the card."""


def next_status(kind: RequestKind, status: Status, action: Action) -> Status:
    """Where an action leads.

    Raises:
        NotAllowed: when the kind's table has no such row.
    """
    try:
        return TRANSITIONS[kind][status, action]
    except KeyError:
        raise NotAllowed(status, action) from None


def can(kind: RequestKind, status: Status, action: Action) -> bool:
    """Whether the kind's table has such a row."""
    return (status, action) in TRANSITIONS[kind]
