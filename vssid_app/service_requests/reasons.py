"""Coded reasons of a supplement or a rejection, and the step where a supplement is given."""

from __future__ import annotations

from enum import StrEnum

from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.steps import Step


class Reason(StrEnum):
    """Why the office asks for something, or says no."""

    ADDRESS_UNCLEAR = "address_unclear"
    RECIPIENT_UNCLEAR = "recipient_unclear"
    PHOTO_NEEDED = "photo_needed"
    PHOTO_UNREADABLE = "photo_unreadable"
    WHY_PAPER_UNCLEAR = "why_paper_unclear"
    WRONG_UNCLEAR = "wrong_unclear"
    PROOF_NEEDED = "proof_needed"
    WHY_FACILITY_UNCLEAR = "why_facility_unclear"
    NO_VALID_CARD = "no_valid_card"
    PAPER_NOT_NEEDED = "paper_not_needed"
    DATA_DIFFERS = "data_differs"
    ANOTHER_OFFICE = "another_office"
    FACILITY_FULL = "facility_full"
    OUTSIDE_WINDOW = "outside_window"
    RECORDS_RIGHT = "records_right"
    PROOF_DIFFERS = "proof_differs"


_R, _F, _C = RequestKind.REISSUE, RequestKind.FACILITY_CHANGE, RequestKind.CORRECTION

SUPPLEMENTS: dict[RequestKind, dict[Reason, Step]] = {
    _R: {
        Reason.ADDRESS_UNCLEAR: Step.PLACE,
        Reason.RECIPIENT_UNCLEAR: Step.PLACE,
        Reason.PHOTO_NEEDED: Step.LOSS,
        Reason.PHOTO_UNREADABLE: Step.LOSS,
        Reason.WHY_PAPER_UNCLEAR: Step.PAPER,
    },
    _F: {Reason.WHY_FACILITY_UNCLEAR: Step.FACILITY},
    _C: {Reason.WRONG_UNCLEAR: Step.WRONG, Reason.PROOF_NEEDED: Step.WRONG},
}
"""What may be asked for, by kind, and in which step it is given."""

REJECTIONS: dict[RequestKind, tuple[Reason, ...]] = {
    _R: (Reason.NO_VALID_CARD, Reason.PAPER_NOT_NEEDED, Reason.DATA_DIFFERS, Reason.ANOTHER_OFFICE),
    _F: (Reason.FACILITY_FULL, Reason.OUTSIDE_WINDOW, Reason.ANOTHER_OFFICE),
    _C: (Reason.RECORDS_RIGHT, Reason.PROOF_DIFFERS, Reason.ANOTHER_OFFICE),
}
"""Why a request may be refused, by kind."""


class BadReason(ValueError):
    """The reason is none of this kind, or none was given."""


def check_asked(kind: RequestKind, reason: Reason) -> None:
    """Make sure that a supplement may be asked for this; one thing at a time, as the screen says.

    Raises:
        BadReason: when it is none of the kind's.
    """
    if reason not in SUPPLEMENTS[kind]:
        raise BadReason(f"{reason} is nothing to ask for in {kind}")


def check_refused(kind: RequestKind, reason: Reason) -> None:
    """Make sure that a request may be refused for this.

    Raises:
        BadReason: when it is none of the kind's.
    """
    if reason not in REJECTIONS[kind]:
        raise BadReason(f"{reason} does not refuse {kind}")
