"""What packages above show on Home as waiting for the holder; ``app.py`` brings the two together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of Home."""

    title: str
    words: str
    url: str
    needs_holder: bool
    """Whether it is the holder's turn."""


Source = Callable[[int], Iterable[Waiting]]

_sources: list[Source] = []


def ask_for_waiting(source: Source) -> None:
    """Have a source asked, with the number of the person whose Home it is."""
    if source not in _sources:
        _sources.append(source)


def waiting_for(person_id: int) -> Sequence[Waiting]:
    """All rows, in the order of their sources."""
    return list(chain.from_iterable(source(person_id) for source in _sources))
