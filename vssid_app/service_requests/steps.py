"""The steps of a request before it is sent, by its kind, and which the office may ask for again."""

from __future__ import annotations

from enum import StrEnum

from vssid_app.service_requests.kinds import RequestKind


class Step(StrEnum):
    """One screen of the form; each is saved by itself."""

    PAPER = "giay"
    """Whether paper is really needed, and why; from the day on which it is no longer for all."""
    LOSS = "ly-do"
    """Lost or damaged; the photo of a damaged card stands here."""
    PLACE = "noi-nhan"
    """Where the card is handed over, with the address for the post."""
    FACILITY = "co-so"
    """Of a change of facility: the new one, and why."""
    WRONG = "cho-sai"
    """Of a correction: what is wrong of the quoted line, and how it is right; with the proof."""
    CHECK = "kiem-tra"


def steps_of_kind(kind: RequestKind, *, asks_why_paper: bool) -> tuple[Step, ...]:
    """The steps of a kind, in order; ``asks_why_paper`` from the day on which paper is not for all."""
    if kind is RequestKind.FACILITY_CHANGE:
        return (Step.FACILITY, Step.CHECK)
    if kind is RequestKind.CORRECTION:
        return (Step.WRONG, Step.CHECK)
    before = (Step.PAPER,) if asks_why_paper else ()
    return (*before, Step.LOSS, Step.PLACE, Step.CHECK)
