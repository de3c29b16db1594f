"""Why a cell, a line or a file is not taken; the words are in ``words``."""

from __future__ import annotations

from enum import StrEnum


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
    SHARES_ABOVE_TOTAL = "shares_above_total"
    OVERLAP = "overlap"
    OWN_PARENT = "own_parent"
    SAME_FACILITY = "same_facility"
    UNKNOWN_PARENT = "unknown_parent"
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
