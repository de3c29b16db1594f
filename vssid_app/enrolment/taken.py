"""What of a dossier belongs to an account already."""

from enum import StrEnum


class Taken(StrEnum):
    """What an account exists for."""

    NUMBER = "number"
    PHONE = "phone"
