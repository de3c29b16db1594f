"""The world that the running request or job belongs to; every row of personal data has exactly one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class WorldKind(StrEnum):
    """What a world is for; only ``LIVE`` holds real people."""

    LIVE = "live"
    DEMO = "demo"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class CurrentWorld:
    """What the code needs to know of its world; ``clock_offset`` is in seconds ahead of the machine."""

    id: int
    kind: WorldKind
    clock_offset: int

    @property
    def is_practice(self) -> bool:
        """Whether only invented people are in here."""
        return self.kind is not WorldKind.LIVE


class NoWorld(RuntimeError):
    """Personal data was asked for outside any world."""


_current: ContextVar[CurrentWorld | None] = ContextVar("current_world", default=None)


def current_world() -> CurrentWorld:
    """The world of the running request or job.

    Raises:
        NoWorld: outside ``in_world``.
    """
    world = _current.get()
    if world is None:
        raise NoWorld("no world is set: run this inside in_world(…)")
    return world


def world_or_none() -> CurrentWorld | None:
    """The world of the running request or job, if it has one."""
    return _current.get()


@contextmanager
def in_world(world: CurrentWorld) -> Iterator[None]:
    """Run a block in a world; leaving it restores the one before."""
    token = _current.set(world)
    try:
        yield
    finally:
        _current.reset(token)
