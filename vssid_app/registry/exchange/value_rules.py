"""Single values of the exchange files: text to value, or a reason why not.

All readers take the text of a cell without the spaces and NULs around it; an empty cell is a value that is
not known. Reasons are codes: the words are in ``words``, and never repeat what stands in the cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vssid_app.core.text import clean_name, fold, has_hidden_characters
from vssid_app.people.rules import (
    BadBirthDate,
    BadNumber,
    BadPhone,
    BirthDate,
    NumberKind,
    PhoneProblem,
    contains_real_number,
    is_reserved,
    normalise_phone,
    recognise_number,
)

Value = str | int | bool | date | BirthDate | None
Read = Callable[[str], Value]


class Problem(StrEnum):
    """Why a line or a file is not taken."""

    # of a cell
    MISSING = "missing"
    NOT_A_DAY = "not_a_day"
    NOT_A_MONTH = "not_a_month"
    NO_SUCH_MONTH = "no_such_month"
    TOO_LONG_AGO = "too_long_ago"
    NOT_A_BIRTH = "not_a_birth"
    BIRTH_IN_FUTURE = "birth_in_future"
    BIRTH_TOO_LONG_AGO = "birth_too_long_ago"
    AMOUNT_WITH_DOTS = "amount_with_dots"
    NOT_AN_AMOUNT = "not_an_amount"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTERS = "hidden_characters"
    NOT_A_NAME = "not_a_name"
    NOT_ONE_OF = "not_one_of"
    NOT_10_DIGITS = "not_10_digits"
    NOT_12_DIGITS = "not_12_digits"
    NOT_A_PHONE = "not_a_phone"
    NOT_A_CARD_CODE = "not_a_card_code"
    NOT_A_FACILITY = "not_a_facility"
    NOT_AN_OFFICE = "not_an_office"
    NOT_A_PROVINCE = "not_a_province"
    NOT_A_COMMUNE = "not_a_commune"
    REAL_NUMBER = "real_number"
    PRACTICE_NUMBER = "practice_number"
    ACCOUNT_NOT_MASKED = "account_not_masked"
    # of a line against itself, the others and the register
    OTHER_PERSONS_CARD = "other_persons_card"
    ENDS_BEFORE_START = "ends_before_start"
    IN_FUTURE = "in_future"
    TOO_FAR_AHEAD = "too_far_ahead"
    OVERLAP = "overlap"
    UNKNOWN_PERSON = "unknown_person"
    CITIZEN_ID_TAKEN = "citizen_id_taken"
    DUPLICATE = "duplicate"
    # of the text itself
    BROKEN_BYTES = "broken_bytes"
    LINE_TOO_LONG = "line_too_long"
    OPEN_QUOTE = "open_quote"
    BAD_QUOTE = "bad_quote"
    WRONG_NUMBER_OF_CELLS = "wrong_number_of_cells"
    # of a whole file
    NOT_UTF8 = "not_utf8"
    COLUMNS_MISSING = "columns_missing"
    COLUMN_TWICE = "column_twice"


class BadValue(ValueError):
    """A reason to refuse, with what the sentence needs: a limit, or the names of columns or values."""

    def __init__(self, problem: Problem, told: str = "") -> None:
        """Keep the reason as a code; ``told`` is never taken from a cell."""
        super().__init__(problem.value)
        self.problem = problem
        self.told = told


# The oldest year that a date of the register may have, against slips such as 0201-01-05.
FIRST_YEAR = 1900
# A nonillion is a slip of the finger; the largest amounts are of nine or ten digits.
AMOUNT_DIGITS = 15
# Of a bank account's number at most so many digits in a run may be seen.
SEEN_ACCOUNT_DIGITS = 6
NAME_LENGTH = 100

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
AMOUNT = re.compile(r"\d+", re.ASCII)
GROUPED_AMOUNT = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d+)?|\d+[.,]\d+", re.ASCII)
SI_NUMBER = re.compile(r"\d{10}", re.ASCII)
CITIZEN_ID = re.compile(r"\d{12}", re.ASCII)
# source: domain facts, "Formats": 01 - 025, 01-025 and 01025 are the same
FACILITY = re.compile(r"(\d{2})\s*-?\s*([0-9A-Z]{3})", re.ASCII)
OFFICE = re.compile(r"\d{3}(?:\d{2})?", re.ASCII)
PROVINCE = re.compile(r"\d{2}", re.ASCII)
COMMUNE = re.compile(r"\d{5}", re.ASCII)
LONG_RUN = re.compile(rf"\d(?:[\s.\-]?\d){{{SEEN_ACCOUNT_DIGITS},}}")
ANY_DIGIT = re.compile(r"\d")
PADDING = " \t\r\n\0\ufeff\u00a0"


def tidy(cell: str) -> str:
    """Return the cell in NFC, without what spreadsheets leave around it, lines ended by LF."""
    text = cell.strip(PADDING)
    if text.isascii() and "\r" not in text:
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


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
        if has_hidden_characters(cell):
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


def si_number_in(*, practice: bool) -> Read:
    """Make a reader of a mã số BHXH of this kind of world."""

    def read_si_number(cell: str) -> str:
        if not SI_NUMBER.fullmatch(cell):
            raise BadValue(Problem.NOT_10_DIGITS)
        return _in_range(NumberKind.SI_NUMBER, cell, practice=practice)

    return read_si_number


def citizen_id_in(*, practice: bool) -> Read:
    """Make a reader of a number of 12 digits of this kind of world."""

    def read_citizen_id(cell: str) -> str:
        if not CITIZEN_ID.fullmatch(cell):
            raise BadValue(Problem.NOT_12_DIGITS)
        return _in_range(NumberKind.CITIZEN_ID, cell, practice=practice)

    return read_citizen_id


def card_code_in(*, practice: bool) -> Read:
    """Make a reader of a card code of 15 characters."""

    def read_card_code(cell: str) -> str:
        try:
            number = recognise_number(cell, legacy_ids=False)
        except BadNumber:
            raise BadValue(Problem.NOT_A_CARD_CODE) from None
        if number.kind is not NumberKind.CARD_CODE:
            raise BadValue(Problem.NOT_A_CARD_CODE)
        return _in_range(number.kind, number.value, practice=practice)

    return read_card_code


def phone_in(*, practice: bool) -> Read:
    """Make a reader of a mobile number, in the form in which it is stored."""

    def read_phone(cell: str) -> str:
        try:
            return normalise_phone(cell, practice=practice)
        except BadPhone as bad:
            raise BadValue(PHONE_PROBLEMS.get(bad.problem, Problem.NOT_A_PHONE)) from None

    return read_phone


PHONE_PROBLEMS = {
    PhoneProblem.REAL_NUMBER: Problem.REAL_NUMBER,
    PhoneProblem.PRACTICE_NUMBER: Problem.PRACTICE_NUMBER,
}


def _in_range(kind: NumberKind, number: str, *, practice: bool) -> str:
    """Practice worlds take reserved numbers only, the live one all others."""
    reserved = is_reserved(kind, number)
    if practice and not reserved:
        raise BadValue(Problem.REAL_NUMBER)
    if not practice and reserved:
        raise BadValue(Problem.PRACTICE_NUMBER)
    return number


def read_facility(cell: str) -> str:
    """Read ``01-025``, ``01 - 025`` or ``01025`` as ``01025``."""
    found = FACILITY.fullmatch(cell.upper())
    if not found:
        raise BadValue(Problem.NOT_A_FACILITY)
    return "".join(found.groups())


def in_form(form: re.Pattern[str], problem: Problem) -> Read:
    """Make a reader of a code in a form."""

    def read_code(cell: str) -> str:
        if not form.fullmatch(cell):
            raise BadValue(problem)
        return cell

    return read_code


def read_masked_account(cell: str) -> str:
    """Read the end of a bank account's number; a whole one is refused."""
    if LONG_RUN.search(cell):
        raise BadValue(Problem.ACCOUNT_NOT_MASKED, str(SEEN_ACCOUNT_DIGITS))
    return str(code_up_to(40)(cell))
