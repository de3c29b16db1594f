"""When a message that did not leave is tried again, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=24)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after that many failures in a row: doubling from the first, up to an hour."""
    wait = FIRST_WAIT
    for _ in range(attempts - 1):
        wait = min(wait * 2, LONGEST_WAIT)
    return wait


def is_hopeless(created_at: datetime, at: datetime) -> bool:
    """Whether a message has been tried for so long that it is given up."""
    return at - created_at >= GIVE_UP_AFTER
