"""The pictures that a registration can ask for."""

from enum import StrEnum


class PhotoKind(StrEnum):
    """What a picture shows."""

    PORTRAIT = "portrait"
    ID_FRONT = "id_front"
    ID_BACK = "id_back"
    BIRTH_CERTIFICATE = "birth_certificate"
