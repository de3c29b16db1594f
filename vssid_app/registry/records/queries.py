"""Reading a person's records; few statements, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from vssid_app.core.extensions import db
from vssid_app.people.seen import AnyPerson
from vssid_app.registry.models import (
    BenefitPayment,
    MedicalCertificate,
    MedicalVisit,
    ParticipationPeriod,
    ReportedPayment,
    VisitCost,
)
from vssid_app.registry.overview import period_facts
from vssid_app.registry.rules import PeriodFacts


def periods_of(person: AnyPerson) -> tuple[PeriodFacts, ...]:
    """All months of participation, of the four insurances."""
    mine = ParticipationPeriod.person_id == person.id
    rows = db.session.scalars(select(ParticipationPeriod).where(mine))
    return tuple(period_facts(row) for row in rows)


def unrecorded_payment(person: AnyPerson) -> ReportedPayment | None:
    """What a school has reported last and the office has not recorded yet."""
    mine = (ReportedPayment.person_id == person.id) & ReportedPayment.recorded_on.is_(None)
    newest = select(ReportedPayment).where(mine).order_by(ReportedPayment.sent_on.desc())
    return db.session.scalars(newest.limit(1)).first()


def benefits_of(person: AnyPerson) -> Sequence[BenefitPayment]:
    """All benefits, newest first."""
    mine = select(BenefitPayment).where(BenefitPayment.person_id == person.id)
    return db.session.scalars(mine.order_by(BenefitPayment.from_date.desc(), BenefitPayment.id.desc())).all()


def visits_of(person: AnyPerson) -> Sequence[MedicalVisit]:
    """All visits, newest first."""
    mine = select(MedicalVisit).where(MedicalVisit.person_id == person.id)
    return db.session.scalars(mine.order_by(MedicalVisit.admitted.desc(), MedicalVisit.id.desc())).all()


def costs_of(visit: MedicalVisit) -> Sequence[VisitCost]:
    """The lines of a visit's bill, in their order."""
    lines = select(VisitCost).where(VisitCost.visit_id == visit.id)
    return db.session.scalars(lines.order_by(VisitCost.id)).all()


def visits_with_papers(
    person: AnyPerson,
) -> tuple[Sequence[MedicalVisit], Mapping[int, Sequence[MedicalCertificate]]]:
    """All visits, newest first, and the papers issued about each, the oldest first; one statement."""
    both = (
        select(MedicalVisit, MedicalCertificate)
        .outerjoin(MedicalCertificate, MedicalCertificate.visit_id == MedicalVisit.id)
        .where(MedicalVisit.person_id == person.id)
        .order_by(
            MedicalVisit.admitted.desc(),
            MedicalVisit.id.desc(),
            MedicalCertificate.issued_on,
            MedicalCertificate.id,
        )
    )
    visits: dict[int, MedicalVisit] = {}
    papers: dict[int, list[MedicalCertificate]] = {}
    for visit, paper in db.session.execute(both):
        visits[visit.id] = visit
        of_visit = papers.setdefault(visit.id, [])
        # Without any, the outer join gives None, which its type does not say.
        of_visit += filter(None, [paper])
    return list(visits.values()), papers
