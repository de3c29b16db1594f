"""What a run remembers of the lines before: on disk, so that memory stays flat however long files are.

It holds hashes, months and nothing else, in a file that has no name and goes with the process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

TABLES = """
CREATE TABLE lines (key INTEGER PRIMARY KEY, content INTEGER);
CREATE TABLE people (number INTEGER PRIMARY KEY);
CREATE TABLE owners (citizen_id INTEGER PRIMARY KEY, number INTEGER);
CREATE TABLE spans (run INTEGER, start TEXT, stop TEXT, PRIMARY KEY (run, start)) WITHOUT ROWID;
"""
AT_ONCE = 500

Spans = dict[str, str | None]


class Scratch:
    """The lines taken so far in a file; of a dry run, also what it would have stored by now."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-8000"):
            self._file.execute(f"PRAGMA {setting}").close()
        self._file.executescript(TABLES)

    def close(self) -> None:
        """Let it go."""
        self._file.close()

    def forget_lines(self) -> None:
        """Begin another file."""
        self._file.execute("DELETE FROM lines")

    def lines_among(self, keys: Iterable[int]) -> dict[int, int]:
        """What the lines with these keys said, as far as there were any."""
        return dict(self._among("SELECT key, content FROM lines WHERE key IN", keys))

    def add_lines(self, lines: Mapping[int, int]) -> None:
        """Remember lines that were taken: key and content."""
        self._add("INSERT OR IGNORE INTO lines VALUES (?, ?)", lines.items())

    def people_among(self, numbers: Iterable[str]) -> set[str]:
        """Who of these would have been stored."""
        by_hash = {hash(number): number for number in numbers}
        found = self._among("SELECT number FROM people WHERE number IN", by_hash)
        return {by_hash[number] for (number,) in found}

    def add_people(self, numbers: Iterable[str]) -> None:
        """Remember who would have been stored."""
        self._add("INSERT OR IGNORE INTO people VALUES (?)", ((hash(number),) for number in numbers))

    def owners_among(self, hashes: Iterable[str]) -> dict[int, int]:
        """To whom these identity numbers would belong, all as hashes of hashes and numbers."""
        return dict(self._among("SELECT * FROM owners WHERE citizen_id IN", map(hash, hashes)))

    def add_owners(self, owners: Mapping[str, str]) -> None:
        """Remember to whom identity numbers (by their hash) would belong; to nobody is an empty text."""
        rows = ((hash(hashed), hash(number)) for hashed, number in owners.items())
        self._add("INSERT OR REPLACE INTO owners VALUES (?, ?)", rows)

    def spans_of(self, runs: Iterable[int]) -> dict[int, Spans]:
        """The months that would have been stored for these runs of periods."""
        found: dict[int, Spans] = {}
        for run, start, stop in self._among("SELECT run, start, stop FROM spans WHERE run IN", runs):
            found.setdefault(run, {})[start] = stop
        return found

    def add_spans(self, spans: Iterable[tuple[int, str, str | None]]) -> None:
        """Remember months that would have been stored."""
        self._add("INSERT OR REPLACE INTO spans VALUES (?, ?, ?)", spans)

    def _among(self, question: str, keys: Iterable[int]) -> Iterable[Any]:
        asked = list(keys)
        for start in range(0, len(asked), AT_ONCE):
            some = asked[start : start + AT_ONCE]
            yield from self._file.execute(f"{question} ({','.join('?' * len(some))})", some)

    def _add(self, statement: str, rows: Iterable[Any]) -> None:
        self._file.execute("BEGIN")
        self._file.executemany(statement, rows)
        self._file.execute("COMMIT")
