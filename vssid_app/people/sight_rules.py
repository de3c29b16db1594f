"""What somebody may see of a person, and whether they may act: the one answer to it, from four facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of what the register holds of somebody, shared or kept back as a whole."""

    CARD = "card"
    PARTICIPATION = "participation"
    BENEFITS = "benefits"
    VISITS = "visits"
    SERVICES = "services"


ALL_PARTS = tuple(Part)
KEPT_IN_CARE = frozenset({Part.CARD})
"""What who has the care of a child sees of it until it is of age, whatever the child chooses.

Source: the project's own decision 0033: a guardian answers for the child's insurance until then.
"""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person may see of another now, and whether they act for them."""

    parts: frozenset[Part]
    acts: bool

    def shows(self, part: Part) -> bool:
        """Whether a part is seen."""
        return part in self.parts

    @property
    def hidden(self) -> tuple[Part, ...]:
        """What is not seen, in the order of the pages."""
        return tuple(part for part in ALL_PARTS if part not in self.parts)


WHOLE = Sight(frozenset(ALL_PARTS), acts=True)
"""Of oneself, and of a child in one's care that has not taken its affairs into its own hands."""


def sight_in_care(*, is_handed_over: bool, shared: frozenset[Part] | None) -> Sight:
    """What a guardian of today sees of a child: all, until the child has taken over; then what it shares."""
    if not is_handed_over:
        return WHOLE
    return Sight(KEPT_IN_CARE | (shared or frozenset()), acts=False)


def sight_by_consent(shared: frozenset[Part]) -> Sight | None:
    """What a grown person lets somebody see: nothing but what was named, and never acting."""
    return Sight(shared, acts=False) if shared else None


def parts_of(text: str) -> frozenset[Part]:
    """Read ``card,visits``."""
    return frozenset(Part(name) for name in text.split(",") if name)


def parts_as_text(parts: Iterable[Part]) -> str:
    """Write ``card,visits``, in the order of the parts."""
    chosen = frozenset(parts)
    return ",".join(part for part in ALL_PARTS if part in chosen)
