"""The list of signed-in browsers, and signing them out from afar."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.devices import known_phone
from tests.support.pages import Element, Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, SignInSession
from vssid_app.identity.passwords.hashing import hash_password
from vssid_app.identity.sessions import _browser
from vssid_app.identity.trust import is_trusted

LIST = "/tai-khoan/thiet-bi"
PASSWORD = "ba con meo vang"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"
)


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    return make_account(make_person(phone="0000345678"), password_hash=hash_password(PASSWORD))


def enter(app: Flask, account: Account, agent: str) -> PageClient:
    """Somebody who came in by password on a known browser."""
    client = known_phone(PageClient(app), account)
    client.raw.environ_base["HTTP_USER_AGENT"] = agent
    page = client.get("/dang-nhap/mat-khau").submit("Đăng nhập", user="0000345678", password=PASSWORD)
    assert page.location == "/toi"
    return client


def browsers(page: Page) -> list[Element]:
    """The listed browsers; what is kept on this phone stands among them for the script."""
    return [section for section in page.root.all("section") if "data-keeping" not in section.attrs]


def is_in(client: PageClient) -> bool:
    return "/nguoi/" in client.get("/toi").location


def test_each_browser_is_listed_and_this_one_marked(app: Flask, account: Account) -> None:
    enter(app, account, ANDROID)
    here = enter(app, account, IPHONE)

    page = here.get(LIST)

    assert page.heading == "Máy đang đăng nhập"
    first, second = (section.text for section in browsers(page))
    assert first.startswith("Máy này Safari iPhone")
    assert second.startswith("Chrome Android")
    assert "Máy này" not in second


def test_one_other_browser_is_signed_out_at_once_and_no_more_trusted(app: Flask, account: Account) -> None:
    lost, here = enter(app, account, ANDROID), enter(app, account, IPHONE)

    page = here.get(LIST).submit("Đăng xuất máy đó").follow()

    assert "Đã đăng xuất máy đó." in page.text
    assert "Không có máy nào khác đang đăng nhập." in page.text
    assert not is_in(lost)
    assert is_in(here)
    again = lost.get("/dang-nhap/mat-khau").submit("Đăng nhập", user="0000345678", password=PASSWORD)
    assert "/dang-nhap/may-nay/" in again.location


def test_all_others_are_signed_out_at_once(app: Flask, account: Account) -> None:
    others = [enter(app, account, ANDROID) for _n in range(2)]
    here = enter(app, account, IPHONE)

    page = here.get(LIST).submit("Đăng xuất mọi máy khác").follow()

    assert "Đã đăng xuất 2 máy khác." in page.text
    assert [is_in(client) for client in others] == [False, False]
    assert is_in(here)


def test_a_second_tap_finds_it_signed_out(app: Flask, account: Account) -> None:
    enter(app, account, ANDROID)
    page = enter(app, account, IPHONE).get(LIST)
    page.submit("Đăng xuất máy đó")

    assert "Máy đó đã đăng xuất từ trước." in page.submit("Đăng xuất máy đó").follow().text


def test_nobody_sees_or_ends_the_browsers_of_another(
    app: Flask, account: Account, world: CurrentWorld
) -> None:
    here = enter(app, account, IPHONE)
    enter(app, account, ANDROID)
    name = here.get(LIST).form("Đăng xuất máy đó").all("input")[1].attrs["value"]
    stranger = sign_in(PageClient(app), make_account(), world)
    page = stranger.get(LIST)

    assert "Chrome Android" not in page.text
    token = page.form("Đăng xuất máy này").all("input")[0].attrs["value"]
    stranger.post(LIST, {"csrf_token": token, "session": name})

    assert len(browsers(here.get(LIST))) == 2


def test_this_browser_is_left_by_its_own_button(app: Flask, account: Account) -> None:
    here = enter(app, account, IPHONE)

    assert here.get(LIST).submit("Đăng xuất máy này").location == "/"
    assert not is_in(here)


def test_nobody_is_asked_to_sign_in_first(app: Flask, world: CurrentWorld) -> None:
    assert PageClient(app).get(LIST).location == "/dang-nhap?tiep=/tai-khoan/thiet-bi"


def test_staff_have_the_list_too(app: Flask, world: CurrentWorld) -> None:
    officer = sign_in(PageClient(app), make_officer(), world)

    assert "Máy này" in officer.get(LIST).text


def test_the_day_of_the_last_visit_is_noted_once_a_day(app: Flask, account: Account) -> None:
    here = enter(app, account, IPHONE)
    row = set_seen(days_ago=2)

    here.get("/toi")

    db.session.rollback()
    db.session.refresh(row)
    noted = row.seen_at
    assert instant() - noted < timedelta(minutes=1)
    here.get("/toi")
    db.session.rollback()
    db.session.refresh(row)
    assert row.seen_at == noted


def set_seen(*, days_ago: int) -> SignInSession:
    db.session.rollback()
    with db.transaction() as session:
        row = session.scalars(select(SignInSession)).one()
        row.started_at = instant() - timedelta(days=days_ago)
    return row


def test_each_ending_stands_in_the_log(app: Flask, account: Account) -> None:
    enter(app, account, ANDROID)
    enter(app, account, IPHONE).get(LIST).submit("Đăng xuất mọi máy khác")

    db.session.rollback()
    tags = db.session.scalars(select(AuditEntry.tag).order_by(AuditEntry.id)).all()
    assert tags[-1] == Tag.SIGNED_OUT


def test_trust_is_of_one_account_on_one_browser(account: Account) -> None:
    assert not is_trusted(account, "another browser")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (ANDROID, "Chrome Android"),
        (IPHONE, "Safari iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge Windows"),
        ("Mozilla/5.0 (iPad; CPU OS 17_5) CriOS/126.0 Safari/604.1", "Chrome iPad"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_told_in_two_words(agent: str, words: str) -> None:
    assert _browser(agent) == words
