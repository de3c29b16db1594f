"""When a message that did not leave is tried again, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

# Kinds of messages that hold a one-time code and nothing else.
CODE_KINDS = "code."
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=24)
LONGEST_WAIT_ASKED = timedelta(hours=6)


def wait_after(attempts: int, asked: timedelta | None = None) -> timedelta:
    """How long to wait after that many failures in a row: doubling from the first, up to an hour.

    A receiver that asks for more (``Retry-After``) gets it, up to six hours.
    """
    wait = FIRST_WAIT
    for _ in range(attempts - 1):
        wait = min(wait * 2, LONGEST_WAIT)
    return max(wait, min(asked or wait, LONGEST_WAIT_ASKED))


def is_hopeless(tried_since: datetime, at: datetime) -> bool:
    """Whether a message has been tried for so long that it is given up."""
    return at - tried_since >= GIVE_UP_AFTER


def is_useless(useless_from: datetime | None, at: datetime) -> bool:
    """Whether a message would only confuse by now: the code in it has expired."""
    return useless_from is not None and useless_from <= at
