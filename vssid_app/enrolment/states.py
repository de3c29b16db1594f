"""The life of a dossier, as a table."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a dossier is."""

    DRAFT = "draft"
    RECORDED = "recorded"
    PAPER_RECEIVED = "paper_received"
    UNDER_REVIEW = "under_review"
    SUPPLEMENT_ASKED = "supplement_asked"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What can be done to a dossier."""

    RECORD = "record"
    RECEIVE_PAPER = "receive_paper"
    OPEN_REVIEW = "open_review"
    ASK_SUPPLEMENT = "ask_supplement"
    RESUBMIT = "resubmit"
    ACCEPT = "accept"
    ACCEPT_ONLINE = "accept_online"
    REJECT = "reject"
    ACTIVATE = "activate"
    WITHDRAW = "withdraw"


class NotAllowed(Exception):
    """The action does not fit the state that the dossier is in now."""

    def __init__(self, status: Status, action: Action) -> None:
        super().__init__(f"{action} is not possible in {status}")
        self.status = status
        self.action = action


TRANSITIONS: dict[tuple[Status, Action], Status] = {
    (Status.DRAFT, Action.RECORD): Status.RECORDED,
    (Status.DRAFT, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.RECORDED, Action.ACCEPT_ONLINE): Status.ACCEPTED,
    (Status.RECORDED, Action.RECEIVE_PAPER): Status.PAPER_RECEIVED,
    (Status.RECORDED, Action.OPEN_REVIEW): Status.UNDER_REVIEW,
    (Status.RECORDED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.PAPER_RECEIVED, Action.OPEN_REVIEW): Status.UNDER_REVIEW,
    (Status.PAPER_RECEIVED, Action.WITHDRAW): Status.WITHDRAWN,
    # The paper may come while somebody already looks, or while the family mends something else.
    (Status.UNDER_REVIEW, Action.RECEIVE_PAPER): Status.UNDER_REVIEW,
    (Status.SUPPLEMENT_ASKED, Action.RECEIVE_PAPER): Status.SUPPLEMENT_ASKED,
    (Status.UNDER_REVIEW, Action.ACCEPT): Status.ACCEPTED,
    (Status.UNDER_REVIEW, Action.ASK_SUPPLEMENT): Status.SUPPLEMENT_ASKED,
    (Status.UNDER_REVIEW, Action.REJECT): Status.REJECTED,
    (Status.UNDER_REVIEW, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.SUPPLEMENT_ASKED, Action.RESUBMIT): Status.UNDER_REVIEW,
    (Status.SUPPLEMENT_ASKED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.REJECTED, Action.RESUBMIT): Status.RECORDED,
    (Status.ACCEPTED, Action.ACTIVATE): Status.ACTIVE,
}

WAITING_FOR_OFFICE = frozenset({Status.RECORDED, Status.PAPER_RECEIVED, Status.UNDER_REVIEW})
WAITING_FOR_FAMILY = frozenset({Status.DRAFT, Status.SUPPLEMENT_ASKED, Status.REJECTED})
DECIDED = frozenset({Status.ACCEPTED, Status.ACTIVE, Status.REJECTED, Status.WITHDRAWN})


def next_status(status: Status, action: Action) -> Status:
    """Where an action leads.

    Raises:
        NotAllowed: when the table has no such row.
    """
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        raise NotAllowed(status, action) from None


def can(status: Status, action: Action) -> bool:
    """Whether the table has such a row."""
    return (status, action) in TRANSITIONS
