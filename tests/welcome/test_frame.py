"""The frame around every page: strip, staff, errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.pages import PageClient
from vssid_app.core.device import COOKIE
from vssid_app.core.extensions import db, keyring
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Role
from vssid_app.notifications.models import Channel
from vssid_app.notifications.operations import Message, claim_address, enqueue
from vssid_app.welcome.shell import Shell

pytestmark = pytest.mark.any_database

TOKEN = "c" * 22


def test_the_strip_counts_this_phones_unread_messages(client: PageClient, world: CurrentWorld) -> None:
    client.raw.set_cookie(COOKIE, TOKEN)
    with db.transaction():
        claim_address(keyring.fingerprint("device", TOKEN), "0000000009")
        enqueue(Message(Channel.SMS, "test", "0000000009", "Tin mẫu"))
    page = client.get("/")
    assert page.link("tin chưa đọc") == "/hop-thu"
    assert next(e.text for e in page.root.everything() if "data-unread" in e.attrs) == "1"


def test_an_unknown_page_says_what_to_do(client: PageClient, world: CurrentWorld) -> None:
    page = client.get("/khong-co-trang-nay")
    assert page.status == 404
    assert page.heading == "Không có trang này"
    assert page.link("Về trang đầu") == "/"
    sign_in(client, make_account(make_person()), world)
    assert client.get("/khong-co-trang-nay").link("Vào trang của tôi") == "/toi"


@pytest.mark.parametrize(
    ("office", "role", "shown"),
    [
        ("00104", Role.OFFICER, ("Cán bộ BHXH", "BHXH cơ sở Long Biên")),
        ("", Role.ADMIN, ("Quản trị", "Tất cả cơ quan")),
    ],
)
def test_staff_are_shown_with_role_and_office(
    office: str, role: Role, shown: tuple[str, str], app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    sign_in(client, make_officer(office, role), world)
    cookie = client.raw.get_cookie("phien")
    assert cookie
    with app.test_request_context(headers={"Cookie": f"phien={cookie.value}"}):
        app.preprocess_request()
        staff = Shell().staff
        assert staff
        assert (staff.role_label, staff.office_name) == shown


@contextmanager
def table_away(name: str) -> Iterator[None]:
    """For the block, the database has no such table."""
    renaming = [f"ALTER TABLE {name} RENAME TO away", f"ALTER TABLE away RENAME TO {name}"]
    with db.engine.begin() as connection:
        connection.exec_driver_sql(renaming[0])
    yield
    with db.engine.begin() as connection:
        connection.exec_driver_sql(renaming[1])


def test_when_the_database_fails_the_error_page_still_says_what_to_do(
    app: Flask, client: PageClient, world: CurrentWorld
) -> None:
    sign_in(client, make_account(make_person()), world)
    db.close()
    with table_away("sign_in_sessions"):
        answer = client.raw.get("/khong-co-trang-nay")
    assert answer.status_code == 404
    assert "<h1>Không có trang này</h1>" in answer.text
    assert "Hãy về trang đầu" in answer.text
