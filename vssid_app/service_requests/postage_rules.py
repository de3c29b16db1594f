"""By which zone the post counts: from the office's province to that of the address; plain Python."""

from __future__ import annotations

from enum import StrEnum

# The first two-digit codes of provinces that belong to the middle and to the south; the codes run from north
# to south, and those that were left in July 2025 kept theirs (k).
FIRST_MIDDLE, FIRST_SOUTH = "38", "70"


class Zone(StrEnum):
    """How far a letter goes."""

    SAME_PROVINCE = "same_province"
    SAME_REGION = "same_region"
    FAR = "far"


def zone_of(from_province: str, to_province: str) -> Zone:
    """The zone between two provinces, by their two-digit codes."""
    if from_province == to_province:
        return Zone.SAME_PROVINCE
    return Zone.SAME_REGION if _region(from_province) == _region(to_province) else Zone.FAR


def _region(province: str) -> int:
    return (province >= FIRST_MIDDLE) + (province >= FIRST_SOUTH)
