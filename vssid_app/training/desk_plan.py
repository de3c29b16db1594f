"""What lies on the demo's desk from the start, as a list: dossiers and requests of invented people.

Enough of each pile that an officer who tries only this part has something to clear, and one of each kind
that needs a look. Days are working days before the world's; 0 is today, some minutes ago.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vssid_app.enrolment.models import Handover
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.states import Action
from vssid_app.training.synthetic import SpecimenKind

FIRST_SERIAL = 40_000
"""Of the papers of these people: far above those that are lent to people who practise."""


class Answer(StrEnum):
    """What a colleague has decided on a dossier."""

    ACCEPT = "accept"
    ASK = "ask"
    ASK_AND_MENDED = "ask_and_mended"
    """The family has sent it again: it waits for the office once more."""
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class PlannedDossier:
    """A registration: how it compares with the register, when it was sent, and what has come of it."""

    kind: SpecimenKind
    sent: int
    handover: Handover
    paper: int | None = None
    """When the signed paper came; None: it is still waited for."""
    flaw: tuple[PhotoKind, PhotoProblem] | None = None
    """A photo that was kept although it was judged bad."""
    answer: tuple[Answer, int] | None = None


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    """A request of a service, and the steps that it has come since, each with its day."""

    kind: RequestKind
    sent: int
    way: Delivery | None = None
    steps: tuple[tuple[Action, int], ...] = ()
    damaged: bool = False
    """A card that is damaged, with its photo; else it is lost."""
    proof: bool = False


_NAME, _BIRTH = SpecimenKind.NAME_DIFFERS, SpecimenKind.BIRTH_DIFFERS
_SAME, _UNKNOWN = SpecimenKind.IDENTICAL, SpecimenKind.NOT_FOUND
_SCHOOL, _DESK, _POST = Handover.SCHOOL, Handover.DESK, Handover.POST
_BLURRED = (PhotoKind.PORTRAIT, PhotoProblem.BLURRED)
_DARK = (PhotoKind.PORTRAIT, PhotoProblem.DARK)
_GLARE = (PhotoKind.ID_FRONT, PhotoProblem.GLARE)
_CUT = (PhotoKind.ID_BACK, PhotoProblem.CUT)

DOSSIERS = (
    PlannedDossier(_NAME, 6, _DESK, paper=5),
    PlannedDossier(_SAME, 5, _POST, paper=4, flaw=_BLURRED),
    PlannedDossier(_BIRTH, 3, _SCHOOL, paper=2),
    PlannedDossier(_NAME, 3, _SCHOOL),
    PlannedDossier(_SAME, 3, _DESK, paper=3, flaw=_DARK),
    PlannedDossier(_UNKNOWN, 2, _DESK, paper=1),
    PlannedDossier(_NAME, 2, _SCHOOL, paper=1, flaw=_GLARE),
    PlannedDossier(_BIRTH, 2, _POST),
    PlannedDossier(_NAME, 1, _SCHOOL, paper=1),
    PlannedDossier(_SAME, 1, _DESK, paper=0, flaw=_BLURRED),
    PlannedDossier(_NAME, 1, _DESK),
    PlannedDossier(_BIRTH, 0, _SCHOOL),
    PlannedDossier(_NAME, 0, _DESK, flaw=_CUT),
    PlannedDossier(_SAME, 4, _DESK, paper=4, flaw=_BLURRED, answer=(Answer.ASK_AND_MENDED, 2)),
    PlannedDossier(_NAME, 4, _SCHOOL, paper=3, flaw=_GLARE, answer=(Answer.ASK, 2)),
    PlannedDossier(_SAME, 2, _DESK, flaw=_DARK, answer=(Answer.ASK, 1)),
    PlannedDossier(_NAME, 6, _DESK, paper=5, answer=(Answer.ACCEPT, 4)),
    PlannedDossier(_UNKNOWN, 6, _DESK, paper=5, answer=(Answer.REJECT, 4)),
    PlannedDossier(_SAME, 5, _SCHOOL),
)
"""The last agrees with the register: since 2022 it was accepted on line at once."""

_CARD, _FACILITY, _CORRECTION = RequestKind.REISSUE, RequestKind.FACILITY_CHANGE, RequestKind.CORRECTION
_TO_POST, _TO_SCHOOL, _TO_OFFICE = Delivery.POST, Delivery.SCHOOL, Delivery.OFFICE


def _until(last: Action, *days: int) -> tuple[tuple[Action, int], ...]:
    """The usual steps up to one, each on its day; the last two days are those of the last step and before."""
    usual = (Action.RECEIVE, Action.APPROVE, Action.PRINT, last)
    steps = usual[: usual.index(last) + 1]
    return tuple(zip(steps, days, strict=True))


REQUESTS = (
    PlannedRequest(_CARD, 5, _TO_POST),
    PlannedRequest(_CARD, 4, _TO_SCHOOL, _until(Action.RECEIVE, 4)),
    PlannedRequest(_CORRECTION, 6, steps=_until(Action.RECEIVE, 5), proof=True),
    *[PlannedRequest(_CARD, 1, _TO_SCHOOL)] * 3,
    *[PlannedRequest(_CARD, 0, _TO_SCHOOL)] * 3,
    PlannedRequest(_CARD, 1, _TO_POST),
    PlannedRequest(_CARD, 0, _TO_OFFICE, damaged=True),
    PlannedRequest(_CORRECTION, 0),
    PlannedRequest(_FACILITY, 0),
    PlannedRequest(_CARD, 2, _TO_POST, _until(Action.RECEIVE, 1)),
    PlannedRequest(_CARD, 2, _TO_OFFICE, _until(Action.RECEIVE, 1), damaged=True),
    PlannedRequest(_CARD, 3, _TO_POST, ((Action.RECEIVE, 3), (Action.ASK_SUPPLEMENT, 2))),
    PlannedRequest(
        _CARD,
        *(4, _TO_POST),
        ((Action.RECEIVE, 4), (Action.ASK_SUPPLEMENT, 3), (Action.SUPPLEMENT, 1)),
        damaged=True,
    ),
    PlannedRequest(_CARD, 2, _TO_SCHOOL, _until(Action.APPROVE, 2, 1)),
    PlannedRequest(_CARD, 2, _TO_POST, _until(Action.APPROVE, 2, 1)),
    PlannedRequest(_CARD, 2, _TO_OFFICE, _until(Action.APPROVE, 2, 1)),
    PlannedRequest(_CARD, 3, _TO_POST, _until(Action.PRINT, 3, 2, 1)),
    PlannedRequest(_CARD, 3, _TO_SCHOOL, _until(Action.PRINT, 3, 2, 1)),
    PlannedRequest(_CARD, 4, _TO_POST, _until(Action.DISPATCH, 4, 3, 2, 0)),
    PlannedRequest(_CARD, 7, _TO_POST, (*_until(Action.DISPATCH, 7, 6, 6, 5), (Action.RETURN, 2))),
    PlannedRequest(_CARD, 5, _TO_OFFICE, _until(Action.READY, 5, 4, 3, 2)),
    PlannedRequest(_CARD, 5, _TO_SCHOOL, _until(Action.HAND_TO_SCHOOL, 5, 4, 3, 2)),
    PlannedRequest(_CARD, 9, _TO_POST, (*_until(Action.DISPATCH, 8, 8, 7, 7), (Action.DELIVER, 4))),
    PlannedRequest(_CARD, 9, _TO_OFFICE, (*_until(Action.READY, 7, 5, 5, 5), (Action.COLLECT, 3))),
    PlannedRequest(_CORRECTION, 6, steps=_until(Action.APPROVE, 6, 4), proof=True),
    PlannedRequest(_CARD, 6, _TO_POST, ((Action.RECEIVE, 6), (Action.REJECT, 5))),
)
"""A change of facility only where the world's day lies in the window of a quarter."""
