"""Numbers and codes of the exchange files: of people, cards, places and accounts."""

from __future__ import annotations

import re

from vssid_app.people.rules import (
    BadNumber,
    BadPhone,
    NumberKind,
    PhoneProblem,
    is_reserved,
    normalise_phone,
    recognise_number,
)
from vssid_app.registry.exchange.problems import BadValue, Problem
from vssid_app.registry.exchange.value_rules import Read, code_up_to

# Of a bank account's number at most so many digits in a run may be seen.
SEEN_ACCOUNT_DIGITS = 6
SI_NUMBER = re.compile(r"\d{10}", re.ASCII)
CITIZEN_ID = re.compile(r"\d{12}", re.ASCII)
# source: domain facts, "Formats": 01 - 025, 01-025 and 01025 are the same
FACILITY = re.compile(r"(\d{2})\s*-?\s*([0-9A-Z]{3})", re.ASCII)
OFFICE = re.compile(r"\d{3}(?:\d{2})?", re.ASCII)
PROVINCE = re.compile(r"\d{2}", re.ASCII)
COMMUNE = re.compile(r"\d{5}", re.ASCII)
LONG_RUN = re.compile(rf"\d(?:[\s.\-]?\d){{{SEEN_ACCOUNT_DIGITS},}}")


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
