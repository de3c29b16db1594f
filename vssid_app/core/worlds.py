"""The table of worlds, and which one a process without a room works in."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from vssid_app.core.clock import VIETNAM, instant
from vssid_app.core.db import Base
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind, in_world

REMEMBER_SECONDS = 1.0


class World(Base):
    """A closed set of people with its own clock."""

    __tablename__ = "worlds"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[WorldKind] = mapped_column(index=True)
    clock_offset: Mapped[int] = mapped_column(default=0)
    """Seconds that the world's clock is ahead of the machine's."""
    seeded_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=instant)

    def current(self) -> CurrentWorld:
        """What the running code needs to know of it."""
        return CurrentWorld(self.id, WorldKind(self.kind), self.clock_offset)


class WorldFinder:
    """Finds the process's own world; remembers it for a second, since each request asks."""

    def __init__(self) -> None:
        self._found: CurrentWorld | None = None
        self._until = 0.0

    def forget(self) -> None:
        """Ask the database next time: the clock was moved, and nobody should wait for it."""
        self._found = None

    def find(self, kind: WorldKind) -> CurrentWorld | None:
        """The first world of a kind, or None before it has been made."""
        if self._found is None or time.monotonic() > self._until:
            with Session(db.engine) as session:
                row = session.scalars(select(World).where(World.kind == kind).order_by(World.id)).first()
                self._found = row.current() if row else None
            self._until = time.monotonic() + REMEMBER_SECONDS
        return self._found


def make_world(kind: WorldKind, on: date | None = None) -> CurrentWorld:
    """The world of a kind, made where there is none; its clock then stands on a day, or on today."""
    with db.transaction() as session:
        row = session.scalars(select(World).where(World.kind == kind)).first()
        if row is None:
            row = World(kind=kind, clock_offset=offset_to(on) if on else 0)
            session.add(row)
            session.flush()
        return row.current()


def set_clock(world: CurrentWorld, on: date) -> CurrentWorld:
    """Move a practice world to a day, at the hour that it is now; codes and sessions go on living.

    Raises:
        ValueError: for the live world, whose clock is the machine's.
    """
    if not world.is_practice:
        raise ValueError("the live world has no clock of its own")
    with db.transaction() as session:
        row = session.get_one(World, world.id)
        row.clock_offset = offset_to(on)
        return row.current()


def offset_to(on: date) -> int:
    """Seconds from the machine's clock to the same hour in Vietnam on a day."""
    here = instant().astimezone(VIETNAM)
    there = datetime.combine(on, here.time(), VIETNAM)
    return round((there - here).total_seconds())


def worlds_of(kind: WorldKind) -> Sequence[CurrentWorld]:
    """All worlds of a kind, for work that goes through them one after another."""
    with Session(db.engine) as session:
        rows = session.scalars(select(World).where(World.kind == kind).order_by(World.id)).all()
        return [row.current() for row in rows]


def all_worlds() -> Sequence[CurrentWorld]:
    """All worlds of this installation."""
    with Session(db.engine) as session:
        return [row.current() for row in session.scalars(select(World).order_by(World.id)).all()]


@contextmanager
def visiting(world: CurrentWorld) -> Iterator[None]:
    """Work in a world with a session of its own."""
    with db.scope(), in_world(world):
        yield
