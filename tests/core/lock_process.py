"""Another process of the same machine that takes the write lock.

Usage: python -m tests.core.lock_process hold|count <times>
"""

from __future__ import annotations

import sys
from pathlib import Path

from vssid_app.core.extensions import db
from vssid_app.core.lock import WriteLock
from vssid_app.core.settings import load_settings
from vssid_app.core.worlds import World


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def hold(data_dir: Path) -> None:
    """Hold the lock until a line comes in."""
    with WriteLock(data_dir / "write.lock").held():
        _say("ready")
        sys.stdin.readline()


def count(times: int) -> None:
    """Read a figure, add one, write it back; again and again."""
    _say("ready")
    sys.stdin.readline()
    for _ in range(times):
        with db.transaction() as session:
            row = session.get_one(World, 1, with_for_update=True)
            row.clock_offset = row.clock_offset + 1
        db.close()


def main() -> None:
    """Do what the arguments say, with the settings of the environment."""
    settings = load_settings()
    if sys.argv[1] == "hold":
        hold(settings.data_dir)
    else:
        db.start(settings)
        count(int(sys.argv[2]))


if __name__ == "__main__":
    main()
