"""What stands in the way of deleting an account."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Hindrance(StrEnum):
    """Why an account cannot be deleted yet: somebody is still at work for its holder."""

    OPEN_DOSSIER = "open_dossier"
    OPEN_REQUEST = "open_request"
    OPEN_CASE = "open_case"
    SHARED_PART = "shared_part"
    """Practice only: a part without a password, which all visitors of the world play."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A hindrance; ``code`` is that of the dossier, request or case."""

    why: Hindrance
    code: str = ""
