"""``rejects.csv``: file, line and reason of all that a run did not take; nothing of the lines themselves."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

REJECTS = "rejects.csv"

Write = Callable[[str, int, str], None]


class Nowhere(Exception):
    """No folder can be written to."""


@contextmanager
def reject_file(*folders: Path) -> Iterator[tuple[Write, Path]]:
    """A fresh list of rejects in the first of these folders that takes one; an empty one goes away again.

    Raises:
        Nowhere: when none does.
    """
    path, file = _open(folders)
    rejects = csv.writer(file, lineterminator="\n")
    rejects.writerow(("file", "line", "reason"))
    written = 0

    def write(name: str, line: int, why: str) -> None:
        nonlocal written
        rejects.writerow((name, line, why))
        written += 1

    try:
        yield write, path
    finally:
        file.close()
        if not written:
            path.unlink()


def _open(folders: tuple[Path, ...]) -> tuple[Path, TextIO]:
    for folder in folders:
        path = folder / REJECTS
        try:
            path.unlink(missing_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            continue
        return path, os.fdopen(descriptor, "w", encoding="utf-8", newline="")
    raise Nowhere
