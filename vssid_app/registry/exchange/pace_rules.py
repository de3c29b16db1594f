"""How many lines a batch takes: others of the site wait for the write lock meanwhile. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

# Enough to make a batch's statements worth their while: some hundredths of a second of processor.
MOST_AT_ONCE = 1000
FEWEST_AT_ONCE = 100
HOLD = 0.2
"""Seconds after which others shall have their turn."""


@dataclass
class Pace:
    """Lines for the next batch: as many as pay, fewer on a machine that is slow or busy."""

    most: int = MOST_AT_ONCE
    lines: int = 0

    def __post_init__(self) -> None:
        """Begin with the most."""
        self.lines = self.most

    def held(self, seconds: float) -> None:
        """Hear how long the last batch held the lock: halves or grows."""
        if seconds > HOLD:
            self.lines = max(min(FEWEST_AT_ONCE, self.most), self.lines // 2)
        elif seconds < HOLD / 2:
            self.lines = min(self.most, self.lines * 5 // 4)
