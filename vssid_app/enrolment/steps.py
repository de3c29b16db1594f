"""The steps of registering oneself, in order; each has its own page and is saved by itself."""

from __future__ import annotations

from enum import StrEnum

from vssid_app.enrolment.photo_kinds import PhotoKind


class Step(StrEnum):
    """One subject, one screen. The value stands in the address."""

    NUMBER = "ma-so"
    IDENTITY = "thong-tin"
    ADDRESS = "dia-chi"
    PORTRAIT = "anh-chan-dung"
    ID_FRONT = "cccd-mat-truoc"
    ID_BACK = "cccd-mat-sau"
    OFFICE = "noi-nhan"
    HANDOVER = "cach-nop"
    CHECK = "kiem-tra"


PHOTO_STEPS = {
    PhotoKind.PORTRAIT: Step.PORTRAIT,
    PhotoKind.ID_FRONT: Step.ID_FRONT,
    PhotoKind.ID_BACK: Step.ID_BACK,
}
PHOTO_OF_STEP = {step: kind for kind, step in PHOTO_STEPS.items()}
# Phone and code are the first of the six chapters that the progress bar shows.
CHAPTERS = 6
CHAPTER = {
    Step.NUMBER: 2,
    Step.IDENTITY: 3,
    Step.ADDRESS: 3,
    Step.PORTRAIT: 4,
    Step.ID_FRONT: 4,
    Step.ID_BACK: 4,
    Step.OFFICE: 5,
    Step.HANDOVER: 5,
    Step.CHECK: 6,
}
MINUTES_LEFT = {1: 5, 2: 4, 3: 3, 4: 2, 5: 1, 6: 1}


def steps_for(photos: frozenset[PhotoKind]) -> tuple[Step, ...]:
    """The steps of a dossier that must bring these photos."""
    return tuple(step for step in Step if PHOTO_OF_STEP.get(step) in photos or step not in PHOTO_OF_STEP)


def photos_asked(*, identical: bool, always_both_sides: bool) -> frozenset[PhotoKind]:
    """Which photos a dossier must bring.

    In 2021 always all; from 2022 a match with the register spares the two sides (a dated row).
    Source: domain facts, "Registration, as the portal has it".
    """
    if identical and not always_both_sides:
        return frozenset({PhotoKind.PORTRAIT})
    return frozenset(PHOTO_STEPS)
