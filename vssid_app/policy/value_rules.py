"""How the value of a parameter is typed and how it is kept; plain Python."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from enum import StrEnum

FLAG, SHARE, MONEY = "flag", "share", "đồng/month"
PER_CENT = 100
MOST_MONEY = 1_000_000_000
MOST_COUNT = 3650
_GROUPING = re.compile(r"[.\s\u00a0]")
_MONEY_WORDS = re.compile(r"\s*(?:đồng|đ)\s*$", re.IGNORECASE)


class ValueProblem(StrEnum):
    """Why something typed is no value of a parameter."""

    NOT_WHOLE = "not_whole"
    NOT_PERCENT = "not_percent"
    NOT_MONEY = "not_money"
    NOT_YES_NO = "not_yes_no"


class BadValue(ValueError):
    """It cannot be kept; ``problem`` says why."""

    def __init__(self, problem: ValueProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def read_value(unit: str, typed: str) -> str:
    """What is kept of a typed value: ``2.530.000 đ`` gives ``2530000``, ``4,5%`` gives ``0.045``.

    Raises:
        BadValue: when it is none of the unit, or far from any value of it.
    """
    if unit == FLAG:
        if typed not in {"true", "false"}:
            raise BadValue(ValueProblem.NOT_YES_NO)
        return typed
    if unit == SHARE:
        return _share(typed)
    if unit == MONEY:
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


def _whole(bare: str, most: int, problem: ValueProblem) -> int:
    # Longer than any value of it: not even read as a number.
    if not (bare.isascii() and bare.isdigit() and len(bare) <= len(str(most))):
        raise BadValue(problem)
    number = int(bare)
    if not 1 <= number <= most:
        raise BadValue(problem)
    return number
