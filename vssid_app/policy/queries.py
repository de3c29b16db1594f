"""What the law says on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from sqlalchemy import Date, bindparam, or_, select

from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedRead, table_of
from vssid_app.policy import rules
from vssid_app.policy.models import BenefitLevel, FundShare, Holiday, Parameter, PolicyValue

# Holidays come in runs; the longest, at Tết, takes a week of working days.
HOLIDAY_SLACK = 21
_REMEMBERED = "policy_values"


class UnknownParameter(LookupError):
    """No value is known for that day: before the first row it is unknown, never nought."""


class BadParameter(ValueError):
    """The value in the database is not of the kind that was asked for."""


def whole_number(name: Parameter, on: date) -> int:
    """A number of days, months, years or đồng.

    Raises:
        UnknownParameter: when no row is in force.
        BadParameter: when the value is no whole number.
    """
    value = amount(name, on)
    if value != int(value):
        raise BadParameter(f"{name} on {on} is no whole number: {value}")
    return int(value)


def amount(name: Parameter, on: date) -> Decimal:
    """A number, exactly as written.

    Raises:
        UnknownParameter: when no row is in force.
        BadParameter: when the value is no number.
    """
    text = _value(name, on)
    with suppress(InvalidOperation):
        return Decimal(text)
    raise BadParameter(f"{name} on {on} is no number: {text}")


def flag(name: Parameter, on: date) -> bool:
    """Whether something holds.

    Raises:
        UnknownParameter: when no row is in force.
        BadParameter: when the value is neither ``true`` nor ``false``.
    """
    text = _value(name, on)
    if text not in {"true", "false"}:
        raise BadParameter(f"{name} on {on} is neither true nor false: {text}")
    return text == "true"


def history() -> dict[Parameter, tuple[rules.DatedValue, ...]]:
    """All values of all parameters, for who needs them on many days; one statement."""
    rows = select(PolicyValue.name, PolicyValue.value, PolicyValue.valid_from, PolicyValue.valid_to)
    found: dict[str, tuple[rules.DatedValue, ...]] = {}
    for name, value, first_day, last_day in db.session.execute(rows):
        found[name] = (*found.get(name, ()), rules.DatedValue(value, first_day, last_day))
    return {name: found.get(name, ()) for name in Parameter}


def benefit_levels(on: date) -> dict[str, int]:
    """The benefit level of each beneficiary code on a day; what is not there is unknown, not the worst."""
    rows = select(BenefitLevel.beneficiary_code, BenefitLevel.level).where(BenefitLevel.in_force(on))
    return dict(db.session.execute(rows).all())


def fund_shares(on: date) -> dict[int, FundShare]:
    """What the fund pays at each benefit level on a day."""
    return {
        share.level: share for share in db.session.scalars(select(FundShare).where(FundShare.in_force(on)))
    }


def deadline(start: date, working_days: int) -> date:
    """The last day of a time limit of so many working days that begins after ``start``."""
    last = start + timedelta(days=2 * working_days + HOLIDAY_SLACK)
    return rules.working_day_after(start, working_days, *_special_days(start, last))


def deadline_in_days(start: date, days: int) -> date:
    """The last day of a time limit of so many calendar days that somebody has to keep at an office."""
    last = start + timedelta(days=days)
    return rules.working_day_from(last, *_special_days(last, last + timedelta(days=HOLIDAY_SLACK)))


def working_days_late(due_on: date, on: date) -> int:
    """By how many working days a time limit is missed on a day; 0 while it is not."""
    return rules.working_days_between(due_on, on, *_special_days(due_on, on)) if due_on < on else 0


def working_days_late_each(due_days: Iterable[date], on: date) -> dict[date, int]:
    """The same for many due days of a list, in one statement."""
    days = {day for day in due_days if day < on}
    special = _special_days(min(days), on) if days else (frozenset[date](), frozenset[date]())
    return {day: rules.working_days_between(day, on, *special) for day in days}


def working_days_of_spans(spans: Collection[tuple[date, date]]) -> dict[tuple[date, date], int]:
    """How many working days lie after the first day of each span, up to and with the last; one statement."""
    if not spans:
        return {}
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    return rules.working_days_of_spans(spans, *_special_days(first, last))


def working_days_before(on: date, count: int) -> list[date]:
    """The last so many working days before a day, the nearest first."""
    first = on - timedelta(days=2 * count + HOLIDAY_SLACK)
    return rules.working_days_before(on, count, *_special_days(first, on))


def last_start_of_passed(on: date, working_days: int) -> date:
    """The latest start of which a time limit of so many working days has passed when ``on`` begins."""
    first = on - timedelta(days=2 * working_days + HOLIDAY_SLACK)
    return rules.last_start_of_passed(on, working_days, *_special_days(first, on))


def _special_days(first: date, last: date) -> tuple[frozenset[date], frozenset[date]]:
    """The days off between two days, and the days worked although the weekday or a holiday says otherwise."""
    special = select(Holiday.day, Holiday.works).where(Holiday.day.between(first, last))
    works = dict(db.session.execute(special).all())
    worked = frozenset(day for day, is_worked in works.items() if is_worked)
    return frozenset(works) - worked, worked


def look_up(names: Iterable[Parameter], on: date) -> None:
    """Ask for several values in one statement; who reads them afterwards asks no more."""
    rows = select(PolicyValue.name, PolicyValue.value).where(
        PolicyValue.name.in_(list(names)), PolicyValue.in_force(on)
    )
    remembered = db.session.info.setdefault(_REMEMBERED, {})
    remembered.update({(Parameter(name), on): value for name, value in db.session.execute(rows)})


def forget_values() -> None:
    """Ask again, after a change in this session."""
    db.session.info.pop(_REMEMBERED, None)


def _value(name: Parameter, on: date) -> str:
    """Asked once a session, which lives as long as a request."""
    remembered = db.session.info.setdefault(_REMEMBERED, {})
    if (name, on) not in remembered:
        remembered[name, on] = _stored_value(name, on)
    return str(remembered[name, on])


def _stored_value(name: Parameter, on: date) -> str:
    found = _IN_FORCE.first(name=name, on=on)
    if found is None:
        raise UnknownParameter(f"{name} on {on}")
    return str(found[0])


_VALUES = table_of(PolicyValue)
_ON = bindparam("on", type_=Date)
_IN_FORCE = PreparedRead(
    select(_VALUES.c.value).where(
        _VALUES.c.name == bindparam("name"),
        _VALUES.c.valid_from <= _ON,
        or_(_VALUES.c.valid_to.is_(None), _VALUES.c.valid_to >= _ON),
    )
)
