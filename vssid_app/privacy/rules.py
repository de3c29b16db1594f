"""What stands in the way of deleting an account, and where a request for it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Hindrance(StrEnum):
    """Why an account cannot be deleted yet: somebody is still at work for its holder."""

    OPEN_DOSSIER = "open_dossier"
    OPEN_CASE = "open_case"
    SHARED_PART = "shared_part"
    """Practice only: a part without a password, which all visitors of the world play."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A hindrance; ``code`` is that of the dossier or case."""

    why: Hindrance
    code: str = ""


def is_due(due_on: date, today: date) -> bool:
    """Whether the time in which a request can be taken back is over."""
    return today >= due_on
