"""Cells of a CSV file, record by record, in little memory whatever the file holds.

A line that cannot be read costs that line alone: a quote that nobody closes does not swallow the rest of the
file, and bytes that are no UTF-8 do not end it.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from vssid_app.registry.exchange.problems import Problem

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
SEPARATORS = ",;\t"
# Longer than any line of ours; what is longer is not kept in memory.
MOST_BYTES = 64 * 1024
# An address may hold a line break or two; more lines within quotes are a quote that was not closed.
MOST_LINES = 20


@dataclass(frozen=True)
class Record:
    """Cells, and the physical line on which they begin (the header's is 1)."""

    place: int
    cells: list[str]


@dataclass(frozen=True)
class BadRecord:
    """A line that has no cells."""

    place: int
    problem: Problem


class CsvRecords:
    """The records of a file, one after another; ``at`` is how many bytes have been read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._ahead: deque[tuple[int, str]] = deque()
        self._place = 0
        self.at = 0
        self.separator = ","

    def __iter__(self) -> Iterator[Record | BadRecord]:
        """Go through all lines that are not empty."""
        while (line := self._next()) is not None:
            place, text = line
            if isinstance(text, Problem):
                yield BadRecord(place, text)
            elif '"' in text:
                yield self._quoted(place, text)
            elif text.strip():
                yield Record(place, text.split(self.separator))

    def header(self) -> Record | BadRecord | None:
        """Read the first line that is not empty and learn from it how cells are separated."""
        while (line := self._next()) is not None:
            place, text = line
            if isinstance(text, Problem):
                return BadRecord(place, text)
            if text.strip():
                self.separator = max(SEPARATORS, key=text.count)
                return self._quoted(place, text)
        return None

    def _next(self) -> tuple[int, str | Problem] | None:
        if self._ahead:
            return self._ahead.popleft()
        raw = self._file.readline(MOST_BYTES)
        if not raw:
            return None
        self._place += 1
        self.at += len(raw)
        if len(raw) == MOST_BYTES and not raw.endswith(b"\n"):
            self._skip_line()
            return self._place, Problem.LINE_TOO_LONG
        if self._place == 1:
            raw = raw.removeprefix(BYTE_ORDER_MARK)
        try:
            return self._place, raw.decode("utf-8").removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError:
            return self._place, Problem.BROKEN_BYTES

    def _skip_line(self) -> None:
        while raw := self._file.readline(MOST_BYTES):
            self.at += len(raw)
            if raw.endswith(b"\n"):
                return

    def _quoted(self, place: int, text: str) -> Record | BadRecord:
        """Read a line with quotes; those inside a cell may go on in the lines below."""
        taken: list[tuple[int, str]] = []
        whole, problem = text, Problem.OPEN_QUOTE
        while True:
            try:
                return Record(place, next(csv.reader([whole], delimiter=self.separator, strict=True)))
            except csv.Error as error:
                if "unexpected end of data" not in str(error):
                    problem = Problem.BAD_QUOTE
                    break
            # Only a line with a quote can close one.
            while (line := self._text_below(taken)) is not None and '"' not in line:
                whole += f"\n{line}"
            if line is None:
                break
            whole += f"\n{line}"
        self._ahead.extendleft(reversed(taken))
        return BadRecord(place, problem)

    def _text_below(self, taken: list[tuple[int, str]]) -> str | None:
        """The next line, noted as taken; None where there is none, or too many were taken."""
        if len(taken) >= MOST_LINES:
            return None
        line = self._next()
        if line is None:
            return None
        place, text = line
        if isinstance(text, Problem):
            self._ahead.appendleft(line)
            return None
        taken.append((place, text))
        return text
