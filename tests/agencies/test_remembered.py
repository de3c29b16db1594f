"""Names that every page shows are asked for once in some seconds; a change of this process shows at once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from tests.support.statements import statements
from vssid_app.agencies import remembered
from vssid_app.agencies.models import InsuranceOffice
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld

DAY = date(2026, 9, 5)


def _office() -> InsuranceOffice:
    return db.session.scalars(select(InsuranceOffice).where(InsuranceOffice.in_force(DAY)).limit(1)).one()


def test_a_second_page_does_not_ask_again(world: CurrentWorld) -> None:
    code, name = _office().code, _office().name
    assert remembered.office_name(code, DAY) == name
    with statements() as sent:
        assert remembered.office_name(code, DAY) == name
    assert sent == []


def test_a_change_is_told_at_once(world: CurrentWorld) -> None:
    place = _office()
    remembered.office_name(place.code, DAY)
    with db.transaction():
        place.name = "BHXH Mẫu"
    assert remembered.office_name(place.code, DAY) == "BHXH Mẫu"


def test_no_code_and_an_unknown_code_have_no_name(world: CurrentWorld) -> None:
    assert remembered.office_name(None, DAY) == ""
    assert remembered.school_name("không-có", DAY) == ""
    assert remembered.commune(None, DAY) is None
