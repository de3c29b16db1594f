"""One writer at a time for all processes of a machine: SQLite's own waiting loses under load.

Source: docs/decisions/0003-sqlite-write-lock.md.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """Somebody else is writing, and one did not want to wait."""


class WriteLock:
    """An ``flock`` on a file for processes, and a lock for the threads of this one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._descriptor: int | None = None
        self._owner = 0

    @contextmanager
    def held(self, *, wait: bool = True) -> Iterator[None]:
        """Wait for the lock, hold it for the block.

        Raises:
            Busy: when it is not free and one would not ``wait``.
        """
        if not self._threads.acquire(blocking=wait):
            raise Busy
        try:
            descriptor = self._open()
            _take(descriptor, wait=wait)
            try:
                yield
            finally:
                fcntl.flock(descriptor, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def _open(self) -> int:
        # A forked child shares the parent's descriptor and with it the lock: it must open its own.
        if self._descriptor is None or self._owner != os.getpid():
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._owner = os.getpid()
        return self._descriptor


def _take(descriptor: int, *, wait: bool) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy from None


class NoLock:
    """The null twin, for databases that lock rows themselves."""

    @contextmanager
    def held(self, *, wait: bool = True) -> Iterator[None]:  # noqa: ARG002
        """Hold nothing."""
        yield
