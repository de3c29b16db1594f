"""Writing the register as files that the import reads: comma, LF, no byte order mark, ordered by key.

Nothing is escaped against spreadsheets: what begins with ``=`` is written as it is stored, since an import of
the file must find the same again. The files are for programs; in a spreadsheet they are opened as text.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Row, func, select

from vssid_app.audit.operations import note
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import current_world
from vssid_app.people.models import Person
from vssid_app.registry.exchange.sheets import Sheet, Values, sheets
from vssid_app.registry.exchange.stored import all_rows, values_of

ROWS_AT_ONCE = 1000

OnProgress = Callable[[int], None]


@dataclass(frozen=True)
class Written:
    """A file and how many lines it has below its header."""

    file: str
    lines: int


def count_rows() -> int:
    """How many lines an export would have now."""
    return sum(
        db.session.scalar(select(func.count()).select_from(sheet.model)) or 0 for sheet in _own_sheets()
    )


def export_register(folder: Path, on_progress: OnProgress) -> list[Written]:
    """Write the current world's register into a folder, readable by its owner alone; it is noted in the log.

    All files are of one moment, and appear together when all are written. ``on_progress`` hears of rows.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _one_moment()
    drafts: list[tuple[Path, Path]] = []
    written: list[Written] = []
    try:
        for sheet in _own_sheets():
            draft = folder / f".{sheet.file}.draft"
            drafts.append((draft, folder / sheet.file))
            written.append(Written(sheet.file, _write(sheet, draft, on_progress)))
        # Before anybody can take the files away.
        _audit(written)
        for draft, final in drafts:
            draft.replace(final)
    finally:
        for draft, _final in drafts:
            draft.unlink(missing_ok=True)
    return written


def _own_sheets() -> tuple[Sheet, ...]:
    return sheets(practice=current_world().is_practice)


def _one_moment() -> None:
    """Let all reading until the end of the transaction see the register as it is now."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _write(sheet: Sheet, path: Path, on_progress: OnProgress) -> int:
    # One of an export that was killed.
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    lines = 0
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        target = csv.writer(file, lineterminator="\n")
        target.writerow([column.name for column in sheet.columns])
        for cells in _lines(sheet):
            target.writerow(cells)
            lines += 1
            if lines % ROWS_AT_ONCE == 0:
                on_progress(ROWS_AT_ONCE)
        on_progress(lines % ROWS_AT_ONCE)
        file.flush()
        os.fsync(file.fileno())
    return lines


def _lines(sheet: Sheet) -> Iterator[list[str]]:
    """The cells of each line: people by number, of which databases think alike, then by key here."""
    rows = db.session.execute(
        all_rows(sheet).order_by(Person.si_number).execution_options(yield_per=ROWS_AT_ONCE)
    )
    for number, own in groupby(rows, key=_number):
        values = [values_of(sheet, row) for row in own]
        values.sort(key=lambda row: sheet.key_of(number, row))
        for row in values:
            yield [number, *_cells(sheet, row)]


def _number(row: Row[*tuple[Any, ...]]) -> str:
    return str(row[0])


def _cells(sheet: Sheet, values: Values) -> Iterator[str]:
    return (column.write(values[column.attribute]) for column in sheet.columns[1:])


def _audit(written: list[Written]) -> None:
    with db.transaction():
        counts = {file.file.removesuffix(".csv"): file.lines for file in written}
        note(Tag.REGISTER_EXPORTED, "World", current_world().id, **counts)
