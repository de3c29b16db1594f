"""Months, benefits and visits of the tests, with defaults."""

from __future__ import annotations

from datetime import date
from typing import Any

from vssid_app.core.db import Base
from vssid_app.core.extensions import db
from vssid_app.people.models import Person
from vssid_app.registry.models import (
    BenefitKind,
    BenefitPayment,
    CareLevel,
    CertificateKind,
    CostKind,
    MedicalCertificate,
    MedicalVisit,
    ParticipationPeriod,
    Scheme,
    VisitCost,
)


def add_period(person: Person, scheme: Scheme, first: str, last: str | None, **given: Any) -> None:
    """Months at a company."""
    facts = {"unit_code": "DV01", "unit_name": "Công ty Mẫu Mây Tre", "job_title": "Thợ đan"}
    _add(
        ParticipationPeriod(
            person_id=person.id, scheme=scheme, from_month=first, to_month=last, **(facts | given)
        )
    )


def add_benefit(person: Person, kind: BenefitKind, from_date: date, **given: Any) -> None:
    """Money by a decision."""
    facts = {"decision_no": f"{from_date:%d%m%Y}/QĐ", "amount": 1_200_000, "payer": "BHXH quận Long Biên"}
    _add(BenefitPayment(person_id=person.id, kind=kind, from_date=from_date, **(facts | given)))


def add_visit(person: Person, admitted: date, **given: Any) -> int:
    """A visit of one day at a hospital, of which the fund paid 80 %; the number of its row."""
    facts = {
        "facility_code": "01025",
        "discharged": admitted,
        "icd10": "J00",
        "diagnosis": "Viêm mũi họng cấp",
        "total": 1_000_000,
        "fund_paid": 800_000,
        "copay": 200_000,
        "self_paid": 0,
        "other_paid": 0,
        "care_level": CareLevel.BASIC,
        "in_network": True,
    }
    visit = MedicalVisit(person_id=person.id, admitted=admitted, **(facts | given))
    _add(visit)
    return visit.id


def add_bill(visit_id: int, issued_on: date) -> None:
    """Two lines of a bill and a paper."""
    _add(
        VisitCost(
            visit_id=visit_id, kind=CostKind.EXAMINATION, name="Khám nội", amount=50_000, fund_paid=40_000
        )
    )
    _add(
        VisitCost(
            visit_id=visit_id,
            kind=CostKind.MEDICINE,
            name="Thuốc ho",
            unit="chai",
            quantity=2,
            amount=950_000,
            fund_paid=760_000,
        )
    )
    _add(
        MedicalCertificate(
            visit_id=visit_id,
            kind=CertificateKind.SICK_LEAVE,
            number="0012",
            issued_on=issued_on,
            from_date=issued_on,
            to_date=issued_on,
        )
    )


def _add(row: Base) -> None:
    with db.transaction() as session:
        session.add(row)
