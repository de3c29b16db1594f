"""Writing into the register what was decided here, until the office's files bring it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select

from vssid_app.audit.operations import note
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.registry.facility_rules import facility_on
from vssid_app.registry.models import FacilityChange
from vssid_app.registry.queries import moves_of, printed_cards

ONE_DAY = timedelta(days=1)


def change_facility(person_id: int, facility_code: str, holds_from: date, *, source: str) -> None:
    """Give a person's cards another primary facility from a day on; joins the caller's transaction.

    ``source`` is the code of what it was decided by. Another decision for the same day takes its place.
    """
    known = {(row.holds_from, row.replaced): row for row in _changes_of(person_id)}
    for before in _facilities_before(person_id, holds_from):
        row = known.get((holds_from, before))
        if before == facility_code:
            # Back to what it was: nothing changes on that day.
            if row is not None:
                db.session.delete(row)
            continue
        row = row or FacilityChange(person_id=person_id, holds_from=holds_from, replaced=before)
        row.facility_code, row.source = facility_code, source
        db.session.add(row)
        db.session.flush()
        note(Tag.REGISTER_CHANGED, "FacilityChange", row.id, fields="facility_code", source=source)


def _changes_of(person_id: int) -> Collection[FacilityChange]:
    return db.session.scalars(select(FacilityChange).where(FacilityChange.person_id == person_id)).all()


def _facilities_before(person_id: int, day: date) -> set[str]:
    """The facilities on the eve of a day, of all cards that run on it, or of the last one before."""
    cards = printed_cards(person_id)
    running = [card for card in cards if card.valid_to is None or card.valid_to >= day] or cards[:1]
    moves = moves_of(person_id)
    return {facility_on(card.facility_code, moves, day - ONE_DAY, None) or "" for card in running}
