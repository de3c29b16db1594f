"""CSV for spreadsheets: Vietnamese arrives whole, and nothing in a cell is run as a formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from vssid_app.core.csv_file import csv_file


def read(file: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))


def test_it_begins_with_a_mark_and_keeps_accents_commas_and_quotes() -> None:
    rows: list[list[str | int | None]] = [["Cơ quan", "Số"], ['BHXH "cơ sở", Long Biên', 3], [None, -2]]
    file = csv_file(rows)
    assert file.startswith(b"\xef\xbb\xbf")
    assert read(file) == [["Cơ quan", "Số"], ['BHXH "cơ sở", Long Biên', "3"], ["", "-2"]]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2+3", "@sum(a1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0"])
def test_what_would_be_a_formula_stays_text(text: str) -> None:
    assert read(csv_file([[text]])) == [[f"'{text}"]]
