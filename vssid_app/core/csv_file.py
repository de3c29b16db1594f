"""A table as a CSV file for spreadsheets: UTF-8 with a byte order mark, and nothing that they would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_file(rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """The file. A text that would be a formula is written with an apostrophe before it, which stays."""
    text = StringIO(newline="")
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: str | int | None) -> str | int:
    if value is None:
        return ""
    is_formula = isinstance(value, str) and value.lstrip(" ").startswith(FORMULA)
    return f"'{value}" if is_formula else value
