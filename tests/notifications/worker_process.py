"""A worker in a process of its own, for tests of several workers and of a worker's death.

Usage: python -m tests.notifications.worker_process [die-after-sending]
"""

from __future__ import annotations

import os
import sys

from vssid_app.app import create_app
from vssid_app.notifications import delivery
from vssid_app.notifications.models import OutboxMessage


def _die(row: OutboxMessage) -> None:
    del row
    os._exit(9)


def main() -> None:
    """Deliver until nothing is due; with ``die-after-sending``, die between sending and marking."""
    if "die-after-sending" in sys.argv:
        delivery.mark_sent = _die
    app = create_app()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    more = True
    while more:
        with app.app_context():
            more = delivery.deliver_due()


if __name__ == "__main__":
    main()
