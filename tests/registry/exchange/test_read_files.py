"""What comes out of Excel, by hand or by accident is read, or costs the one line that is wrong."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from tests.registry.exchange.lines import GOOD, NUMBER, as_csv, good, person, read, sheet
from vssid_app.registry.exchange.csv_records import MOST_BYTES, MOST_LINES
from vssid_app.registry.exchange.problems import Problem
from vssid_app.registry.exchange.reading import BadFile, Reject, SheetReader
from vssid_app.registry.exchange.sheets import Line

PERSONS = "persons.csv"
TODAY = date(2026, 11, 22)
THREE = [person(1), person(2), person(3)]


def problems(content: str | bytes, file: str = PERSONS) -> list[tuple[int, Problem]]:
    """Places and reasons of what was not read."""
    return [(line.place, line.problem) for line in read(file, content) if isinstance(line, Reject)]


def lines(content: str | bytes, file: str = PERSONS) -> list[Line]:
    """What was read."""
    return [line for line in read(file, content) if isinstance(line, Line)]


@pytest.mark.parametrize("file", list(GOOD))
def test_a_good_line_of_each_file_is_read(file: str) -> None:
    (line,) = lines(as_csv([good(file)]), file)
    assert (line.place, line.number) == (2, NUMBER)
    assert sheet(file).trouble(line.values, line.number, TODAY) is None


@pytest.mark.parametrize(
    "content",
    [
        as_csv(THREE).encode("utf-8-sig"),
        as_csv(THREE, separator=";").encode(),
        as_csv(THREE, separator="\t", end="\r\n").encode("utf-8-sig"),
        as_csv(THREE, end="\n\n").encode(),
        as_csv(THREE).replace("\n", ",,\n").encode(),
        as_csv(THREE).replace("full_name", " Full_Name ").encode() + b",,,,,,,,\n",
        as_csv([{**cells, "note": "x", "si_number": f" {cells['si_number']}\0"} for cells in THREE]).encode(),
        as_csv([dict(reversed(cells.items())) for cells in THREE]).rstrip("\n").encode(),
    ],
    ids=["mark", "semicolon", "tab", "empty lines", "empty cells", "header", "leftovers", "order"],
)
def test_the_same_lines_in_another_dress_are_the_same(content: bytes) -> None:
    plain = lines(as_csv(THREE))
    assert [(line.number, line.values) for line in lines(content)] == [(p.number, p.values) for p in plain]
    assert problems(content) == []


def test_a_broken_byte_costs_its_line_alone() -> None:
    content = as_csv(THREE).encode().replace("NGUYỄN".encode(), b"NGUY\xffN", 1)
    assert problems(content) == [(2, Problem.BROKEN_BYTES)]
    assert [line.place for line in lines(content)] == [3, 4]


def test_a_quote_that_nobody_closes_costs_its_line_alone() -> None:
    many = [person(place) for place in range(2 * MOST_LINES)]
    content = as_csv(many).replace("NGUYỄN", '"NGUYỄN', 1)
    # An address is quoted on every line, so the stray quote meets another soon and is known for what it is.
    (bad,) = problems(content)
    assert bad[0] == 2
    assert len(lines(content)) == len(many) - 1
    bare = content.replace('"Số 5, ngõ Mẫu"', "Số 5")
    assert problems(bare) == [(2, Problem.OPEN_QUOTE)]
    assert len(lines(bare)) == len(many) - 1


def test_quotes_commas_and_line_breaks_within_a_cell_are_kept() -> None:
    address = 'Nhà "Mẫu", ngõ 5;\nLong Biên'
    content = as_csv([person(1, address=address), person(2)])
    first, second = lines(content)
    assert first.values["street"] == address
    assert second.place == 4, "the line of the file, not the number of the record"


def test_a_line_without_an_end_is_not_kept_in_memory() -> None:
    content = as_csv([person(1)]) + "x" * (3 * MOST_BYTES) + "\n" + as_csv([person(2)]).split("\n")[1] + "\n"
    assert problems(content) == [(3, Problem.LINE_TOO_LONG)]
    assert [line.place for line in lines(content)] == [2, 4]


def test_a_line_with_too_few_or_too_many_cells_is_named() -> None:
    rows = as_csv(THREE).split("\n")
    content = "\n".join([rows[0], rows[1].partition(",")[2], rows[2] + ",x", rows[3]])
    assert problems(content) == [(2, Problem.WRONG_NUMBER_OF_CELLS), (3, Problem.WRONG_NUMBER_OF_CELLS)]


@pytest.mark.parametrize(
    ("content", "problem", "told"),
    [
        (b"", Problem.COLUMNS_MISSING, "si_number, full_name, date_of_birth, sex"),
        (b"si_number;full_name;sex\n", Problem.COLUMNS_MISSING, "date_of_birth"),
        (as_csv(THREE).encode("utf-16"), Problem.NOT_UTF8, ""),
        (b"si_number,\xff\n", Problem.NOT_UTF8, ""),
        (b"si_number,full_name,date_of_birth,sex,sex\n", Problem.COLUMN_TWICE, "sex"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(content: bytes, problem: Problem, told: str) -> None:
    with pytest.raises(BadFile) as refused:
        SheetReader(sheet(PERSONS), BytesIO(content))
    assert (refused.value.reject.problem, refused.value.reject.told) == (problem, told)
