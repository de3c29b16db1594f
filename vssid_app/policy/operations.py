"""Loading the parameters of the data files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from vssid_app.core.dated import Row, insert_missing, read_rows
from vssid_app.policy.models import BenefitLevel, FundShare, Holiday, PolicyValue

DATA = Path(__file__).parent / "data"
NUMBERS = frozenset({"level", "percent"})


def load_policy(session: Session) -> int:
    """Bring in every row that is in the data files and not in the database; call it inside a transaction.

    Returns:
        How many rows were inserted: none the second time.
    """
    files = {
        "policy": (PolicyValue, ("name", "valid_from")),
        "benefit_levels": (BenefitLevel, ("beneficiary_code", "valid_from")),
        "fund_shares": (FundShare, ("level", "valid_from")),
        "holidays": (Holiday, ("day",)),
    }
    return sum(
        insert_missing(session, model, map(_with_numbers, read_rows(DATA / f"{name}.csv")), key=key)
        for name, (model, key) in files.items()
    )


def _with_numbers(row: Row) -> Row:
    return {column: int(value) if column in NUMBERS else value for column, value in row.items()}


@cache
def sources_of_data_files() -> frozenset[str]:
    """The sources that come with the software: notes for who maintains it, not texts of the law."""
    return frozenset(str(row["source"]) for row in read_rows(DATA / "policy.csv"))
