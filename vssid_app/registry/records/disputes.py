"""Which lines of the records somebody has called wrong, and what came of it.

Who keeps that stands above the register; ``app.py`` brings it in, so that each page of records can say it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dispute:
    """What a line carries: that it is disputed, or the office's answer; ``code`` is that of the request."""

    code: str
    words: str
    answer: str
    is_open: bool


Disputes = Mapping[str, Dispute]
"""By the key of the line (``line_keys``)."""

_asked: list[Callable[[int], Disputes]] = []


def ask_for_disputes(source: Callable[[int], Disputes]) -> None:
    """Have this asked for the disputed lines of a person, by the number of the person's row."""
    _asked[:] = [source]


def disputes_of(person_id: int) -> Disputes:
    """The disputed lines of a person; one statement."""
    return _asked[0](person_id) if _asked else {}
