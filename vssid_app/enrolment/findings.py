"""What a look at a dossier finds that the family can mend, and the decision that follows from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.photo_rules import PhotoProblem
from vssid_app.enrolment.queries import photos_needed, taken
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import Action
from vssid_app.enrolment.steps import PHOTO_STEPS
from vssid_app.enrolment.taken import Taken
from vssid_app.people.rules import IdentityField

# There are fewer reasons than problems: what cannot be read for want of light or size is called unsharp.
CODE_OF_PROBLEM = {
    PhotoProblem.TOO_SMALL: ReasonCode.PHOTO_BLURRED,
    PhotoProblem.DARK: ReasonCode.PHOTO_BLURRED,
    PhotoProblem.BLURRED: ReasonCode.PHOTO_BLURRED,
    PhotoProblem.BURNT: ReasonCode.PHOTO_GLARE,
    PhotoProblem.GLARE: ReasonCode.PHOTO_GLARE,
    PhotoProblem.CUT: ReasonCode.PHOTO_CUT,
}
CODE_OF_FIELD = {
    IdentityField.FULL_NAME: ReasonCode.NAME_DIFFERS,
    IdentityField.BIRTH_DATE: ReasonCode.BIRTH_DATE_DIFFERS,
}
CODE_OF_TAKEN = {
    Taken.NUMBER: ReasonCode.NUMBER_OF_ANOTHER,
    Taken.PHONE: ReasonCode.PHONE_ALREADY_USED,
    Taken.OWN_CHILD: ReasonCode.NUMBER_OF_ANOTHER,
    Taken.OTHER_GUARDIAN: ReasonCode.CHILD_IN_OTHER_CARE,
}


class Decision(StrEnum):
    """What an officer can decide; the value stands in the address."""

    ACCEPT = "phe-duyet"
    SUPPLEMENT = "bo-sung"
    REJECT = "tu-choi"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The decision that is chosen beforehand on the officer's page, with its reasons."""

    decision: Decision
    reasons: tuple[Reason, ...] = ()


def photo_reasons(dossier: Dossier) -> list[Reason]:
    """The photos that are missing, or were kept although the check found a problem."""
    found = []
    needed = photos_needed(dossier)
    for kind in PHOTO_STEPS:
        photo = dossier.photo(kind)
        if kind in needed and photo is None:
            found.append(Reason(ReasonCode.SIDE_MISSING, kind))
        if photo is not None and photo.problem:
            found.append(Reason(CODE_OF_PROBLEM[PhotoProblem(photo.problem)], kind))
    return found


def identity_reasons(dossier: Dossier) -> list[Reason]:
    """The facts in which the declaration differs from the register, as far as the family can mend them."""
    return [Reason(CODE_OF_FIELD[field]) for field in CODE_OF_FIELD if field in dossier.differences]


def asked_before(dossier: Dossier) -> Counter[Reason]:
    """How often each reason has been given to the family."""
    given = {Action.ASK_SUPPLEMENT, Action.REJECT}
    return Counter(reason for change in dossier.changes if change.action in given for reason in change.asked)


def suggest(dossier: Dossier) -> Suggestion:
    """What is decided most likely: a supplement where something can be mended.

    A difference that the family was asked about and kept is not asked again: the photos prove it.
    """
    held = taken(dossier)
    if held is not None:
        return Suggestion(Decision.REJECT, (Reason(CODE_OF_TAKEN[held]),))
    before = asked_before(dossier)
    found = [*photo_reasons(dossier), *(reason for reason in identity_reasons(dossier) if not before[reason])]
    if dossier.match is Match.NOT_FOUND:
        found.append(Reason(ReasonCode.NUMBER_NOT_FOUND))
    return Suggestion(Decision.SUPPLEMENT if found else Decision.ACCEPT, tuple(found))
