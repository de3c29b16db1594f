"""A backup brings back every row and every file, or refuses and changes nothing."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_officer, make_person
from tests.support.dossiers import make_dossier
from vssid_app.core.archive import NotABackup, stored_tables
from vssid_app.core.backup import make_backup, one_moment
from vssid_app.core.extensions import db, keyring, private_files
from vssid_app.core.files import FolderStore, new_file_id
from vssid_app.core.restore import restore_backup
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.states import Status
from vssid_app.people.models import Person

Everything = tuple[dict[str, list[str]], dict[str, bytes]]


@pytest.fixture
def files(tmp_path: Path, demo_settings: Settings) -> Path:
    folder = tmp_path / "files"
    private_files.use(FolderStore(folder))
    return folder


@pytest.fixture
def filled(world: CurrentWorld, files: Path, tmp_path: Path) -> Path:
    """The path of a backup of a world in use, which has gone on since."""
    make_account(make_person(phone="0000345678", citizen_id="099090345678"))
    make_officer()
    make_dossier(Status.UNDER_REVIEW, paper=True)
    private_files.put(new_file_id(), b"a photo", world=world.id)
    db.close()
    return tmp_path / "backup"


def everything(files: Path) -> Everything:
    """All rows as stored, and all files."""
    db.close()
    with one_moment() as connection:
        rows = {
            table.name: sorted(repr(row) for row in connection.execute(select(table)))
            for table in stored_tables(connection)
        }
    return rows, {path.name: path.read_bytes() for path in files.glob("??/*")}


def go_on(world: CurrentWorld, files: Path) -> None:
    """What happens after the backup: people come, change and lose a photo."""
    make_person()
    with db.transaction() as session:
        for person in session.scalars(select(Person)):
            person.full_name = "TRẦN THỊ MẪU"
    next(files.glob("??/*")).unlink()
    private_files.put(new_file_id(), b"another photo", world=world.id)
    db.close()


def test_every_row_and_file_comes_back(filled: Path, files: Path, world: CurrentWorld) -> None:
    before = everything(files)
    make_backup(filled, files)
    go_on(world, files)
    assert everything(files) != before
    restore_backup(filled, files)
    assert everything(files) == before
    assert len(before[0]["persons"]) > 0
    assert len(before[1]) > 0


def test_afterwards_people_can_be_added(filled: Path, files: Path, world: CurrentWorld) -> None:
    make_backup(filled, files)
    go_on(world, files)
    restore_backup(filled, files)
    known = set(db.session.scalars(select(Person.id)))
    assert make_person().id > max(known)


def test_it_is_readable_by_its_owner_alone_and_holds_no_number_in_clear(filled: Path, files: Path) -> None:
    make_backup(filled, files)
    assert filled.stat().st_mode & 0o777 == 0o600
    with tarfile.open(filled) as archive:
        parts = [archive.extractfile(member) for member in archive]
        content = b"".join(part.read() for part in parts if part)
    assert b"NGUY" in content
    for secret in (b"0000345678", b"099090345678", b"a photo"):
        assert secret not in content
    assert [path.name for path in filled.parent.glob(".backup-*")] == []


def cut_short(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-200])


def turn_a_bit(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)


def repack(backup: Path, change: Callable[[Path], None]) -> None:
    """Unpack, change a member, pack again: what somebody with the file but without the keys can do."""
    folder = backup.with_name("unpacked")
    with tarfile.open(backup) as archive:
        archive.extractall(folder, filter="data")
    change(folder)
    with tarfile.open(backup, "w:gz") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.add(path, arcname=path.relative_to(folder).as_posix())
    shutil.rmtree(folder)


def change_a_row(backup: Path) -> None:
    def change(folder: Path) -> None:
        rows = folder / "tables" / "persons.jsonl"
        rows.write_text(rows.read_text().replace("NGUY", "NGUI"))

    repack(backup, change)


def leave_a_table_out(backup: Path) -> None:
    repack(backup, lambda folder: (folder / "tables" / "persons.jsonl").unlink())


def add_a_file(backup: Path) -> None:
    repack(backup, lambda folder: (folder / "files" / ("aa" * 16)).touch())


def change_the_list(backup: Path) -> None:
    def change(folder: Path) -> None:
        manifest = folder / "manifest.json"
        manifest.write_text(manifest.read_text().replace("persons", "personz"))

    repack(backup, change)


def be_something_else(backup: Path) -> None:
    backup.write_bytes(b"PK\x03\x04 a spreadsheet")


DAMAGES = [
    cut_short,
    turn_a_bit,
    change_a_row,
    leave_a_table_out,
    add_a_file,
    change_the_list,
    be_something_else,
]


def test_a_damaged_one_is_refused_whole(filled: Path, files: Path, world: CurrentWorld) -> None:
    make_backup(filled, files)
    go_on(world, files)
    now = everything(files)
    for damage in DAMAGES:
        damaged = filled.with_name("damaged")
        shutil.copy(filled, damaged)
        damage(damaged)
        with pytest.raises(NotABackup):
            restore_backup(damaged, files)
        assert everything(files) == now, damage.__name__
    assert list(files.parent.glob(".restore-*")) == []


@pytest.mark.parametrize(
    ("secret", "key", "why"),
    [("another secret of another site", b"\x01", "SECRET_KEY"), (None, b"\x02", "FILE_KEY")],
)
def test_a_foreign_one_is_refused_whole(
    filled: Path, files: Path, demo_settings: Settings, secret: str | None, key: bytes, why: str
) -> None:
    make_backup(filled, files)
    now = everything(files)
    keyring.start(secret or demo_settings.secret_key, (("other", key * 32),))
    with pytest.raises(NotABackup, match=why):
        restore_backup(filled, files)
    assert everything(files) == now


def test_the_commands_do_it_and_refuse_in_words(
    app: Flask, filled: Path, files: Path, demo_settings: Settings
) -> None:
    files = shutil.copytree(files, demo_settings.data_dir / "files", dirs_exist_ok=True)
    run = app.test_cli_runner()
    before = everything(files)
    made = run.invoke(args=["backup", str(filled)])
    assert made.exit_code == 0, made.output
    make_person()
    restored = run.invoke(args=["restore", "--yes", str(filled)])
    assert restored.exit_code == 0, restored.output
    assert everything(files) == before
    turn_a_bit(filled)
    refused = run.invoke(args=["restore", "--yes", str(filled)])
    assert refused.exit_code == 1
    assert "Nothing was changed: this" in refused.output


def test_a_lost_photo_does_not_keep_the_rest_from_being_kept(filled: Path, files: Path) -> None:
    for path in files.glob("??/*"):
        path.unlink()
    assert make_backup(filled, files).hashes
