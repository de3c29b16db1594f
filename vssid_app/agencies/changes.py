"""An administrator's new name of an office, from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select

from vssid_app.agencies import rules
from vssid_app.agencies.models import InsuranceOffice
from vssid_app.core.clock import today
from vssid_app.core.dated_rules import Place, place_among
from vssid_app.core.extensions import db


def history_of_office(code: str) -> Sequence[InsuranceOffice]:
    """All names of the office of a code, the earliest first; none when there is no such office."""
    return db.session.scalars(_rows(code)).all()


def place_of_name(code: str, first_day: date, reason: str) -> Place[InsuranceOffice]:
    """Where a new name would stand, and what it would replace.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    return place_among(history_of_office(code), first_day, today(), reason)


def rename_office(code: str, name: str, first_day: date, *, reason: str) -> InsuranceOffice:
    """Let an office have a name from a day on; the earlier row ends the day before, its words still find it.

    Raises:
        BadRow: when it cannot begin on that day.
    """
    with db.transaction() as session:
        # Another administrator's change of the same office is waited for, then read.
        session.scalars(_rows(code).with_for_update()).all()
        session.expire_all()
        place = place_of_name(code, first_day, reason)
        model = place.earlier or history_of_office(code)[-1]
        row = InsuranceOffice(
            code=code,
            name=name,
            name_folded=rules.bare_name(name),
            search_text=rules.search_text(name) + model.search_text,
            province_code=model.province_code,
            district_code=model.district_code,
            name_confirmed=True,
            valid_from=place.valid_from,
            valid_to=place.valid_to,
        )
        if place.earlier is not None:
            place.earlier.valid_to = place.earlier_to
        session.add(row)
    return row


def _rows(code: str) -> Select[InsuranceOffice]:
    return select(InsuranceOffice).where(InsuranceOffice.code == code).order_by(InsuranceOffice.valid_from)
