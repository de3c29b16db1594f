"""How many lines a batch takes: others of the site wait for the write lock meanwhile. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

# Enough to make a batch's statements worth their while: some hundredths of a second of processor.
MOST_AT_ONCE = 1000
FEWEST_AT_ONCE = 100
HOLD = 0.1
"""Seconds after which others shall have their turn; where the load has just come, a batch takes longer."""


@dataclass
class Pace:
    """Lines for the next batch: as many as pay, fewer on a machine that is slow or busy."""

    most: int = MOST_AT_ONCE
    lines: int = 0

    def __post_init__(self) -> None:
        """Begin carefully: how fast the machine is shows with the first batch."""
        self.lines = min(FEWEST_AT_ONCE, self.most)

    def held(self, seconds: float) -> None:
        """Hear how long the last batch held the lock: as many lines next as would have taken ``HOLD``.

        Down at once, for the load has come; up by a quarter, for a quiet moment is none yet.
        """
        fitting = int(self.lines * HOLD / max(seconds, HOLD / 100))
        self.lines = max(min(FEWEST_AT_ONCE, self.most), min(fitting, self.lines * 5 // 4, self.most))
