"""What the frame around every page shows: the strip, the header, whom one acts for."""

from __future__ import annotations


class Shell:
    """Read by the layouts as ``shell``."""
