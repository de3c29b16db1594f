"""The steps of registering oneself or a child, in order; each has its own page and is saved by itself."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.photo_kinds import OF_GUARDIAN, PhotoKind


class Step(StrEnum):
    """One subject, one screen. The value stands in the address."""

    RELATION = "quan-he"
    NUMBER = "ma-so"
    IDENTITY = "thong-tin"
    SCHOOL = "truong-lop"
    ADDRESS = "dia-chi"
    PORTRAIT = "anh-chan-dung"
    ID_FRONT = "cccd-mat-truoc"
    ID_BACK = "cccd-mat-sau"
    BIRTH_CERTIFICATE = "giay-khai-sinh"
    UNTIL = "thoi-han-giam-ho"
    GUARDIANSHIP = "giay-giam-ho"
    GUARDIAN_FRONT = "cccd-giam-ho-mat-truoc"
    GUARDIAN_BACK = "cccd-giam-ho-mat-sau"
    OFFICE = "noi-nhan"
    HANDOVER = "cach-nop"
    CHECK = "kiem-tra"


PHOTO_STEPS = {
    PhotoKind.PORTRAIT: Step.PORTRAIT,
    PhotoKind.ID_FRONT: Step.ID_FRONT,
    PhotoKind.ID_BACK: Step.ID_BACK,
    PhotoKind.BIRTH_CERTIFICATE: Step.BIRTH_CERTIFICATE,
    PhotoKind.GUARDIANSHIP: Step.GUARDIANSHIP,
    PhotoKind.GUARDIAN_FRONT: Step.GUARDIAN_FRONT,
    PhotoKind.GUARDIAN_BACK: Step.GUARDIAN_BACK,
}
PHOTO_OF_STEP = {step: kind for kind, step in PHOTO_STEPS.items()}
PHOTOS_OF: Mapping[DossierKind, tuple[PhotoKind, ...]] = {
    DossierKind.SELF: (PhotoKind.PORTRAIT, PhotoKind.ID_FRONT, PhotoKind.ID_BACK),
    DossierKind.CHILD: (
        PhotoKind.PORTRAIT,
        PhotoKind.BIRTH_CERTIFICATE,
        PhotoKind.GUARDIANSHIP,
        PhotoKind.GUARDIAN_FRONT,
        PhotoKind.GUARDIAN_BACK,
    ),
}
"""The photos that a dossier of a kind can have, in the order in which they are taken."""
ONLY_OF_CHILD = frozenset({Step.RELATION, Step.SCHOOL})
# Phone and code are the first of the six chapters that the progress bar shows; of a child the relation.
CHAPTERS = 6
CHAPTER = {
    Step.RELATION: 1,
    Step.NUMBER: 2,
    Step.IDENTITY: 3,
    Step.SCHOOL: 3,
    Step.ADDRESS: 3,
    **dict.fromkeys(PHOTO_OF_STEP, 4),
    Step.UNTIL: 4,
    Step.OFFICE: 5,
    Step.HANDOVER: 5,
    Step.CHECK: 6,
}
MINUTES_LEFT = {1: 5, 2: 4, 3: 3, 4: 2, 5: 1, 6: 1}


def steps_for(photos: frozenset[PhotoKind], kind: DossierKind = DossierKind.SELF) -> tuple[Step, ...]:
    """The steps of a dossier of a kind that must bring these photos."""
    return tuple(step for step in Step if _belongs(step, photos, kind))


def _belongs(step: Step, photos: frozenset[PhotoKind], kind: DossierKind) -> bool:
    if step in PHOTO_OF_STEP:
        return PHOTO_OF_STEP[step] in photos
    if step is Step.UNTIL:
        return PhotoKind.GUARDIANSHIP in photos
    return kind is DossierKind.CHILD or step not in ONLY_OF_CHILD


def photos_asked(*, identical: bool, always_both_sides: bool) -> frozenset[PhotoKind]:
    """Which photos a dossier about oneself must bring.

    In 2021 always all; from 2022 a match with the register spares the two sides (a dated row).
    Source: domain facts, "Registration, as the portal has it".
    """
    if identical and not always_both_sides:
        return frozenset({PhotoKind.PORTRAIT})
    return frozenset(PHOTOS_OF[DossierKind.SELF])


def photos_of_child(*, is_parent: bool, kept: frozenset[PhotoKind]) -> frozenset[PhotoKind]:
    """Which photos a dossier about a child must bring; ``kept`` are the guardian's that the office still has.

    Source: letter 239/BHXH-TT: both sides of the guardian's card and the child's birth certificate. Who is
    neither father nor mother proves it by the decision of guardianship.
    """
    asked = {PhotoKind.PORTRAIT, PhotoKind.BIRTH_CERTIFICATE} | (OF_GUARDIAN - kept)
    return frozenset(asked if is_parent else asked | {PhotoKind.GUARDIANSHIP})
