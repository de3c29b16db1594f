"""A file of the exchange as lines of values, and the reasons why some are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from vssid_app.registry.exchange.csv_records import BadRecord, CsvRecords, Record
from vssid_app.registry.exchange.problems import BadValue, Problem
from vssid_app.registry.exchange.sheets import Column, Line, Sheet, Values
from vssid_app.registry.exchange.value_rules import PADDING, tidy

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Reject:
    """A line that is not taken; ``column`` names the cell to blame, ``told`` a limit or a list of words."""

    place: int
    problem: Problem
    told: str = ""
    column: str = ""


class BadFile(ValueError):
    """A whole file cannot be taken."""

    def __init__(self, reject: Reject) -> None:
        """Keep the reason."""
        super().__init__(reject.problem.value)
        self.reject = reject


class SheetReader:
    """Reads one file.

    Raises:
        BadFile: at once, when the header says that nothing of it can be read.
    """

    def __init__(self, sheet: Sheet, file: BinaryIO) -> None:
        self._sheet = sheet
        self._records = CsvRecords(file)
        if file.read(2) in UTF16_MARKS:
            raise BadFile(Reject(1, Problem.NOT_UTF8))
        file.seek(0)
        self._width, self._found = self._columns()

    @property
    def at(self) -> int:
        """How many bytes have been read."""
        return self._records.at

    def __iter__(self) -> Iterator[Line | Reject]:
        """Go through the lines; those without any content are passed over."""
        for record in self._records:
            if isinstance(record, BadRecord):
                yield Reject(record.place, record.problem)
            elif any(cell.strip(PADDING) for cell in record.cells):
                yield self._line(record)

    def _columns(self) -> tuple[int, list[tuple[int, Column]]]:
        """How many cells a line has, and where the known columns stand; others are passed over."""
        header = self._records.header()
        if isinstance(header, BadRecord):
            broken = header.problem is Problem.BROKEN_BYTES
            raise BadFile(Reject(header.place, Problem.NOT_UTF8 if broken else header.problem))
        names = [tidy(cell).casefold() for cell in header.cells] if header else []
        known = [column for column in self._sheet.columns if column.name in names]
        missing = [c.name for c in self._sheet.columns if c.is_needed and c not in known]
        if missing:
            raise BadFile(Reject(1, Problem.COLUMNS_MISSING, ", ".join(missing)))
        twice = [column.name for column in known if names.count(column.name) > 1]
        if twice:
            raise BadFile(Reject(1, Problem.COLUMN_TWICE, ", ".join(twice)))
        return len(names), [(names.index(column.name), column) for column in known]

    def _line(self, record: Record) -> Line | Reject:
        if not self._fits(record.cells):
            return Reject(record.place, Problem.WRONG_NUMBER_OF_CELLS)
        values: Values = {}
        for at, column in self._found:
            try:
                values[column.attribute] = column.read(tidy(record.cells[at]))
            except BadValue as bad:
                return Reject(record.place, bad.problem, bad.told, column.name)
        number = str(values.pop(self._sheet.number.attribute))
        return Line(record.place, number, self._sheet.key_of(number, values), values)

    def _fits(self, cells: Sequence[str]) -> bool:
        """Whether there is a cell for each column; spreadsheets leave empty ones behind the last."""
        extra = cells[self._width :]
        return len(cells) >= self._width and not any(cell.strip(PADDING) for cell in extra)
