"""The command ``registry export``, and the way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.registry.exchange.conftest import Registry
from tests.registry.exchange.lines import good, person, write
from tests.registry.exchange.test_import import audited
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.core.worlds import make_world, set_clock, visiting
from vssid_app.people.models import Person
from vssid_app.registry.exchange.sheets import FILES
from vssid_app.training.operations import seed_demo_world

EMPTY = ("cards", "benefits", "visits", "kinships", "facility_changes")
FORMULA = '=1+1;"Mẫu", @SUM(A1)\n-2'


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_export_comes_back_byte_by_byte_also_in_another_world(
    registry: Registry, tmp_path: Path, world: CurrentWorld
) -> None:
    own = {"si_number": person(7)["si_number"]}
    write(tmp_path / "in", "persons.csv", person(7, full_name="H'ĐẶNG Ẫ\u0323", address=FORMULA), person(8))
    write(
        tmp_path / "in",
        "benefits.csv",
        good("benefits.csv", **own, payer="+84"),
        good("benefits.csv", **own, decision_no="2"),
    )
    write(tmp_path / "in", "visits.csv", good("visits.csv", **own, diagnosis=FORMULA, in_network="N"))
    assert registry("import", "in").exit_code == 0
    assert not (tmp_path / "in" / "rejects.csv").exists()
    assert registry("export", "out").exit_code == 0
    first = contents(tmp_path / "out")
    assert set(first) == set(FILES)
    comes_back(registry, tmp_path)


@pytest.mark.long
def test_a_whole_demo_world_comes_back(registry: Registry, tmp_path: Path, world: CurrentWorld) -> None:
    seed_demo_world()
    assert registry("export", "out").exit_code == 0
    comes_back(registry, tmp_path)


def comes_back(registry: Registry, tmp_path: Path) -> None:
    """An import of the export changes nothing, and another world gives the same bytes again."""
    first = contents(tmp_path / "out")
    again = registry("import", "out")
    assert again.output.count("mới 0, thay đổi 0") == again.output.count("bị loại 0") == len(FILES)
    registry("export", "again")
    room = make_world(WorldKind.TRAINING)
    assert registry("import", "out", "--world", "training").exit_code == 0
    registry("export", "other", "--world", str(room.id))
    assert contents(tmp_path / "other") == first == contents(tmp_path / "again")


def test_files_are_ordered_by_key_plain_and_for_the_owner_alone(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "in", "persons.csv", person(3), person(1), person(2))
    lines = [
        good("periods.csv", si_number=person(1)["si_number"], **cells)
        for cells in (
            {"scheme": "UI"},
            {"unit_code": "ĐV"},
            {"unit_code": "a"},
            {"from_month": "2014-12", "to_month": "2014-12"},
        )
    ]
    write(tmp_path / "in", "periods.csv", *lines)
    registry("import", "in")
    result = registry("export", "out")
    assert "persons.csv: 3 dòng\ncards.csv: 0 dòng\nperiods.csv: 4 dòng\n" in result.output
    persons = (tmp_path / "out" / "persons.csv").read_bytes()
    assert persons.startswith(b"si_number,full_name,date_of_birth,sex,")
    assert b"\r" not in persons
    assert [line[:10] for line in persons.split(b"\n")[1:-1]] == [
        person(place)["si_number"].encode() for place in (1, 2, 3)
    ]
    periods = (tmp_path / "out" / "periods.csv").read_text(encoding="utf-8").split("\n")[1:-1]
    assert [line.split(",")[1:5:3] + line.split(",")[2:3] for line in periods] == [
        ["SI", "DV01", "2014-12"],
        ["SI", "a", "2015-01"],
        ["SI", "ĐV", "2015-01"],
        ["UI", "DV01", "2015-01"],
    ]
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()} == {0o600}
    assert audited(Tag.REGISTER_EXPORTED) == [
        (
            "World",
            {
                "persons": 3,
                "cards": 0,
                "periods": 4,
                "benefits": 0,
                "visits": 0,
                "kinships": 0,
                "facility_changes": 0,
            },
        )
    ]


def test_an_export_can_be_imported_after_the_clock_was_moved_back(
    registry: Registry, tmp_path: Path, world: CurrentWorld
) -> None:
    write(tmp_path / "in", "persons.csv", good("persons.csv"))
    write(tmp_path / "in", "visits.csv", good("visits.csv"))
    registry("import", "in")
    registry("export", "out")
    set_clock(world, date(2019, 5, 13))
    result = registry("import", "out")
    assert "visits.csv: mới 0, thay đổi 0, không đổi 1, bị loại 0" in result.output


def test_people_of_another_world_are_not_in_it(registry: Registry, tmp_path: Path) -> None:
    write(tmp_path / "in", "persons.csv", person(1))
    registry("import", "in")
    room = make_world(WorldKind.TRAINING)
    registry("export", "out", "--world", "training")
    assert (tmp_path / "out" / "persons.csv").read_text(encoding="utf-8").count("\n") == 1
    db.close()
    with visiting(room):
        assert db.session.scalars(select(Person)).all() == []
