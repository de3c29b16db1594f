"""How a line of the records is named where it is spoken of elsewhere: in an address, in a request."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2s

from vssid_app.registry.rules import PeriodRow, StatementRow

CARD, PERSON = "card", "person"


def period_key(scheme: str, row: PeriodRow) -> str:
    """Of months at one unit: their first month and the unit, which stay when months are added at the end."""
    unit = blake2s(f"{row.unit_code}\n{row.unit_name}".encode(), digest_size=4).hexdigest()
    return f"period-{scheme}-{row.from_month:%Y-%m}-{unit}"


def key_within(rows: Iterable[PeriodRow], line: StatementRow) -> str:
    """Of a line of a yearly notice: the row of months that it is a part of; empty where there is none."""
    for row in rows:
        same_unit = (row.unit_code, row.unit_name) == (line.unit_code, line.unit_name)
        if same_unit and row.from_month <= line.from_month and _lasts(row, line):
            return period_key(line.scheme, row)
    return ""


def benefit_key(number: int) -> str:
    """Of a payment."""
    return f"benefit-{number}"


def visit_key(number: int) -> str:
    """Of a visit."""
    return f"visit-{number}"


def _lasts(row: PeriodRow, line: StatementRow) -> bool:
    return row.to_month is None or line.to_month <= row.to_month
