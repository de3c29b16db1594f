"""A change of key: everything goes under the new one, whatever happens meanwhile; then the old may go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from tests.core.processes import start
from tests.support.cast import make_account, make_officer, make_person
from tests.support.dossiers import make_dossier
from vssid_app.core import reencrypt
from vssid_app.core.archive import NotABackup
from vssid_app.core.backup import make_backup
from vssid_app.core.db import Base, WorldScoped
from vssid_app.core.extensions import db, keyring, private_files
from vssid_app.core.files import new_file_id
from vssid_app.core.restore import restore_backup
from vssid_app.core.sealed import count_files, count_values, sealed_tables
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.models import DossierPhoto
from vssid_app.enrolment.states import Status
from vssid_app.identity.codes.operations import open_challenge
from vssid_app.identity.codes.rules import Purpose
from vssid_app.notifications.models import Channel
from vssid_app.people.models import Person

OLD, NEW = "ab" * 32, "cd" * 32


def use_keys(settings: Settings, *keys: tuple[str, str]) -> None:
    db.close()
    keyring.start(settings.secret_key, tuple((name, bytes.fromhex(key)) for name, key in keys))


@pytest.fixture
def filled(world: CurrentWorld, demo_settings: Settings) -> Settings:
    """A site in use under the old key; the new one has just been put in front."""
    use_keys(demo_settings, ("1", OLD))
    for n in range(5):
        make_account(make_person(email=f"a{n}@thuchanh.example"))
    make_officer()
    make_dossier(Status.UNDER_REVIEW, email="b@thuchanh.example")
    open_challenge(Purpose.REGISTER, Channel.SMS, "0000345678", device="d", subject="x")
    use_keys(demo_settings, ("2", NEW), ("1", OLD))
    return demo_settings


def everything() -> dict[tuple[str, int, str], object]:
    """Each value of each row as the site reads it, and each photo."""
    db.close()
    read: dict[tuple[str, int, str], object] = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, WorldScoped):
            for row in db.session.scalars(select(mapper.class_)):
                for column in inspect(row).mapper.column_attrs:
                    read[mapper.class_.__name__, row.id, column.key] = getattr(row, column.key)
    for photo in db.session.scalars(select(DossierPhoto)):
        read["photo", photo.id, ""] = private_files.get(photo.file_id, world=photo.world_id)
    return read


def under() -> tuple[set[str], set[str]]:
    """The ids of the keys that values and files are under."""
    db.close()
    with db.scope():
        return set(count_values(db.session.connection())), set(count_files())


def test_killed_in_the_middle_and_run_again_all_reads_with_the_new_key_alone(
    app: Flask, filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything()
    monkeypatch.setenv("FILE_KEY", f"2:{NEW},1:{OLD}")
    process = start(filled, "tests.core.reencrypt_process", "12")
    process.kill()
    process.communicate()
    assert under()[0] == {"1", "2"}
    assert everything() == before

    done = app.test_cli_runner().invoke(args=["keys", "reencrypt", "--yes"])

    assert done.exit_code == 0, done.output
    assert "All is under key 2." in done.output
    assert under() == ({"2"}, {"2"})
    use_keys(filled, ("2", NEW))
    assert everything() == before
    assert len([key for key in before if key[0] == "photo"]) > 0


def test_what_is_written_meanwhile_is_not_lost(
    filled: Settings, world: CurrentWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reencrypt, "ROWS_AT_ONCE", 1)
    renewing = threading.Thread(target=lambda: list(reencrypt.reencrypt_all()))
    renewing.start()
    people = db.session.scalars(select(Person)).all()
    for turn in range(6):
        for person in people:
            with db.transaction():
                db.reload(person)
                person.phone = f"00009{turn}{person.id % 1000:04d}"
    renewing.join()
    written = {f"000095{person.id % 1000:04d}" for person in people}
    db.close()
    assert {person.phone for person in db.session.scalars(select(Person))} == written
    assert under()[0] == {"2"}


def test_a_value_that_no_key_reads_is_told_and_left(app: Flask, filled: Settings) -> None:
    use_keys(filled, ("3", NEW))
    run = app.test_cli_runner()

    refused = run.invoke(args=["keys", "reencrypt", "--yes"])

    assert refused.exit_code == 1
    assert "cannot be read: see keys status; drop no key." in refused.output
    assert "not in FILE_KEY, cannot be read" in run.invoke(args=["keys", "status"]).output
    use_keys(filled, ("1", OLD))
    assert everything()


def test_the_status_says_which_key_may_go(app: Flask, filled: Settings) -> None:
    run = app.test_cli_runner()
    assert "reads\n" in run.invoke(args=["keys", "status"]).output
    run.invoke(args=["keys", "reencrypt", "--yes"])
    said = run.invoke(args=["keys", "status"]).output.splitlines()
    assert said[0].endswith("– encrypts")
    assert said[1].startswith("key 1: 0 values, 0 files – may be taken out")


def test_a_backup_asks_for_the_keys_that_are_in_it(
    filled: Settings, world: CurrentWorld, tmp_path: Path
) -> None:
    files = filled.data_dir / "files"
    use_keys(filled, ("1", OLD))
    private_files.put(new_file_id(), b"an orphan is not renewed", world=world.id)
    use_keys(filled, ("2", NEW), ("1", OLD))
    make_backup(tmp_path / "before", files)
    assert list(reencrypt.reencrypt_all())[-1].unreadable == 0
    for path in files.glob("??/*"):
        if private_files.key_of(path.name) == "1":
            path.unlink()
    make_backup(tmp_path / "after", files)
    use_keys(filled, ("2", NEW))
    with pytest.raises(NotABackup, match="FILE_KEY"):
        restore_backup(tmp_path / "before", files)
    restore_backup(tmp_path / "after", files)
    assert everything()


def test_every_encrypted_table_is_found() -> None:
    names = {table.stored.name for table in sealed_tables()}
    assert {"accounts", "persons", "dossiers", "challenges", "outbox_messages", "account_cases"} <= names


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[None]:
    """No test counts the photos of another."""
    if "filled" not in request.fixturenames:
        yield
        return
    settings: Settings = request.getfixturevalue("demo_settings")
    for path in (settings.data_dir / "files").glob("??/*"):
        path.unlink()
    yield
