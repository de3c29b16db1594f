"""Invented facts as rows of the database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from vssid_app.core.db import Base
from vssid_app.core.text import fold
from vssid_app.people.models import Person, Specimen
from vssid_app.people.queries import citizen_id_hash
from vssid_app.registry.models import (
    BenefitPayment,
    HealthCard,
    MedicalCertificate,
    MedicalVisit,
    ParticipationPeriod,
    ReportedPayment,
    VisitCost,
)
from vssid_app.training.era import CommuneCodes
from vssid_app.training.synthetic import SyntheticPerson, SyntheticSpecimen, SyntheticVisit

PUBLIC_ID_BYTES = 16


def person_row(person: SyntheticPerson, communes: CommuneCodes) -> Person:
    """Somebody of the register, living where the world's date has a commune."""
    return Person(
        public_id=new_public_id(),
        # Registers and identity papers write names in capitals.
        full_name=person.full_name.upper(),
        name_folded=fold(person.full_name),
        birth=person.birth,
        sex=person.sex,
        si_number=person.si_number,
        citizen_id=person.citizen_id,
        citizen_id_hash=citizen_id_hash(person.citizen_id) if person.citizen_id else None,
        phone=person.phone,
        email=person.email,
        province_code=person.home.province_code,
        commune_code=communes.of(person.home),
        street=person.home.street,
        school_code=person.school_code,
        class_name=person.class_name,
    )


def insurance_rows(person: SyntheticPerson, person_id: int) -> Iterator[Base]:
    """Cards, months, a reported payment and benefits of somebody whose row has its number."""
    for card in person.cards:
        yield HealthCard(
            person_id=person_id,
            card_code=card.card_code,
            valid_from=card.valid_from,
            valid_to=card.valid_to,
            facility_code=card.facility_code,
            issued_on=card.issued_on,
            office_code=card.office_code,
            status=card.status,
            printed_name=card.printed_name,
            printed_birth=card.printed_birth,
        )
    for period in person.periods:
        yield ParticipationPeriod(
            person_id=person_id,
            scheme=period.scheme,
            from_month=period.from_month,
            to_month=period.to_month,
            unit_code=period.unit_code,
            unit_name=period.unit_name,
            beneficiary_code=period.beneficiary_code,
            job_title=period.job_title,
            base_pay=period.base_pay,
            salary=period.salary,
            arrears_months=period.arrears_months,
        )
    yield from _benefit_rows(person, person_id)
    reported = person.reported_payment
    if reported is not None:
        yield ReportedPayment(
            person_id=person_id,
            school_name=reported.school_name,
            list_number=reported.list_number,
            sent_on=reported.sent_on,
            contact=reported.contact,
        )


def _benefit_rows(person: SyntheticPerson, person_id: int) -> Iterator[Base]:
    for benefit in person.benefits:
        yield BenefitPayment(
            person_id=person_id,
            kind=benefit.kind,
            decision_no=benefit.decision_no,
            decision_date=benefit.decision_date,
            from_date=benefit.from_date,
            to_date=benefit.to_date,
            amount=benefit.amount,
            payer=benefit.payer,
            account_masked=benefit.account_masked,
        )


def visit_row(visit: SyntheticVisit, person_id: int) -> MedicalVisit:
    """A visit of somebody; what belongs to it follows once it has its number."""
    return MedicalVisit(
        person_id=person_id,
        facility_code=visit.facility_code,
        admitted=visit.admitted,
        discharged=visit.discharged,
        icd10=visit.icd10,
        diagnosis=visit.diagnosis,
        total=visit.total,
        fund_paid=visit.payment.fund_paid,
        copay=visit.payment.copay,
        self_paid=visit.payment.self_paid,
        other_paid=visit.payment.other_paid,
        care_level=visit.care_level,
        in_network=visit.in_network,
    )


def rows_of_visit(visit: SyntheticVisit, visit_id: int) -> Iterator[Base]:
    """The lines of the costs and the papers of a visit whose row has its number."""
    for cost in visit.costs:
        yield VisitCost(
            visit_id=visit_id,
            kind=cost.kind,
            name=cost.name,
            unit=cost.unit,
            quantity=cost.quantity,
            amount=cost.amount,
            fund_paid=cost.fund_paid,
        )
    for paper in visit.certificates:
        yield MedicalCertificate(
            visit_id=visit_id,
            kind=paper.kind,
            number=paper.number,
            issued_on=paper.issued_on,
            from_date=paper.from_date,
            to_date=paper.to_date,
        )


def specimen_row(specimen: SyntheticSpecimen, communes: CommuneCodes) -> Specimen:
    """What the papers of a specimen say."""
    return Specimen(
        public_id=new_public_id(),
        serial=specimen.serial,
        kind=specimen.kind,
        full_name=specimen.papers.full_name.upper(),
        birth=specimen.papers.birth,
        sex=specimen.papers.sex,
        si_number=specimen.si_number,
        citizen_id=specimen.citizen_id,
        citizen_id_issued_on=specimen.citizen_id_issued_on,
        citizen_id_issued_at=specimen.citizen_id_issued_at,
        phone=specimen.phone,
        email=specimen.email,
        commune_code=communes.of(specimen.home),
        street=specimen.home.street,
        school_code=specimen.school_code,
        class_name=specimen.class_name,
    )


def new_public_id() -> str:
    """A random id for addresses; not drawn from the seed, so that nobody can compute it."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)
