"""An administrator's new benefit level of a beneficiary code, and new share of the fund, from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select

from vssid_app.core.clock import today
from vssid_app.core.dated_rules import Place, place_among
from vssid_app.core.extensions import db
from vssid_app.policy.models import BenefitLevel, FundShare

Row = TypeVar("Row", BenefitLevel, FundShare)


def all_levels() -> Sequence[BenefitLevel]:
    """The levels of all beneficiary codes, the earliest of each first."""
    order = select(BenefitLevel).order_by(BenefitLevel.beneficiary_code, BenefitLevel.valid_from)
    return db.session.scalars(order).all()


def all_shares() -> Sequence[FundShare]:
    """The shares of all levels, the earliest of each first."""
    return db.session.scalars(select(FundShare).order_by(FundShare.level, FundShare.valid_from)).all()


def levels_of(beneficiary: str) -> Sequence[BenefitLevel]:
    """All levels of a beneficiary code, the earliest first; none when the code is unknown."""
    return db.session.scalars(_levels(beneficiary)).all()


def shares_of(level: int) -> Sequence[FundShare]:
    """All shares of a level, the earliest first; none when there is no such level."""
    return db.session.scalars(_shares(level)).all()


def place_of_level(beneficiary: str, first_day: date, reason: str) -> Place[BenefitLevel]:
    """Where a new level would stand.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    return place_among(levels_of(beneficiary), first_day, today(), reason)


def place_of_share(level: int, first_day: date, reason: str) -> Place[FundShare]:
    """Where a new share would stand.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    return place_among(shares_of(level), first_day, today(), reason)


def set_level(row: BenefitLevel, *, reason: str) -> None:
    """Let a beneficiary code have a level from the row's first day on; the earlier row ends the day before.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    _put(_levels(row.beneficiary_code), row, reason)


def set_share(row: FundShare, *, reason: str) -> None:
    """Let the fund pay a share at a level from the row's first day on; the earlier row ends the day before.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    _put(_shares(row.level), row, reason)


def _put(rows: Select[Row], row: Row, reason: str) -> None:
    with db.transaction() as session:
        # Another administrator's change of the same rows is waited for, then read.
        session.scalars(rows.with_for_update()).all()
        session.expire_all()
        place = place_among(session.scalars(rows).all(), row.valid_from, today(), reason)
        if place.earlier is not None:
            place.earlier.valid_to = place.earlier_to
        row.valid_to = place.valid_to
        session.add(row)


def _levels(beneficiary: str) -> Select[BenefitLevel]:
    found = select(BenefitLevel).where(BenefitLevel.beneficiary_code == beneficiary)
    return found.order_by(BenefitLevel.valid_from)


def _shares(level: int) -> Select[FundShare]:
    return select(FundShare).where(FundShare.level == level).order_by(FundShare.valid_from)
