"""Insurance facts: cards, participation, benefits, medical visits, and what a school has reported.

Amounts are whole đồng. A month is text, ``2021-09``, since participation knows no days.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.clock import now
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


class BenefitKind(StrEnum):
    """What a payment is for, as the five tabs of `Thông tin hưởng` have it."""

    ONE_OFF = "one_off"
    SICKNESS_MATERNITY = "sickness_maternity"
    INJURY = "injury"
    UNEMPLOYMENT = "unemployment"
    MONTHLY = "monthly"


class CareLevel(StrEnum):
    """The level of care of a facility, from the commune's station upwards."""

    COMMUNE = "commune"
    INITIAL = "initial"
    BASIC = "basic"
    ADVANCED = "advanced"


class CostKind(StrEnum):
    """What a line of a visit's costs is for."""

    EXAMINATION = "examination"
    BED = "bed"
    TEST = "test"
    IMAGING = "imaging"
    MEDICINE = "medicine"
    SUPPLY = "supply"
    PROCEDURE = "procedure"
    TRANSPORT = "transport"


class CertificateKind(StrEnum):
    """The papers that a facility issues for the insurance (source: Thông tư 56/2017/TT-BYT)."""

    DISCHARGE = "discharge"
    RECORD_SUMMARY = "record_summary"
    BIRTH = "birth"
    SICK_LEAVE = "sick_leave"
    MATERNITY_REST = "maternity_rest"


class HealthCard(WorldScoped, Base):
    """A card that was issued to a person."""

    __tablename__ = "health_cards"
    __table_args__ = scoped(
        same_world("person_id", "persons"),
        UniqueConstraint("world_id", "person_id", "card_code", "valid_from"),
        # In the order of their ends, which the reminders go through.
        Index("ix_health_cards_end", "world_id", "valid_to", "id"),
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


class FacilityChange(WorldScoped, Base):
    """Another primary facility from a day on, decided here and not in the office's files yet.

    It is of the person, so that a card that comes later with the old facility has it too. It goes when a file
    knows of it or says otherwise: see ``facility_rules``.
    """

    __tablename__ = "facility_changes"
    __table_args__ = scoped(
        same_world("person_id", "persons"),
        UniqueConstraint("world_id", "person_id", "holds_from", "replaced"),
    )

    person_id: Mapped[int]
    holds_from: Mapped[date]
    replaced: Mapped[str] = mapped_column(String(5), default="")
    """The facility that it takes the place of; empty for cards without one."""
    facility_code: Mapped[str] = mapped_column(String(5))
    source: Mapped[str] = mapped_column(String(12), default="")
    """Code of the request that it was approved by; empty for what a file brought."""


class CardReminder(WorldScoped, Base):
    """That somebody was told of the end of a card, some days before it: once each, see ``reminding``."""

    __tablename__ = "card_reminders"
    __table_args__ = scoped(
        same_world("card_id", "health_cards"),
        same_world("told_id", "persons"),
        UniqueConstraint("world_id", "card_id", "told_id", "last_day", "days_before"),
    )

    card_id: Mapped[int]
    told_id: Mapped[int]
    """The holder, or a guardian."""
    last_day: Mapped[date]
    """The card's end as it was told: another one is told anew."""
    days_before: Mapped[int]
    """Which of the reminders it was."""
    at: Mapped[datetime] = mapped_column(default=now)
    """The world's moment."""


class ExpirySweep(WorldScoped, Base):
    """How far the reminders of a world's day have come through the cards that end soon."""

    __tablename__ = "expiry_sweeps"
    __table_args__ = scoped(UniqueConstraint("world_id"))

    day: Mapped[date]
    last_end: Mapped[date]
    last_id: Mapped[int]
    is_done: Mapped[bool] = mapped_column(default=False)


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
    job_title: Mapped[str] = mapped_column(String(150), default="", server_default=text("''"))
    base_pay: Mapped[int | None] = mapped_column(BigInteger)
    """What contributions are computed on, đồng a month."""
    salary: Mapped[int | None] = mapped_column(BigInteger)
    """The pay agreed with the unit, đồng a month."""
    arrears_months: Mapped[int] = mapped_column(default=0, server_default="0")
    """Months of this period that the unit still owes."""


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


class BenefitPayment(WorldScoped, Base):
    """Money that the insurance pays or has paid to a person by a decision."""

    __tablename__ = "benefit_payments"
    __table_args__ = scoped(
        same_world("person_id", "persons"),
        UniqueConstraint("world_id", "person_id", "kind", "decision_no", "from_date"),
    )

    person_id: Mapped[int]
    kind: Mapped[BenefitKind]
    decision_no: Mapped[str] = mapped_column(String(40))
    decision_date: Mapped[date | None]
    from_date: Mapped[date]
    to_date: Mapped[date | None]
    """None for a monthly benefit that still runs, and for a payment of one day."""
    amount: Mapped[int] = mapped_column(BigInteger)
    """Of a monthly benefit what is paid each month, else the whole."""
    payer: Mapped[str] = mapped_column(String(150), default="")
    account_masked: Mapped[str] = mapped_column(String(40), default="")
    """The end of the bank account's number, never the whole; empty where it was paid in cash."""


class MedicalVisit(WorldScoped, Base):
    """A stay or an examination that the health insurance paid for, in whole or in part."""

    __tablename__ = "medical_visits"
    __table_args__ = scoped(
        same_world("person_id", "persons"),
        UniqueConstraint("world_id", "person_id", "facility_code", "admitted"),
    )

    person_id: Mapped[int]
    facility_code: Mapped[str] = mapped_column(String(5))
    admitted: Mapped[date]
    discharged: Mapped[date | None]
    """None while the patient is still there."""
    icd10: Mapped[str] = mapped_column(String(10), default="")
    diagnosis: Mapped[str] = mapped_column(String(300), default="")
    total: Mapped[int] = mapped_column(BigInteger)
    fund_paid: Mapped[int] = mapped_column(BigInteger)
    copay: Mapped[int] = mapped_column(BigInteger)
    """The patient's share of what the insurance covers."""
    self_paid: Mapped[int] = mapped_column(BigInteger)
    """What the insurance does not cover."""
    other_paid: Mapped[int] = mapped_column(BigInteger)
    care_level: Mapped[CareLevel]
    in_network: Mapped[bool]


class VisitCost(WorldScoped, Base):
    """A line of a visit's costs."""

    __tablename__ = "visit_costs"
    __table_args__ = scoped(
        same_world("visit_id", "medical_visits"), Index("ix_visit_costs_visit", "world_id", "visit_id")
    )

    visit_id: Mapped[int]
    kind: Mapped[CostKind]
    name: Mapped[str] = mapped_column(String(150))
    unit: Mapped[str] = mapped_column(String(20), default="")
    quantity: Mapped[int] = mapped_column(default=1)
    amount: Mapped[int] = mapped_column(BigInteger)
    """Of the whole line."""
    fund_paid: Mapped[int] = mapped_column(BigInteger)


class MedicalCertificate(WorldScoped, Base):
    """A paper that a facility issued about a visit."""

    __tablename__ = "medical_certificates"
    __table_args__ = scoped(
        same_world("visit_id", "medical_visits"),
        UniqueConstraint("world_id", "visit_id", "kind", "number"),
    )

    visit_id: Mapped[int]
    kind: Mapped[CertificateKind]
    number: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    from_date: Mapped[date | None]
    """The first day of the leave or stay that it certifies."""
    to_date: Mapped[date | None]
