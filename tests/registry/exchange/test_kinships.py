"""``kinships.csv``: what the register knows of fathers and mothers, in and out."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from tests.registry.exchange.conftest import Registry
from tests.registry.exchange.lines import KINSHIP, NUMBER, PARENT, good, person, write
from tests.registry.exchange.test_export import comes_back
from tests.registry.exchange.test_import import audited, counts
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.people.models import Kinship, Person, Relation
from vssid_app.people.queries import registered_children, registered_relation

FILE = "kinships.csv"


def family(folder: Path) -> Path:
    """A child and two adults."""
    adults = (person(25, full_name="TRẦN THỊ MẸ", sex="F"), person(33, full_name="NGUYỄN VĂN CHA"))
    return write(folder, "persons.csv", good("persons.csv", date_of_birth="2015-05-06"), *adults)


def father(**cells: str) -> dict[str, str]:
    return good(FILE, parent_si_number=person(33)["si_number"], relation="father", **cells)


def kin() -> dict[str, Relation]:
    """What is stored of the child: numbers of parents and what they are."""
    db.close()
    rows = select(Person.si_number, Kinship.relation).join(Kinship, Kinship.parent_id == Person.id)
    return {number: Relation(relation) for number, relation in db.session.execute(rows)}


def test_both_parents_are_stored_and_a_second_time_changes_nothing(
    registry: Registry, tmp_path: Path
) -> None:
    write(family(tmp_path / "in"), FILE, KINSHIP, father())
    assert f"{FILE}{counts(new=2)}" in registry("import", "in").output
    assert kin() == {PARENT: Relation.MOTHER, person(33)["si_number"]: Relation.FATHER}
    ids = dict(db.session.execute(select(Person.si_number, Person.id)).all())
    assert registered_relation(ids[PARENT], ids[NUMBER]) is Relation.MOTHER
    assert [child.si_number for child in registered_children(ids[PARENT])] == [NUMBER]
    assert f"{FILE}{counts(same=2)}" in registry("import", "in").output


def test_a_changed_line_updates_and_is_audited(registry: Registry, tmp_path: Path) -> None:
    write(family(tmp_path / "in"), FILE, good(FILE, relation="father"))
    registry("import", "in")
    write(tmp_path / "in", FILE, KINSHIP)
    assert f"{FILE}{counts(changed=1)}" in registry("import", "in").output
    assert kin() == {PARENT: Relation.MOTHER}
    assert audited(Tag.REGISTER_CHANGED) == [("Kinship", {"fields": "relation", "source": "import"})]


def test_what_cannot_be_is_rejected_in_words_also_in_a_dry_run(registry: Registry, tmp_path: Path) -> None:
    stranger = "9900000099"
    write(
        family(tmp_path / "in"),
        FILE,
        KINSHIP,
        good(FILE, relation="father"),
        good(FILE, child_si_number=stranger),
        good(FILE, parent_si_number=stranger),
        good(FILE, parent_si_number=NUMBER),
    )
    for options in (("--dry-run",), ()):
        result = registry("import", "in", *options)
        assert f"{FILE}{counts(new=1, rejected=4)}" in result.output
        rejects = (tmp_path / "in" / "rejects.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        assert [line.split(",")[:2] for line in rejects] == [[FILE, str(line)] for line in (3, 4, 5, 6)]
        for words in ("cùng khóa", "với mã số BHXH này", "của cha hoặc mẹ", "cùng một mã số BHXH"):
            assert [line for line in rejects if words in line], words


def test_an_export_comes_back_byte_by_byte_in_the_order_of_its_key(
    registry: Registry, tmp_path: Path
) -> None:
    write(family(tmp_path / "in"), FILE, father(), KINSHIP)
    registry("import", "in")
    assert f"{FILE}: 2 dòng" in registry("export", "out").output
    lines = (tmp_path / "out" / FILE).read_text(encoding="utf-8").splitlines()
    assert lines == [
        "child_si_number,parent_si_number,relation",
        f"{NUMBER},{PARENT},mother",
        f"{NUMBER},{person(33)['si_number']},father",
    ]
    comes_back(registry, tmp_path)


def test_it_may_come_alone_about_people_who_are_there(registry: Registry, tmp_path: Path) -> None:
    """Alone, without any of the other files, it says of people who are there already."""
    family(tmp_path / "in")
    registry("import", "in")
    write(tmp_path / "alone", FILE, KINSHIP)
    assert f"{FILE}{counts(new=1)}" in registry("import", "alone").output
