"""The token that a card page would show."""

from __future__ import annotations

from vssid_app.core.clock import today
from vssid_app.people.models import Person
from vssid_app.registry.card_qr.making import card_token
from vssid_app.registry.overview import overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on


def token_of(person: Person) -> str:
    return card_token(overview_of(holding_of(person), reference_on(today())))
