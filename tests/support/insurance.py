"""Cards, periods and payments of the tests, with defaults."""

from __future__ import annotations

from datetime import date

from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.people.models import Person
from vssid_app.registry.models import HealthCard, ParticipationPeriod, ReportedPayment, Scheme


def make_card(person: Person, code: str = "HS401", **given: object) -> HealthCard:
    """A card of this calendar year; anything can be given."""
    year = today().year
    facts: dict[str, object] = {
        "person_id": person.id,
        "card_code": f"{code}{person.si_number}",
        "valid_from": date(year, 1, 1),
        "valid_to": date(year + 1, 12, 31),
        "facility_code": "01025",
        "office_code": "00104",
        **given,
    }
    card = HealthCard(**facts)
    with db.transaction() as session:
        session.add(card)
    return card


def make_period(person: Person, first: str, last: str | None, code: str = "HS") -> ParticipationPeriod:
    """Months of health insurance at a school."""
    period = ParticipationPeriod(
        person_id=person.id,
        scheme=Scheme.HI,
        from_month=first,
        to_month=last,
        unit_code="TH1",
        beneficiary_code=code,
    )
    with db.transaction() as session:
        session.add(period)
    return period


def make_reported(person: Person, **given: object) -> ReportedPayment:
    """A school's list with this person's payment, not recorded yet."""
    facts: dict[str, object] = {
        "person_id": person.id,
        "school_name": "Trường Mẫu",
        "list_number": "37/DS-2026",
        "sent_on": date(2026, 11, 14),
        "contact": "Cô Thử, chủ nhiệm 6 Mẫu 1",
        **given,
    }
    payment = ReportedPayment(**facts)
    with db.transaction() as session:
        session.add(payment)
    return payment
