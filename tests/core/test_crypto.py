"""Secrets at rest: unreadable, unmovable, and found only by a keyed hash."""

from __future__ import annotations

import unicodedata

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import Connection, MetaData, Table, select

from tests.support.cast import make_account, make_person
from vssid_app.core.crypto import Keyring
from vssid_app.core.extensions import db
from vssid_app.core.settings import Settings
from vssid_app.core.world import CurrentWorld
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import Message, enqueue
from vssid_app.people.models import Person

OLD, NEW = ("1", b"\x01" * 32), ("2", b"\x02" * 32)


def _keyring(*keys: tuple[str, bytes], secret: str = "of this test") -> Keyring:  # noqa: S107
    keyring = Keyring()
    keyring.start(secret, keys)
    return keyring


@pytest.mark.parametrize("text", ["", "0000345678", "Nguyễn Thị Thử", "😀\x00\u202e", "x" * 10_000])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    keyring = _keyring(OLD)
    assert keyring.decrypt(keyring.encrypt(text, "purpose"), "purpose") == text


def test_the_same_text_looks_different_each_time() -> None:
    keyring = _keyring(OLD)
    assert len({keyring.encrypt("0000345678", "purpose") for _ in range(50)}) == 50


def test_a_value_cannot_be_moved_to_another_column() -> None:
    keyring = _keyring(OLD)
    with pytest.raises(InvalidTag):
        keyring.decrypt(keyring.encrypt("0000345678", "accounts.phone"), "accounts.email")


def test_a_value_that_was_tampered_with_is_refused() -> None:
    keyring = _keyring(OLD)
    sealed = keyring.encrypt("0000345678", "purpose")
    changed = sealed[:-1] + ("0" if sealed[-1] != "0" else "1")
    with pytest.raises(InvalidTag):
        keyring.decrypt(changed, "purpose")


def test_after_a_change_of_keys_old_values_can_still_be_read() -> None:
    sealed = _keyring(OLD).encrypt("0000345678", "purpose")
    both = _keyring(NEW, OLD)
    assert both.decrypt(sealed, "purpose") == "0000345678"
    assert both.encrypt("0000345678", "purpose").startswith("2:")
    with pytest.raises(KeyError):
        _keyring(NEW).decrypt(sealed, "purpose")


def test_a_fingerprint_finds_the_same_value_only() -> None:
    keyring = _keyring(OLD)
    found = keyring.fingerprint("phone", "0000345678")
    assert found == keyring.fingerprint("phone", "0000345678")
    assert found != keyring.fingerprint("phone", "0000345679")
    assert found != keyring.fingerprint("citizen_id", "0000345678"), "another kind hashes apart"
    assert found != _keyring(OLD, secret="another secret").fingerprint("phone", "0000345678")
    assert keyring.fingerprint("a", "bc") != keyring.fingerprint("ab", "c")


def test_a_fingerprint_does_not_depend_on_how_accents_are_written() -> None:
    keyring = _keyring(OLD)
    composed, apart = (unicodedata.normalize(form, "Thử") for form in ("NFC", "NFD"))
    assert keyring.fingerprint("name", composed) == keyring.fingerprint("name", apart)


def test_an_encrypted_column_reads_as_its_text(world: CurrentWorld) -> None:
    person = make_person(phone="0000345678", citizen_id="099090345678")
    db.close()
    read = db.session.scalars(select(Person).where(Person.id == person.id)).one()
    assert (read.phone, read.citizen_id) == ("0000345678", "099090345678")


def test_the_database_holds_no_number_in_clear(
    app: Flask, world: CurrentWorld, demo_settings: Settings
) -> None:
    secrets = {"phone": "0000345678", "citizen_id": "099090345678", "email": "rieng@thuchanh.example"}
    make_account(make_person(**secrets), phone=secrets["phone"], email=secrets["email"])
    with db.transaction():
        enqueue(
            Message(Channel.SMS, "code.sign_in", secrets["phone"], "482615 là mã xác nhận", code="482615")
        )
    db.close()
    db.engine.dispose()
    content = _whole_database(demo_settings)
    assert b"NGUY" in content, "it is the right one"
    for secret in (*secrets.values(), "482615"):
        assert secret.encode() not in content


def _whole_database(settings: Settings) -> bytes:
    """The bytes of its files, or the text of every row of every table."""
    if settings.uses_sqlite:
        files = [path for path in settings.data_dir.iterdir() if path.name.startswith("app.sqlite3")]
        return b"".join(path.read_bytes() for path in files)
    with db.engine.connect() as connection:
        rows = [connection.execute(select(table)).all() for table in _as_stored(connection)]
        return repr(rows).encode()


def _as_stored(connection: Connection) -> list[Table]:
    """The tables as the database knows them: without the types that decrypt."""
    known = MetaData()
    known.reflect(connection)
    return list(known.tables.values())
