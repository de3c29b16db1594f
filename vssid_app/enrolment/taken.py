"""What of a dossier belongs to an account already."""

from enum import StrEnum


class Taken(StrEnum):
    """What an account exists for, or a guardianship."""

    NUMBER = "number"
    PHONE = "phone"
    OWN_CHILD = "own_child"
    """The child is in the care of who registers it."""
    OTHER_GUARDIAN = "other_guardian"
    """The child is in somebody else's care; the two may share it."""
