"""How the value of a parameter is typed and how it is kept; plain Python."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NoReturn

FLAG, SHARE, MONEY, DAY_OF_YEAR = "flag", "share", "đồng/month", "month-day"
PRICE = "đồng"
PER_CENT = 100
MOST_MONEY = 1_000_000_000
MOST_COUNT = 3650
_GROUPING = re.compile(r"[.\s\u00a0]")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})", re.ASCII)
COMMON_YEAR = 2021
_MONEY_WORDS = re.compile(r"\s*(?:đồng|đ)\s*$", re.IGNORECASE)


class ValueProblem(StrEnum):
    """Why something typed is no value of a parameter."""

    NOT_WHOLE = "not_whole"
    NOT_PERCENT = "not_percent"
    NOT_MONEY = "not_money"
    NOT_YES_NO = "not_yes_no"
    NOT_DAY = "not_day"


class BadValue(ValueError):
    """It cannot be kept; ``problem`` says why."""

    def __init__(self, problem: ValueProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def read_value(unit: str, typed: str) -> str:
    """What is kept of a typed value: ``2.530.000 đ`` is ``2530000``, ``4,5%`` ``0.045``, ``30/9`` ``09-30``.

    Raises:
        BadValue: when it is none of the unit, or far from any value of it.
    """
    if unit == FLAG:
        if typed not in {"true", "false"}:
            raise BadValue(ValueProblem.NOT_YES_NO)
        return typed
    if unit == SHARE:
        return _share(typed)
    if unit == DAY_OF_YEAR:
        return _day_of_year(typed)
    if unit in {MONEY, PRICE}:
        amount = _GROUPING.sub("", _MONEY_WORDS.sub("", typed))
        return str(_whole(amount, MOST_MONEY, ValueProblem.NOT_MONEY))
    return str(_whole(typed.strip(), MOST_COUNT, ValueProblem.NOT_WHOLE))


def _share(typed: str) -> str:
    bare = typed.replace("%", "").replace(",", ".").strip()
    try:
        percent = Decimal(bare) if bare.isascii() and len(bare) <= len("100.0000") else Decimal("NaN")
    except InvalidOperation:
        raise BadValue(ValueProblem.NOT_PERCENT) from None
    if not (percent.is_finite() and 0 <= percent <= PER_CENT):
        raise BadValue(ValueProblem.NOT_PERCENT)
    return f"{(percent / PER_CENT).normalize():f}"


def _day_of_year(typed: str) -> str:
    """A day that each year has, so not 29 February."""
    found = _DAY_AND_MONTH.fullmatch(typed.strip())
    try:
        return f"{date(COMMON_YEAR, int(found[2]), int(found[1])):%m-%d}" if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> NoReturn:
    raise BadValue(ValueProblem.NOT_DAY) from None


def _whole(bare: str, most: int, problem: ValueProblem) -> int:
    # Longer than any value of it: not even read as a number.
    if not (bare.isascii() and bare.isdigit() and len(bare) <= len(str(most))):
        raise BadValue(problem)
    number = int(bare)
    if not 1 <= number <= most:
        raise BadValue(problem)
    return number
