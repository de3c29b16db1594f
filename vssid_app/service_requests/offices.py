"""Which office answers a request: the one that issued the card, else that of school or address."""

from __future__ import annotations

from datetime import date

from vssid_app.agencies.models import InsuranceOffice
from vssid_app.agencies.queries import office, office_for_commune, office_for_school
from vssid_app.people.models import Person


def office_of(person: Person, card_office: str | None, on: date) -> InsuranceOffice | None:
    """The office of a person's requests on a day; None where nothing is known that leads to one."""
    found = office(card_office, on) if card_office else None
    if found is None and person.school_code:
        found = office_for_school(person.school_code, on)
    if found is None and person.commune_code:
        found = office_for_commune(person.commune_code, on)
    return found
