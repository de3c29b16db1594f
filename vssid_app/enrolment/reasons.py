"""Coded reasons of a supplement or a rejection, and the step where each is mended.

Source: the portal's refusals, docs of the field ("Reject and supplement reasons, coded").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.steps import PHOTO_STEPS, Step


class ReasonCode(StrEnum):
    """What is wrong."""

    PHOTO_BLURRED = "photo_blurred"
    PHOTO_GLARE = "photo_glare"
    PHOTO_CUT = "photo_cut"
    WRONG_PHOTO = "wrong_photo"
    SIDE_MISSING = "side_missing"
    NAME_DIFFERS = "name_differs"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    NUMBER_NOT_FOUND = "number_not_found"
    NUMBER_OF_ANOTHER = "number_of_another"
    PHONE_ALREADY_USED = "phone_already_used"
    GUARDIAN_NOT_SHOWN = "guardian_not_shown"
    CLASS_DIFFERS = "class_differs"
    CHILD_IN_OTHER_CARE = "child_in_other_care"
    WRONG_OFFICE = "wrong_office"
    SIGNED_PAPER_MISSING = "signed_paper_missing"


ONLY_OF_CHILD = frozenset(
    {ReasonCode.GUARDIAN_NOT_SHOWN, ReasonCode.CLASS_DIFFERS, ReasonCode.CHILD_IN_OTHER_CARE}
)
ABOUT_A_PHOTO = frozenset(
    {
        ReasonCode.PHOTO_BLURRED,
        ReasonCode.PHOTO_GLARE,
        ReasonCode.PHOTO_CUT,
        ReasonCode.WRONG_PHOTO,
        ReasonCode.SIDE_MISSING,
    }
)
MENDED_IN = {
    ReasonCode.NAME_DIFFERS: Step.IDENTITY,
    ReasonCode.BIRTH_DATE_DIFFERS: Step.IDENTITY,
    ReasonCode.NUMBER_NOT_FOUND: Step.NUMBER,
    ReasonCode.NUMBER_OF_ANOTHER: Step.NUMBER,
    ReasonCode.GUARDIAN_NOT_SHOWN: Step.BIRTH_CERTIFICATE,
    ReasonCode.CLASS_DIFFERS: Step.SCHOOL,
    ReasonCode.WRONG_OFFICE: Step.OFFICE,
    ReasonCode.SIGNED_PAPER_MISSING: Step.HANDOVER,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A coded reason; ``photo`` says which picture, for those about one."""

    code: ReasonCode
    photo: PhotoKind | None = None

    def __post_init__(self) -> None:
        if (self.code in ABOUT_A_PHOTO) != (self.photo is not None):
            raise ValueError(f"{self.code} with photo {self.photo}")

    @classmethod
    def parse(cls, text: str) -> Reason:
        """Read ``photo_blurred:id_back`` or ``name_differs``.

        Raises:
            ValueError: for anything else.
        """
        code, _, photo = text.partition(":")
        return cls(ReasonCode(code), PhotoKind(photo) if photo else None)

    def __str__(self) -> str:
        return f"{self.code}:{self.photo}" if self.photo else str(self.code)

    @property
    def step(self) -> Step | None:
        """The step where it is mended; None where nothing in the form can mend it (a phone that is used)."""
        if self.photo is not None:
            return PHOTO_STEPS[self.photo]
        return MENDED_IN.get(self.code)
