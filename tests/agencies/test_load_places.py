from datetime import date

import pytest
from sqlalchemy import func, select

from vssid_app.agencies.models import Commune, InsuranceOffice
from vssid_app.agencies.operations import load_reference_data
from vssid_app.core.extensions import db

pytestmark = pytest.mark.usefixtures("world")


def test_loading_again_brings_nothing_in() -> None:
    with db.transaction() as session:
        before = session.scalar(select(func.count()).select_from(Commune))
        assert load_reference_data(session) == 0
        assert session.scalar(select(func.count()).select_from(Commune)) == before == 13_373


def test_what_an_administrator_corrected_stays() -> None:
    with db.transaction() as session:
        office = session.scalars(
            select(InsuranceOffice).where(
                InsuranceOffice.code == "00131", InsuranceOffice.in_force(date(2026, 1, 1))
            )
        ).one()
        office.name = "BHXH cơ sở Tập Huấn"
        session.flush()
        load_reference_data(session)
        session.refresh(office)
        assert office.name == "BHXH cơ sở Tập Huấn"


def test_a_row_that_is_missing_is_brought_in_again() -> None:
    with db.transaction() as session:
        lost = session.scalars(select(InsuranceOffice).where(InsuranceOffice.code == "00129")).all()
        for row in lost:
            session.delete(row)
        session.flush()
        assert load_reference_data(session) == len(lost) == 2
