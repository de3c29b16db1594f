"""What is asked for, why, and how the result gets to the family."""

from enum import StrEnum


class RequestKind(StrEnum):
    """The services that work in practice."""

    REISSUE = "reissue"
    """612A: a lost or damaged card again, without a change of data."""
    FACILITY_CHANGE = "facility_change"
    """Another primary facility, in the window of a quarter."""
    CORRECTION = "correction"
    """``Báo sai``: a line of the records or of the card is wrong."""


class Delivery(StrEnum):
    """How a printed card gets to the family."""

    OFFICE = "office"
    SCHOOL = "school"
    POST = "post"


class CardLoss(StrEnum):
    """Why a card is asked for again; wrong data is a correction, not a reissue."""

    LOST = "lost"
    DAMAGED = "damaged"


class WhyPaper(StrEnum):
    """Why somebody needs a card on paper, from the day on which they are no longer for all.

    Source: domain, "Reissue, 612A": only for who has neither the app nor a chip CCCD.
    """

    NO_SMARTPHONE = "no_smartphone"
    NO_CHIP_CARD = "no_chip_card"
    ELDERLY = "elderly"
    REMOTE = "remote"


class PhotoKind(StrEnum):
    """Pictures that may go with a request; none must."""

    DAMAGE = "damage"
    PROOF = "proof"
