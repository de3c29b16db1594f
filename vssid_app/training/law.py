"""The dated rows that come with the software, for making people whose facts agree with them."""

from functools import cache

from vssid_app.core.dated import Row, read_rows
from vssid_app.policy.models import FundScope, Parameter
from vssid_app.policy.operations import DATA
from vssid_app.policy.rules import DatedValue
from vssid_app.registry.rules import LevelRow
from vssid_app.registry.terms import ShareRow, Terms


@cache
def shipped_terms() -> Terms:
    """The terms of the data files: the same on every machine, whatever an administrator changes later."""
    values: dict[str, tuple[DatedValue, ...]] = {}
    for row in read_rows(DATA / "policy.csv"):
        name = row["name"]
        value = DatedValue(row["value"], row["valid_from"], row["valid_to"])
        values[name] = (*values.get(name, ()), value)
    return Terms(
        levels=tuple(_level(row) for row in read_rows(DATA / "benefit_levels.csv")),
        shares=tuple(_share(row) for row in read_rows(DATA / "fund_shares.csv")),
        values={name: values.get(name, ()) for name in Parameter},
    )


def _level(row: Row) -> LevelRow:
    return LevelRow(row["beneficiary_code"], int(row["level"]), row["valid_from"], row["valid_to"])


def _share(row: Row) -> ShareRow:
    is_beyond = FundScope(row["scope"]) is FundScope.BEYOND_SCOPE
    return ShareRow(int(row["level"]), int(row["percent"]), is_beyond, row["valid_from"], row["valid_to"])
