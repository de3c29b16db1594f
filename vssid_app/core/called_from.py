"""Paths that a command is given: ``./run`` works in the site's folder, wherever it was called from."""

from __future__ import annotations

import os
from pathlib import Path


def called_from() -> Path:
    """The folder in which the command was typed."""
    return Path(os.environ.get("CALLED_FROM", ".")).absolute()


def typed_path(path: Path) -> Path:
    """A path as it was meant."""
    return called_from() / path
