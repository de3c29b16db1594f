"""Which processes of this installation on this machine still live: each holds a file locked until it ends.

The system lets go of a lock when its process ends, also by ``kill -9``. What a process had claimed can so be
given to others at once. A process on another machine is not seen here: what it claims ends by time alone.
"""

from __future__ import annotations

import fcntl
import os
import uuid
from collections.abc import Sequence
from pathlib import Path

_SUFFIX = ".alive"


class LifeSigns:
    """The signs in one folder; a process gives its own at first use and keeps it for life."""

    def __init__(self) -> None:
        self._folder = Path()
        self._mine = ""
        self._descriptor: int | None = None
        self._owner = 0

    def start(self, folder: Path) -> None:
        """Keep the signs in a folder from now on; a sign that this process gave elsewhere ends."""
        if self._descriptor is not None and self._owner == os.getpid():
            os.close(self._descriptor)
        self._folder, self._mine, self._descriptor, self._owner = folder, "", None, 0

    def mine(self) -> str:
        """The name that stands for this process, once for life."""
        # A forked child shares its parent's lock: it needs a sign of its own.
        if self._owner != os.getpid():
            self._mine = uuid.uuid4().hex
            self._descriptor = self._give_sign(self._mine)
            self._owner = os.getpid()
        return self._mine

    def dead(self) -> Sequence[str]:
        """The names whose processes have ended."""
        others = (path for path in self._folder.glob(f"*{_SUFFIX}") if path.stem != self._mine)
        return [path.stem for path in others if _is_free(path)]

    def forget(self, name: str) -> None:
        """Take away a sign that nobody holds any more, once all that was claimed under it is free."""
        (self._folder / f"{name}{_SUFFIX}").unlink(missing_ok=True)

    def _give_sign(self, name: str) -> int:
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / name
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        # It gets its name once it is locked: before that it would look like one whose process has ended.
        draft.rename(self._folder / f"{name}{_SUFFIX}")
        return descriptor


def _is_free(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False  # another process has just forgotten it
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
