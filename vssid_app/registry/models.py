"""Insurance facts: cards, participation, and what a school has reported but the office not yet recorded."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.people.models import BirthColumn
from vssid_app.people.rules import BirthDate


class CardStatus(StrEnum):
    """What the office has said of a card."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    REPORTED_OFF = "reported_off"
    SUSPENDED = "suspended"


class Scheme(StrEnum):
    """The four insurances."""

    HI = "HI"
    SI = "SI"
    UI = "UI"
    OAD = "OAD"


class HealthCard(WorldScoped, Base):
    """A card that was issued to a person."""

    __tablename__ = "health_cards"
    __table_args__ = scoped(
        same_world("person_id", "persons"),
        UniqueConstraint("world_id", "person_id", "card_code", "valid_from"),
    )

    person_id: Mapped[int]
    card_code: Mapped[str] = mapped_column(String(15))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    facility_code: Mapped[str | None] = mapped_column(String(5))
    issued_on: Mapped[date | None]
    office_code: Mapped[str | None] = mapped_column(String(5))
    status: Mapped[CardStatus] = mapped_column(default=CardStatus.ACTIVE)
    printed_name: Mapped[str | None] = mapped_column(String(100))
    """What stands on the card, where it differs from the register; None where they agree."""
    printed_birth: Mapped[BirthDate | None] = mapped_column(BirthColumn)


class ParticipationPeriod(WorldScoped, Base):
    """A run of months in one insurance at one unit."""

    __tablename__ = "participation_periods"
    __table_args__ = scoped(
        same_world("person_id", "persons"),
        UniqueConstraint("world_id", "person_id", "scheme", "from_month", "unit_code"),
    )

    person_id: Mapped[int]
    scheme: Mapped[Scheme]
    from_month: Mapped[str] = mapped_column(String(7))
    """``2021-09``; the period begins on its first day."""
    to_month: Mapped[str | None] = mapped_column(String(7))
    """Ends on its last day; None is still running."""
    unit_code: Mapped[str] = mapped_column(String(40), default="")
    unit_name: Mapped[str] = mapped_column(String(150), default="")
    beneficiary_code: Mapped[str] = mapped_column(String(2), default="")


class ReportedPayment(WorldScoped, Base):
    """A school has paid for a pupil and sent its list; the office has not recorded it yet."""

    __tablename__ = "reported_payments"
    __table_args__ = scoped(
        same_world("person_id", "persons"), Index("ix_reported_payments_person", "world_id", "person_id")
    )

    person_id: Mapped[int]
    school_name: Mapped[str] = mapped_column(String(150))
    list_number: Mapped[str] = mapped_column(String(30))
    sent_on: Mapped[date]
    contact: Mapped[str] = mapped_column(String(150), default="")
    recorded_on: Mapped[date | None]
