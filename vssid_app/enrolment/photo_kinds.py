"""The pictures that a registration can ask for."""

from enum import StrEnum


class PhotoKind(StrEnum):
    """What a picture shows."""

    PORTRAIT = "portrait"
    ID_FRONT = "id_front"
    ID_BACK = "id_back"
    BIRTH_CERTIFICATE = "birth_certificate"
    GUARDIANSHIP = "guardianship"
    """The decision that makes somebody the guardian who is neither father nor mother."""
    GUARDIAN_FRONT = "guardian_front"
    GUARDIAN_BACK = "guardian_back"


CARD_FRONTS = frozenset({PhotoKind.ID_FRONT, PhotoKind.GUARDIAN_FRONT})
CARD_BACKS = frozenset({PhotoKind.ID_BACK, PhotoKind.GUARDIAN_BACK})
OF_GUARDIAN = frozenset({PhotoKind.GUARDIAN_FRONT, PhotoKind.GUARDIAN_BACK})
