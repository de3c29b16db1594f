"""Approved changes of facility and the office's files: which of the two counts, and both ways of the file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.registry.exchange.conftest import Registry
from tests.registry.exchange.lines import NUMBER, good, write
from tests.registry.exchange.test_export import comes_back
from tests.registry.exchange.test_import import audited, counts
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.people.models import Person
from vssid_app.registry.models import FacilityChange, HealthCard
from vssid_app.registry.operations import change_facility
from vssid_app.registry.overview import overview_of
from vssid_app.registry.queries import holding_of
from vssid_app.registry.reference import reference_on

CARDS, FILE = "cards.csv", "facility_changes.csv"
DAY = timedelta(days=1)


@pytest.fixture
def folder(registry: Registry, tmp_path: Path) -> Path:
    """A person with a card in the register, for whom another facility was approved and holds."""
    source = tmp_path / "in"
    write(source, "persons.csv", good("persons.csv"))
    write(source, CARDS, good(CARDS))
    assert registry("import", "in").exit_code == 0
    person = _person()
    with db.transaction():
        change_facility(person.id, "01067", today() - DAY, source="TH-0000-0001")
    return source


def _person() -> Person:
    db.close()
    return db.session.scalars(select(Person).where(Person.si_number == NUMBER)).one()


def shown() -> str | None:
    card = overview_of(holding_of(_person()), reference_on(today())).card
    return card.row.facility_code if card else None


def left() -> list[str]:
    db.close()
    return list(db.session.scalars(select(FacilityChange.facility_code)))


def import_card(registry: Registry, folder: Path, facility: str, *options: str, **cells: str) -> str:
    write(folder, CARDS, good(CARDS, facility_code=facility, **cells))
    return registry("import", "in", *options).output


def test_the_old_one_again_changes_nothing_and_the_report_says_so(registry: Registry, folder: Path) -> None:
    for options in (("--dry-run",), (), ()):
        said = import_card(registry, folder, "01025", *options)
        assert f"{CARDS}{counts(same=1).rstrip()}; nơi khám đã duyệt đổi: giữ 1, theo tệp 0" in said
    assert (shown(), left()) == ("01067", ["01067"])


def test_the_new_one_is_taken_over_once(registry: Registry, folder: Path) -> None:
    said = import_card(registry, folder, "01067")
    assert f"{CARDS}{counts(changed=1)}" in said
    assert (shown(), left()) == ("01067", [])
    assert ("FacilityChange", {"fields": "taken over", "source": "import"}) in audited(Tag.REGISTER_CHANGED)
    # Later the office itself changes it back: its word.
    import_card(registry, folder, "01025")
    assert shown() == "01025"


def test_a_third_one_is_the_offices_newer_word(registry: Registry, folder: Path) -> None:
    dry = import_card(registry, folder, "01218", "--dry-run")
    assert (shown(), left()) == ("01067", ["01067"])
    said = import_card(registry, folder, "01218")
    for each in (dry, said):
        assert f"{CARDS}{counts(changed=1).rstrip()}; nơi khám đã duyệt đổi: giữ 0, theo tệp 1" in each
    assert (shown(), left()) == ("01218", [])
    assert ("FacilityChange", {"fields": "dropped", "source": "import"}) in audited(Tag.REGISTER_CHANGED)
    import_card(registry, folder, "01025")
    assert shown() == "01025"


def test_a_new_card_with_the_old_one_has_the_approved_one(registry: Registry, folder: Path) -> None:
    start = today().isoformat()
    said = import_card(registry, folder, "01025", valid_from=start, card_code=f"GD401{NUMBER}")
    assert f"{CARDS}{counts(new=1).rstrip()}; nơi khám đã duyệt đổi: giữ 1, theo tệp 0" in said
    facilities = select(HealthCard.facility_code)
    assert list(db.session.scalars(facilities)) == ["01025", "01025"]
    holding = overview_of(holding_of(_person()), reference_on(today()))
    assert shown() == "01067"
    assert {row.facility_code for row in holding.others} == {"01067"}


def test_a_file_without_the_column_says_nothing_of_it(registry: Registry, folder: Path) -> None:
    line = good(CARDS, status="suspended")
    del line["facility_code"]
    write(folder, CARDS, line)
    assert f"{CARDS}{counts(changed=1)}" in registry("import", "in").output
    assert left() == ["01067"]


def test_an_export_has_it_and_comes_back(registry: Registry, folder: Path, tmp_path: Path) -> None:
    assert f"{FILE}: 1 dòng" in registry("export", "out").output
    lines = (tmp_path / "out" / FILE).read_text(encoding="utf-8").splitlines()
    day = (today() - DAY).isoformat()
    assert lines == ["si_number,holds_from,replaces,facility_code", f"{NUMBER},{day},01025,01067"]
    (folder / CARDS).unlink()
    comes_back(registry, tmp_path)


def test_what_changes_nothing_or_lies_too_far_ahead_is_rejected(registry: Registry, folder: Path) -> None:
    line = {"si_number": NUMBER, "holds_from": "2030-01-01", "replaces": "", "facility_code": "01 - 092"}
    same = {**line, "holds_from": today().isoformat(), "replaces": "01092"}
    write(folder, FILE, line, same, {**same, "replaces": "01"})
    said = registry("import", "in")
    assert f"{FILE}{counts(rejected=3)}" in said.output
    rejects = (folder / "rejects.csv").read_text(encoding="utf-8-sig")
    for words in ("tương lai quá xa", "giống nơi khám cũ", "mã cơ sở gồm"):
        assert words in rejects, words
