"""Each reason not to take a line, with a line that has it; and values that look odd and are taken."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.registry.exchange.lines import NUMBER, as_csv, good, read, sheet
from vssid_app.people.rules import BirthDate
from vssid_app.registry.exchange.problems import Problem
from vssid_app.registry.exchange.reading import Reject
from vssid_app.registry.exchange.sheets import Line
from vssid_app.registry.exchange.words import reason

TODAY = date(2026, 11, 22)
PERSONS, CARDS, PERIODS, BENEFITS, VISITS, KINSHIPS = (
    f"{name}.csv" for name in ("persons", "cards", "periods", "benefits", "visits", "kinships")
)
COMBINING = "NGUYE\u0302\u0303N VA\u0306N A\u0323\u0300"


def verdict(file: str, cells: dict[str, str], *, practice: bool = True) -> Problem | Line:
    """What is said of the good line with these cells."""
    (line,) = read(file, as_csv([good(file, **cells)]), practice=practice)
    if isinstance(line, Reject):
        return line.problem
    return sheet(file, practice=practice).trouble(line.values, line.number, TODAY) or line


@pytest.mark.parametrize(
    ("file", "column", "cell", "problem"),
    [
        (PERSONS, "si_number", "", Problem.MISSING),
        (PERSONS, "si_number", "990000001", Problem.NOT_10_DIGITS),
        (PERSONS, "si_number", "0101234567", Problem.REAL_NUMBER),
        (PERSONS, "full_name", "  ", Problem.MISSING),
        (PERSONS, "full_name", "A" * 101, Problem.TOO_LONG),
        (PERSONS, "full_name", "ß" * 60, Problem.TOO_LONG),
        (PERSONS, "full_name", "12 34", Problem.NOT_A_NAME),
        (PERSONS, "full_name", "NGUYỄN\0VĂN", Problem.HIDDEN_CHARACTERS),
        (PERSONS, "full_name", "NGUYỄN 0912345678", Problem.REAL_NUMBER),
        (PERSONS, "date_of_birth", "06/05/1980", Problem.NOT_A_BIRTH),
        (PERSONS, "date_of_birth", "1980-02-30", Problem.NOT_A_BIRTH),
        (PERSONS, "date_of_birth", "1980-05", Problem.NOT_A_BIRTH),
        (PERSONS, "date_of_birth", "2026-11-23", Problem.BIRTH_IN_FUTURE),
        (PERSONS, "date_of_birth", "1880", Problem.BIRTH_TOO_LONG_AGO),
        (PERSONS, "sex", "Nam", Problem.NOT_ONE_OF),
        (PERSONS, "citizen_id", "99080000017", Problem.NOT_12_DIGITS),
        (PERSONS, "citizen_id", "001080000017", Problem.REAL_NUMBER),
        (PERSONS, "phone", "091234567x", Problem.NOT_A_PHONE),
        (PERSONS, "phone", "0912345678", Problem.REAL_NUMBER),
        (PERSONS, "province_code", "1", Problem.NOT_A_PROVINCE),
        (PERSONS, "commune_code", "118", Problem.NOT_A_COMMUNE),
        (PERSONS, "address", "x" * 201, Problem.TOO_LONG),
        (PERSONS, "address", "gọi 0912 345 678", Problem.REAL_NUMBER),
        (CARDS, "card_code", f"DN901{NUMBER}", Problem.NOT_A_CARD_CODE),
        (CARDS, "card_code", f"D4401{NUMBER}", Problem.NOT_A_CARD_CODE),
        (CARDS, "card_code", NUMBER, Problem.NOT_A_CARD_CODE),
        (CARDS, "card_code", "DN4010101234567", Problem.REAL_NUMBER),
        (CARDS, "card_code", "DN4019900000099", Problem.OTHER_PERSONS_CARD),
        (CARDS, "valid_from", "2024-13-01", Problem.NOT_A_DAY),
        (CARDS, "valid_from", "20240101", Problem.NOT_A_DAY),
        (CARDS, "valid_from", "0204-01-01", Problem.TOO_LONG_AGO),
        (CARDS, "valid_from", "2027-11-23", Problem.TOO_FAR_AHEAD),
        (CARDS, "valid_to", "2023-12-31", Problem.ENDS_BEFORE_START),
        (CARDS, "facility_code", "1-25", Problem.NOT_A_FACILITY),
        (CARDS, "office_code", "104A", Problem.NOT_AN_OFFICE),
        (CARDS, "status", "valid", Problem.NOT_ONE_OF),
        (PERIODS, "scheme", "BHXH", Problem.NOT_ONE_OF),
        (PERIODS, "from_month", "2015-13", Problem.NO_SUCH_MONTH),
        (PERIODS, "from_month", "2015-00", Problem.NO_SUCH_MONTH),
        (PERIODS, "from_month", "01/2015", Problem.NOT_A_MONTH),
        (PERIODS, "from_month", "2027-12", Problem.ENDS_BEFORE_START),
        (PERIODS, "to_month", "2014-12", Problem.ENDS_BEFORE_START),
        (PERIODS, "to_month", "2033-12", Problem.TOO_FAR_AHEAD),
        (PERIODS, "base_pay", "5.000.000", Problem.AMOUNT_WITH_DOTS),
        (PERIODS, "base_pay", "5,000,000", Problem.AMOUNT_WITH_DOTS),
        (PERIODS, "salary", "-1", Problem.NOT_AN_AMOUNT),
        (PERIODS, "salary", "5e6", Problem.NOT_AN_AMOUNT),
        (PERIODS, "salary", "9" * 16, Problem.TOO_LARGE),
        (PERIODS, "arrears_months", "1000", Problem.TOO_LARGE),
        (PERIODS, "unit_code", "x" * 41, Problem.TOO_LONG),
        (BENEFITS, "kind", "sickness", Problem.NOT_ONE_OF),
        (BENEFITS, "decision_no", "", Problem.MISSING),
        (BENEFITS, "decision_date", "2026-11-23", Problem.IN_FUTURE),
        (BENEFITS, "to_date", "2020-03-04", Problem.ENDS_BEFORE_START),
        (BENEFITS, "amount", "1.250.000,50", Problem.AMOUNT_WITH_DOTS),
        (BENEFITS, "account_masked", "0123 4567 89", Problem.ACCOUNT_NOT_MASKED),
        (VISITS, "discharged", "2020-02-28", Problem.ENDS_BEFORE_START),
        (VISITS, "admitted", "2026-11-23", Problem.ENDS_BEFORE_START),
        (VISITS, "discharged", "2026-11-23", Problem.IN_FUTURE),
        (VISITS, "total", "", Problem.MISSING),
        (VISITS, "fund_paid", "900000000", Problem.SHARES_ABOVE_TOTAL),
        (VISITS, "care_level", "central", Problem.NOT_ONE_OF),
        (VISITS, "in_network", "yes", Problem.NOT_ONE_OF),
        (KINSHIPS, "child_si_number", "", Problem.MISSING),
        (KINSHIPS, "parent_si_number", "", Problem.MISSING),
        (KINSHIPS, "parent_si_number", "990000002", Problem.NOT_10_DIGITS),
        (KINSHIPS, "parent_si_number", "0101234567", Problem.REAL_NUMBER),
        (KINSHIPS, "parent_si_number", NUMBER, Problem.OWN_PARENT),
        (KINSHIPS, "relation", "guardian", Problem.NOT_ONE_OF),
    ],
)
def test_a_line_is_rejected_for_its_reason(file: str, column: str, cell: str, problem: Problem) -> None:
    assert verdict(file, {column: cell}) == problem


@pytest.mark.parametrize(
    ("file", "column", "cell", "attribute", "value"),
    [
        (PERSONS, "full_name", f"  {COMBINING}  THỬ ", "full_name", "NGUYỄN VĂN Ạ̀ THỬ"),
        (PERSONS, "full_name", "H'MẪU O’THỬ", "full_name", "H'MẪU O’THỬ"),
        (PERSONS, "full_name", "Ă" * 100, "full_name", "Ă" * 100),
        (PERSONS, "date_of_birth", "1950", "birth", BirthDate(1950)),
        (PERSONS, "phone", "0000.123.456", "phone", "0000123456"),
        (PERSONS, "address", "=HYPERLINK(1)", "street", "=HYPERLINK(1)"),
        (CARDS, "card_code", f"dn501{NUMBER}", "card_code", f"DN501{NUMBER}"),
        (CARDS, "valid_to", "9999-12-31", "valid_to", date(9999, 12, 31)),
        (CARDS, "facility_code", "01 - 02a", "facility_code", "0102A"),
        (PERIODS, "to_month", "", "to_month", None),
        (PERIODS, "unit_code", "", "unit_code", ""),
        (PERIODS, "arrears_months", "", "arrears_months", 0),
        (BENEFITS, "to_date", "", "to_date", None),
    ],
)
def test_an_odd_value_is_taken(file: str, column: str, cell: str, attribute: str, value: object) -> None:
    line = verdict(file, {column: cell})
    assert isinstance(line, Line), line
    assert line.values[attribute] == value


def test_months_paid_ahead_are_taken() -> None:
    assert isinstance(verdict(PERIODS, {"from_month": "2027-11", "to_month": "2033-11"}), Line)
    assert verdict(PERIODS, {"from_month": "2027-12", "to_month": "2028-01"}) is Problem.TOO_FAR_AHEAD


def test_a_live_world_takes_real_numbers_only() -> None:
    own = {"si_number": "0100000017", "citizen_id": "001080000017", "phone": "0912345678"}
    line = verdict(PERSONS, own, practice=False)
    assert isinstance(line, Line)
    assert line.values["phone"] == "+84912345678"
    for column in own:
        cells = {**own, column: good(PERSONS)[column]}
        assert verdict(PERSONS, cells, practice=False) is Problem.PRACTICE_NUMBER


def test_every_reason_has_words_of_its_own(app: Flask) -> None:
    with app.test_request_context():
        words = [reason(Reject(2, problem, "40", "phone")) for problem in Problem]
        assert len(set(words)) == len(Problem)
        assert reason(Reject(2, Problem.TOO_LONG, "40", "phone")) == "Cột phone: dài quá 40 ký tự."
