"""The records of the demo as rows: all are stored, and the pages explain each bill by the rules."""

from __future__ import annotations

from sqlalchemy import func, select

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person
from vssid_app.registry.models import (
    BenefitKind,
    BenefitPayment,
    MedicalCertificate,
    MedicalVisit,
    ParticipationPeriod,
    VisitCost,
)
from vssid_app.registry.queries import holding_of
from vssid_app.registry.records.queries import visits_of
from vssid_app.registry.records.visits import History
from vssid_app.registry.reference import reference_on
from vssid_app.registry.terms import all_terms
from vssid_app.training.operations import seed_demo_world


def count(model: type) -> int:
    return db.session.scalars(select(func.count()).select_from(model)).one()


def test_the_records_are_stored_and_each_bill_is_explained(world: CurrentWorld) -> None:
    seed_demo_world()
    visits = count(MedicalVisit)
    assert visits >= 150
    assert count(VisitCost) > 2 * visits
    assert count(MedicalCertificate) >= 20
    assert set(db.session.scalars(select(BenefitPayment.kind))) == set(BenefitKind)
    owed = select(func.sum(ParticipationPeriod.arrears_months))
    assert db.session.scalars(owed).one() >= 10
    assert unexplained() == []


def unexplained() -> list[str]:
    """The visits of which a page cannot say why the fund paid so much."""
    reference, terms = reference_on(today()), all_terms()
    found: list[str] = []
    for person in db.session.scalars(select(Person).where(Person.id.in_(select(MedicalVisit.person_id)))):
        visits = visits_of(person)
        history = History(visits, holding_of(person), reference, terms)
        found += [f"{visit.icd10} {visit.total}" for visit in visits if not history.view(visit).reasons]
    return found
