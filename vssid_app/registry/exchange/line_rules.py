"""What cannot be in a line, judged by all its values: only lines that are new or changed are asked.

What is stored already is not judged again: an export must always be importable, also after the world's clock
was moved back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from vssid_app.people.rules import BadBirthDate, BirthDate, BirthProblem
from vssid_app.registry.exchange.problems import Problem
from vssid_app.registry.exchange.value_rules import Value
from vssid_app.registry.rules import add_months, split_card_code

# Cover may be paid, and a card or benefit decided, so many months before it begins.
STARTS_AHEAD_MONTHS = 12
# Who paid for a visit: together they may come to less than its cost (somebody is not named), never to more.
SHARES = ("fund_paid", "copay", "self_paid", "other_paid")
# A small child's cover runs for 72 months and to the end of that school year, and the voluntary insurance may
# be paid five years ahead: nothing that has an end reaches further.
ENDS_AHEAD_MONTHS = 84


def person_trouble(values: Mapping[str, Value], number: str, today: date) -> Problem | None:
    """A birth that cannot be."""
    del number
    birth = values["birth"]
    if not isinstance(birth, BirthDate):
        return Problem.NOT_A_BIRTH
    try:
        birth.checked(today)
    except BadBirthDate as bad:
        in_future = bad.problem is BirthProblem.FUTURE
        return Problem.BIRTH_IN_FUTURE if in_future else Problem.BIRTH_TOO_LONG_AGO
    return None


def card_trouble(values: Mapping[str, Value], number: str, today: date) -> Problem | None:
    """A card of somebody else, or with days that cannot be; its end may lie as far ahead as it likes.

    A digit of level that differs from the table of levels is no trouble: the dated table decides (source:
    domain facts, "Settled by us").
    """
    if split_card_code(str(values["card_code"])).si_number != number:
        return Problem.OTHER_PERSONS_CARD
    if _is_before(values["valid_to"], values["valid_from"]):
        return Problem.ENDS_BEFORE_START
    far = add_months(today, STARTS_AHEAD_MONTHS)
    if _is_after(values["valid_from"], far) or _is_after(values["issued_on"], far):
        return Problem.TOO_FAR_AHEAD
    return None


def period_trouble(values: Mapping[str, Value], number: str, today: date) -> Problem | None:
    """A period with months that cannot be; months paid ahead may."""
    del number
    if _is_before(values["to_month"], values["from_month"]):
        return Problem.ENDS_BEFORE_START
    starts, ends = _months_ahead(today)
    if _is_after(values["from_month"], starts) or _is_after(values["to_month"], ends):
        return Problem.TOO_FAR_AHEAD
    return None


def benefit_trouble(values: Mapping[str, Value], number: str, today: date) -> Problem | None:
    """A payment with days that cannot be; a decision of today may pay from a day to come."""
    del number
    if _is_before(values["to_date"], values["from_date"]):
        return Problem.ENDS_BEFORE_START
    if _is_after(values["decision_date"], today):
        return Problem.IN_FUTURE
    if _is_after(values["from_date"], add_months(today, STARTS_AHEAD_MONTHS)):
        return Problem.TOO_FAR_AHEAD
    return None


def visit_trouble(values: Mapping[str, Value], number: str, today: date) -> Problem | None:
    """A visit with days that cannot be, that has not happened yet, or that was paid beyond its cost."""
    del number
    if _is_before(values["discharged"], values["admitted"]):
        return Problem.ENDS_BEFORE_START
    if _is_after(values["admitted"], today) or _is_after(values["discharged"], today):
        return Problem.IN_FUTURE
    if sum(_dong(values[share]) for share in SHARES) > _dong(values["total"]):
        return Problem.SHARES_ABOVE_TOTAL
    return None


def kinship_trouble(values: Mapping[str, Value], number: str, today: date) -> Problem | None:
    """Somebody who would be their own father or mother."""
    del today
    return Problem.OWN_PARENT if values["parent_si_number"] == number else None


def facility_change_trouble(values: Mapping[str, Value], number: str, today: date) -> Problem | None:
    """A change that changes nothing, or that holds from a day that lies too far ahead."""
    del number
    if values["replaced"] == values["facility_code"]:
        return Problem.SAME_FACILITY
    far = _is_after(values["holds_from"], add_months(today, STARTS_AHEAD_MONTHS))
    return Problem.TOO_FAR_AHEAD if far else None


@lru_cache(maxsize=4)
def _months_ahead(today: date) -> tuple[str, str]:
    """The last months in which a period may start, and end."""
    starts, ends = (add_months(today, months) for months in (STARTS_AHEAD_MONTHS, ENDS_AHEAD_MONTHS))
    return f"{starts:%Y-%m}", f"{ends:%Y-%m}"


def _is_before(end: Value, start: Value) -> bool:
    """Months compare as text; what is not known is before nothing."""
    if isinstance(end, date) and isinstance(start, date):
        return end < start
    return isinstance(end, str) and isinstance(start, str) and end < start


def _dong(amount: Value) -> int:
    return amount if isinstance(amount, int) else 0


def _is_after(moment: Value, limit: Value) -> bool:
    return _is_before(limit, moment)
