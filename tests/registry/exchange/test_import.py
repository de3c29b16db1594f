"""The command ``registry import``: what it stores, says, notes in the log and leaves alone."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from tests.registry.exchange.conftest import Registry
from tests.registry.exchange.lines import GOOD, NUMBER, good, person, write
from tests.support.cast import make_person
from tests.support.insurance import make_card, make_period
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.core.worlds import make_world, visiting
from vssid_app.people.models import Person
from vssid_app.people.queries import citizen_id_hash, find_by_citizen_id
from vssid_app.people.rules import BirthDate, Sex
from vssid_app.registry.models import HealthCard, MedicalVisit, ParticipationPeriod, Scheme


def counts(new: int = 0, changed: int = 0, same: int = 0, rejected: int = 0) -> str:
    """How a file's outcome ends."""
    return f": mới {new}, thay đổi {changed}, không đổi {same}, bị loại {rejected}\n"


def everything(folder: Path) -> Path:
    """All five files, a good line in each."""
    for file, cells in GOOD.items():
        write(folder, file, cells)
    return folder


def audited(tag: Tag) -> list[tuple[str, dict[str, object]]]:
    db.close()
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == tag).order_by(AuditEntry.id))
    return [(row.subject_kind, row.facts) for row in rows]


def the_person() -> Person:
    db.close()
    return db.session.scalars(select(Person).where(Person.si_number == NUMBER)).one()


def test_a_line_of_each_file_is_stored_and_a_second_time_changes_nothing(
    registry: Registry, tmp_path: Path
) -> None:
    everything(tmp_path / "in")
    first = registry("import", "in")
    assert first.exit_code == 0, first.output
    assert all(f"{file}{counts(new=1)}" in first.output for file in GOOD)
    holder = the_person()
    assert (holder.full_name, holder.name_folded) == ("NGUYỄN VĂN THỬ", "nguyen van thu")
    assert (holder.birth, holder.sex, holder.street) == (BirthDate(1980, 5, 6), Sex.MALE, "Số 5, ngõ Mẫu")
    assert (holder.citizen_id, holder.phone) == ("099080000017", "0000000017")
    assert find_by_citizen_id("099080000017") is holder
    assert db.session.scalars(select(MedicalVisit)).one().in_network is True
    second = registry("import", tmp_path / "in")
    assert all(f"{file}{counts(same=1)}" in second.output for file in GOOD)
    assert len(audited(Tag.REGISTER_IMPORTED)) == len(GOOD), "only what was stored is noted"
    assert not (tmp_path / "in" / "rejects.csv").exists()


def test_a_changed_line_updates_and_the_log_names_fields_but_no_values(
    registry: Registry, tmp_path: Path
) -> None:
    folder = everything(tmp_path / "in")
    registry("import", "in")
    row_id = the_person().id
    write(folder, "persons.csv", good("persons.csv", full_name="NGUYỄN THỊ KHÁC", citizen_id=""))
    write(folder, "cards.csv", good("cards.csv", valid_to="2025-12-31", status="withdrawn"))
    result = registry("import", "in")
    assert f"persons.csv{counts(changed=1)}cards.csv{counts(changed=1)}" in result.output
    holder = the_person()
    assert (holder.id, holder.name_folded, holder.citizen_id) == (row_id, "nguyen thi khac", None)
    assert (holder.citizen_id_hash, holder.phone) == (None, "0000000017")
    assert audited(Tag.REGISTER_CHANGED) == [
        ("Person", {"fields": "full_name, citizen_id", "source": "import"}),
        ("HealthCard", {"fields": "valid_to, status", "source": "import"}),
    ]


def test_a_dry_run_says_the_same_and_stores_nothing(registry: Registry, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder, "persons.csv", person(1), person(2), person(2, sex="F"), person(3, sex="?"))
    same_id = good("persons.csv", citizen_id=person(1)["citizen_id"])
    write(folder, "persons.csv", person(1), person(2), person(2, sex="F"), person(3, sex="?"), same_id)
    first = good("periods.csv", si_number=person(1)["si_number"])
    write(folder, "periods.csv", first, {**first, "from_month": "2016-01"}, good("periods.csv"))
    dry = registry("import", "in", "--dry-run")
    rejects = (folder / "rejects.csv").read_bytes()
    assert f"persons.csv{counts(new=2, rejected=3)}periods.csv{counts(new=1, rejected=2)}" in dry.output
    assert db.session.scalars(select(Person)).all() == []
    real = registry("import", "in")
    assert f"persons.csv{counts(new=2, rejected=3)}periods.csv{counts(new=1, rejected=2)}" in real.output
    assert (folder / "rejects.csv").read_bytes() == rejects


def test_rejects_name_file_line_and_reason_and_nothing_of_the_person(
    registry: Registry, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    write(folder, "persons.csv", person(1), person(2, phone="0912345678"), person(3, full_name="=1+1"))
    write(folder, "cards.csv", good("cards.csv"))
    result = registry("import", "in")
    rejects = folder / "rejects.csv"
    assert str(rejects) in result.output
    assert rejects.read_text(encoding="utf-8").splitlines() == [
        "file,line,reason",
        'persons.csv,3,"Cột phone: bản thực hành chỉ nhận số để tập, không nhận số thật."',
        'persons.csv,4,"Cột full_name: không có chữ cái nào, không phải họ tên."',
        "cards.csv,2,Không có người nào với mã số BHXH này trong dữ liệu.",
    ]
    assert rejects.stat().st_mode & 0o777 == 0o600
    write(folder, "persons.csv", person(1), person(2), person(3))
    write(
        folder, "cards.csv", good("cards.csv", si_number=person(1)["si_number"], card_code="DN4019900000001")
    )
    registry("import", "in")
    assert not rejects.exists(), "nothing is left over from the run before"


def test_rejects_are_where_one_stands_if_the_folder_takes_none(registry: Registry, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", "cards.csv", good("cards.csv"))
    (folder / "rejects.csv").mkdir()
    result = registry("import", "in")
    assert str(tmp_path / "rejects.csv") in result.output
    assert (tmp_path / "rejects.csv").read_text(encoding="utf-8").count("\n") == 2


def test_a_file_that_cannot_be_read_is_refused_and_the_others_go_on(
    registry: Registry, tmp_path: Path
) -> None:
    folder = everything(tmp_path / "in")
    (folder / "cards.csv").write_text("si_number,valid_from\n", encoding="utf-8")
    result = registry("import", "in")
    assert result.exit_code == 1
    assert "cards.csv: Cả tệp không được nhận: thiếu cột card_code, valid_to, status.\n" in result.output
    assert f"visits.csv{counts(new=1)}" in result.output


def test_columns_that_a_file_has_not_stay_as_they_are(registry: Registry, tmp_path: Path) -> None:
    holder = make_person(si_number=NUMBER, email="thu@thuchanh.example", school_code="thcs-bo-de")
    phone, citizen_id = holder.phone, str(holder.citizen_id)
    make_period(holder, "2021-09", "2022-05", "HN")
    known = ("si_number", "full_name", "date_of_birth", "sex")
    write(tmp_path / "in", "persons.csv", {name: GOOD["persons.csv"][name] for name in known})
    period = good("periods.csv", scheme="HI", from_month="2021-09", to_month="2022-08", unit_code="TH1")
    write(tmp_path / "in", "periods.csv", period)
    result = registry("import", "in")
    assert f"persons.csv{counts(changed=1)}periods.csv{counts(changed=1)}" in result.output
    now = the_person()
    assert (now.full_name, now.phone) == ("NGUYỄN VĂN THỬ", phone)
    assert (now.citizen_id, now.email) == (citizen_id, "thu@thuchanh.example")
    assert now.citizen_id_hash == citizen_id_hash(citizen_id)
    kept = db.session.scalars(select(ParticipationPeriod)).one()
    assert (kept.beneficiary_code, kept.to_month, kept.unit_name) == ("HN", "2022-08", "Công ty Mẫu")


def test_the_card_of_the_time_tells_in_which_group_months_were_paid(
    registry: Registry, tmp_path: Path
) -> None:
    child = {**good("persons.csv"), "date_of_birth": "2020-03-15"}
    cards = {"card_code": f"TE101{NUMBER}", "valid_from": "2020-03-15", "valid_to": "2026-09-30"}
    write(tmp_path / "in", "persons.csv", child)
    write(tmp_path / "in", "cards.csv", good("cards.csv", **cards))
    months = [("HI", "2020-03", "2020-12"), ("HI", "2019-01", "2019-02"), ("SI", "2021-01", "2021-02")]
    lines = [
        good("periods.csv", scheme=scheme, from_month=first, to_month=last) for scheme, first, last in months
    ]
    write(tmp_path / "in", "periods.csv", *lines)
    registry("import", "in")
    rows = db.session.scalars(select(ParticipationPeriod).order_by(ParticipationPeriod.from_month))
    assert [(row.scheme, row.beneficiary_code) for row in rows] == [
        (Scheme.HI, ""),
        (Scheme.HI, "TE"),
        (Scheme.SI, ""),
    ]


def test_each_world_has_a_register_of_its_own(
    registry: Registry, tmp_path: Path, world: CurrentWorld
) -> None:
    room = make_world(WorldKind.TRAINING)
    make_card(make_person(si_number=NUMBER, citizen_id="099080000017"))
    everything(tmp_path / "in")
    assert f"persons.csv{counts(new=1)}" in registry("import", "in", "--world", "training").output
    assert f"persons.csv{counts(same=1)}" in registry("import", "in", "--world", str(room.id)).output
    assert the_person().full_name.startswith("NGUYỄN VĂN THỬ ")
    db.close()
    with visiting(room):
        assert db.session.scalars(select(HealthCard)).one().card_code == f"DN401{NUMBER}"


def test_what_cannot_be_done_is_said_in_words(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    everything(tmp_path / "in")
    for arguments, words in (
        (("import", "nowhere"), "Không có thư mục"),
        (("import", "empty"), "không có tệp nào"),
        (("import", "in", "--world", "live"), "Không có thế giới “live”"),
        (("export", "out", "--world", "9"), "Không có thế giới “9”"),
    ):
        result = registry(*arguments)
        assert result.exit_code == 1
        assert words in result.output
