"""A wide limit by address for what costs little: counted in memory, by each process for itself."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Lock

from vssid_app.lookups.rules import Allowance

LIMIT = 6000
WINDOW = timedelta(minutes=10)


class Pace:
    """Counts the requests of each address in the running window; a new window forgets all."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._lock = Lock()
        self._window = 0
        self._counts: Counter[str] = Counter()

    def count(self, address: str, at: datetime) -> Allowance:
        """Count a request; ``remaining`` is below 0 when it is one too many."""
        number, passed = divmod(at - datetime.min.replace(tzinfo=UTC), WINDOW)
        with self._lock:
            if number != self._window:
                self._window = number
                self._counts.clear()
            self._counts[address] += 1
            remaining = self._limit - self._counts[address]
        left = WINDOW - passed
        return Allowance(self._limit, remaining, max(1, -(-left // timedelta(seconds=1))))
