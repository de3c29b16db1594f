"""An administrator's new value of a parameter, from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select

from vssid_app.core.clock import today
from vssid_app.core.dated_rules import Place, place_among
from vssid_app.core.extensions import db
from vssid_app.policy.models import Parameter, PolicyValue
from vssid_app.policy.queries import forget_values


def history_of(name: Parameter) -> Sequence[PolicyValue]:
    """All values of a parameter, the earliest first."""
    return db.session.scalars(_rows(name)).all()


def place_of_value(name: Parameter, first_day: date, reason: str) -> Place[PolicyValue]:
    """Where a new value would stand, and what it would replace.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    return place_among(history_of(name), first_day, today(), reason)


def set_value(name: Parameter, value: str, first_day: date, *, source: str, reason: str) -> PolicyValue:
    """Let a parameter have a value from a day on; the earlier row ends the day before.

    ``value`` has passed ``value_rules``; ``source`` says where it stands, ``reason`` why the day is past.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    with db.transaction() as session:
        # Another administrator's change of the same parameter is waited for, then read.
        session.scalars(_rows(name).with_for_update()).all()
        session.expire_all()
        place = place_of_value(name, first_day, reason)
        if place.earlier is not None:
            place.earlier.valid_to = place.earlier_to
        row = PolicyValue(
            name=name,
            value=value,
            unit=history_of(name)[0].unit,
            valid_from=place.valid_from,
            valid_to=place.valid_to,
            source=source,
        )
        session.add(row)
        forget_values()
    return row


def _rows(name: Parameter) -> Select[PolicyValue]:
    return select(PolicyValue).where(PolicyValue.name == name).order_by(PolicyValue.valid_from)
