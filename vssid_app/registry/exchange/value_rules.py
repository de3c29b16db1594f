"""Single values of the exchange files: text to value, or a reason why not.

All readers take the text of a cell without the spaces and NULs around it; an empty cell is a value that is
not known. Reasons are codes: the words are in ``words``, and never repeat what stands in the cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from vssid_app.core.text import clean_name, fold, has_hidden_characters
from vssid_app.core.typed import HARMLESS
from vssid_app.people.rules import BadBirthDate, BirthDate, contains_real_number
from vssid_app.registry.exchange.problems import BadValue, Problem

Value = str | int | bool | date | BirthDate | None
Read = Callable[[str], Value]


# The oldest year that a date of the register may have, against slips such as 0201-01-05.
FIRST_YEAR = 1900
# A nonillion is a slip of the finger; the largest amounts are of nine or ten digits.
AMOUNT_DIGITS = 15
NAME_LENGTH = 100

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
AMOUNT = re.compile(r"\d+", re.ASCII)
GROUPED_AMOUNT = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+", re.ASCII)
ANY_DIGIT = re.compile(r"\d")
PADDING = " \t\r\n\0\ufeff\u00a0"


def tidy(cell: str) -> str:
    """Return the cell in NFC, lines ended by LF, without padding and without marks of no width."""
    text = cell.strip(PADDING)
    if text.isascii() and "\r" not in text:
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).translate(HARMLESS)


def needed(read: Read) -> Read:
    """Make a reader that refuses the empty cell."""

    def read_needed(cell: str) -> Value:
        if not cell:
            raise BadValue(Problem.MISSING)
        return read(cell)

    return read_needed


def or_none(read: Read) -> Read:
    """Make a reader to which the empty cell is None."""
    return lambda cell: read(cell) if cell else None


@lru_cache(maxsize=4096)
def read_day(cell: str) -> date:
    """Read ``2026-09-05``; nothing else is a day."""
    found = DAY.fullmatch(cell)
    if not found:
        raise BadValue(Problem.NOT_A_DAY)
    year, month, day = map(int, found.groups())
    if year < FIRST_YEAR:
        raise BadValue(Problem.TOO_LONG_AGO, str(FIRST_YEAR))
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValue(Problem.NOT_A_DAY) from None


@lru_cache(maxsize=4096)
def read_month(cell: str) -> str:
    """Read ``2021-09``, which stays text."""
    found = MONTH.fullmatch(cell)
    if not found:
        raise BadValue(Problem.NOT_A_MONTH)
    year, month = map(int, found.groups())
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        raise BadValue(Problem.NO_SUCH_MONTH)
    if year < FIRST_YEAR:
        raise BadValue(Problem.TOO_LONG_AGO, str(FIRST_YEAR))
    return cell


def read_birth(cell: str) -> BirthDate:
    """Read ``2009-09-05``, or ``1950`` where the papers know only the year."""
    try:
        return BirthDate.parse(cell)
    except BadBirthDate:
        raise BadValue(Problem.NOT_A_BIRTH) from None


def or_empty(read: Read) -> Read:
    """Make a reader that leaves the empty cell empty, where it is part of what a line is found by."""
    return lambda cell: read(cell) if cell else ""


def read_amount(cell: str) -> int:
    """Read whole đồng in plain digits: dots and commas mean one thing here and another elsewhere."""
    if AMOUNT.fullmatch(cell):
        if len(cell) > AMOUNT_DIGITS:
            raise BadValue(Problem.TOO_LARGE)
        return int(cell)
    raise BadValue(Problem.AMOUNT_WITH_DOTS if GROUPED_AMOUNT.fullmatch(cell) else Problem.NOT_AN_AMOUNT)


def count_up_to(most: int) -> Read:
    """Make a reader of a whole number up to a limit; the empty cell is 0."""

    def read_count(cell: str) -> int:
        count = read_amount(cell or "0")
        if count > most:
            raise BadValue(Problem.TOO_LARGE)
        return count

    return read_count


def one_of(values: dict[str, Value]) -> Read:
    """Make a reader of the words of a list."""

    def read_choice(cell: str) -> Value:
        if cell not in values:
            raise BadValue(Problem.NOT_ONE_OF, ", ".join(values))
        return values[cell]

    return read_choice


def code_up_to(length: int) -> Read:
    """Make a reader of a code or number of a paper, which may hold any digits."""

    def read_code(cell: str) -> str:
        if len(cell) > length:
            raise BadValue(Problem.TOO_LONG, str(length))
        # The quick question first: nearly all cells are printable through and through.
        if not cell.isprintable() and has_hidden_characters(cell):
            raise BadValue(Problem.HIDDEN_CHARACTERS)
        return cell

    return read_code


def text_up_to(length: int, *, practice: bool) -> Read:
    """Make a reader of free words; a practice world takes none that hide a real number."""
    read_code = code_up_to(length)

    # Units and job titles come again and again.
    @lru_cache(maxsize=2048)
    def read_text(cell: str) -> Value:
        text = read_code(cell)
        if practice and ANY_DIGIT.search(cell) and contains_real_number(cell):
            raise BadValue(Problem.REAL_NUMBER)
        return text

    return read_text


def name_in(*, practice: bool) -> Read:
    """Make a reader of a person's name: composed letters, single spaces, at most 100 characters."""

    def read_name(cell: str) -> str:
        if has_hidden_characters(cell):
            raise BadValue(Problem.HIDDEN_CHARACTERS)
        name = clean_name(cell)
        # Folding may write one letter as two (ß), and what is searched by must fit its column too.
        if len(name) > NAME_LENGTH or len(fold(name)) > NAME_LENGTH:
            raise BadValue(Problem.TOO_LONG, str(NAME_LENGTH))
        if not any(char.isalpha() for char in name):
            raise BadValue(Problem.NOT_A_NAME)
        if practice and ANY_DIGIT.search(name) and contains_real_number(name):
            raise BadValue(Problem.REAL_NUMBER)
        return name

    return read_name
