"""What this process has still to write of who looked, and what it has written already.

A page that is opened waits for nothing: it only leaves a note here. The end of the request, when the answer
has gone, writes what is there, unless somebody else is writing: then the end of the next one does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

import structlog
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from vssid_app.core.extensions import db
from vssid_app.core.lock import Busy
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.people.looks.operations import Seen, write_looks

# Some megabytes; who is forgotten costs one more look at the table, never a second row.
MOST_REMEMBERED = 50_000

Key = tuple[int, Seen]


class LookLog:
    """For all threads of a process."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: dict[Key, CurrentWorld] = {}
        self._known: set[Key] = set()

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to write."""
        return bool(self._waiting)

    def note(self, world: CurrentWorld, seen: Seen) -> None:
        """Have it written with the next ones; what was written today already is not."""
        key = (world.id, seen)
        with self._guard:
            if key not in self._known and (world.id, replace(seen, changed=True)) not in self._known:
                self._waiting[key] = world

    def write(self) -> None:
        """Write what waits; what cannot be written now goes on waiting."""
        with self._guard:
            taken, self._waiting = self._waiting, {}
        of_worlds: dict[CurrentWorld, list[Key]] = defaultdict(list)
        for key, world in taken.items():
            of_worlds[world].append(key)
        for world, keys in of_worlds.items():
            self._write_in(world, keys)

    def forget(self) -> None:
        """Begin anew, as with another database."""
        with self._guard:
            self._waiting, self._known = {}, set()

    def _write_in(self, world: CurrentWorld, keys: Sequence[Key]) -> None:
        try:
            with db.scope(), in_world(world):
                write_looks([seen for _world, seen in keys])
        except (Busy, OperationalError):
            with self._guard:
                self._waiting.update(dict.fromkeys(keys, world))
        except SQLAlchemyError:
            # The page was answered; a note that the database will never take must not stop the others.
            structlog.get_logger().exception("looks were not written", count=len(keys))
        else:
            self._remember(keys)

    def _remember(self, keys: Sequence[Key]) -> None:
        with self._guard:
            if len(self._known) + len(keys) > MOST_REMEMBERED:
                self._known.clear()
            self._known.update(keys)


look_log = LookLog()
"""That of this process."""
