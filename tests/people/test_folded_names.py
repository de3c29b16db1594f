"""Names folded before apostrophes were taken for one another are found like those folded since."""

from __future__ import annotations

from sqlalchemy import select

from tests.support.cast import make_person
from vssid_app.cli import migrations
from vssid_app.core.extensions import db
from vssid_app.core.text import fold
from vssid_app.core.world import CurrentWorld
from vssid_app.people.models import Person

BEFORE = "0008"


def test_the_migration_folds_stored_names_as_the_code_does(world: CurrentWorld) -> None:
    names = [*(f"K{mark}BRÔI" for mark in "’‘ʼ′´`'"), "NGUYỄN VĂN THỬ"]
    with db.transaction():
        for name in names:
            make_person(full_name=name).name_folded = fold(name).replace("'", name[1])
    db.close()
    migrations().downgrade(BEFORE)
    migrations().upgrade()
    stored = db.session.execute(select(Person.full_name, Person.name_folded)).all()
    assert sorted(stored) == sorted((name, fold(name)) for name in names)
