"""A password on a browser that is not trusted: the account's phone is asked, once in 30 days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_person
from tests.support.codes import challenges, let_pass, messages, newest_code, wrong_code
from tests.support.devices import known_phone
from tests.support.pages import Page, PageClient
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account, TrustedDevice
from vssid_app.identity.passwords.hashing import hash_password

pytestmark = pytest.mark.usefixtures("world")
PHONE = "0000345678"
PASSWORD = "ba con meo vang"
HASH = hash_password(PASSWORD)


@pytest.fixture
def account() -> Account:
    return make_account(make_person(phone=PHONE), password_hash=HASH)


def attempt(client: PageClient, password: str = PASSWORD) -> Page:
    return client.get("/dang-nhap/mat-khau?tiep=/hop-thu").submit("Đăng nhập", user=PHONE, password=password)


def prove(page: Page) -> Page:
    return page.submit("Xác nhận", code=newest_code())


def sign_out(client: PageClient) -> None:
    client.raw.delete_cookie("phien")


def is_in(client: PageClient) -> bool:
    return "/nguoi/" in client.get("/toi").location


def days_pass(days: int) -> None:
    db.session.rollback()
    with db.transaction() as session:
        for row in session.scalars(select(TrustedDevice)):
            row.until -= timedelta(days=days)


def test_the_password_leads_to_the_code_and_signs_nobody_in(account: Account, client: PageClient) -> None:
    page = attempt(client).follow()

    assert page.heading == "Nhập mã 6 số"
    assert "Mật khẩu đúng. Lần đầu trên máy này" in page.text
    assert "678" in page.text
    assert PHONE not in page.text.replace(" ", "")
    assert messages()[0].address == PHONE
    assert not is_in(client)


def test_the_code_signs_in_and_goes_on_to_the_wanted_page(account: Account, client: PageClient) -> None:
    assert prove(attempt(client).follow()).location == "/hop-thu"
    assert is_in(client)


def test_afterwards_the_password_is_enough_for_thirty_days(account: Account, client: PageClient) -> None:
    prove(attempt(client).follow())
    sign_out(client)
    days_pass(29)

    assert attempt(client).location == "/hop-thu"

    sign_out(client)
    days_pass(1)
    let_pass(minutes=1)
    assert "/dang-nhap/may-nay/" in attempt(client).location


def test_a_code_to_the_phone_makes_a_browser_trusted(account: Account, client: PageClient) -> None:
    prove(client.get("/dang-nhap/ma").submit("Gửi mã cho tôi", user=PHONE).follow())
    sign_out(client)

    assert attempt(client).location == "/hop-thu"


def test_another_browser_is_asked_for_itself(account: Account, app: Flask, client: PageClient) -> None:
    known_phone(client, account)

    assert "/dang-nhap/may-nay/" in attempt(PageClient(app)).location


def test_one_account_of_a_shared_browser_is_not_trusted_by_another(
    account: Account, client: PageClient
) -> None:
    known_phone(client, make_account())

    assert "/dang-nhap/may-nay/" in attempt(client).location


def test_a_wrong_password_sends_nothing(account: Account, client: PageClient) -> None:
    assert "Số hoặc mật khẩu chưa đúng." in attempt(client, "sai roi ban oi").text
    assert messages() == []


def test_a_wrong_code_signs_nobody_in(account: Account, client: PageClient) -> None:
    page = attempt(client).follow().submit("Xác nhận", code=wrong_code())

    assert "Mã chưa đúng." in page.text
    assert not is_in(client)


def test_a_double_tap_arrives(account: Account, client: PageClient) -> None:
    page = attempt(client).follow()
    before, code = client.raw.get_cookie("phien"), newest_code()
    assert page.submit("Xác nhận", code=code).location == "/hop-thu"
    assert before is not None
    client.raw.set_cookie("phien", before.value)

    assert page.submit("Xác nhận", code=code).location == "/hop-thu"
    assert is_in(client)


def test_the_code_of_an_earlier_password_is_worth_nothing(account: Account, client: PageClient) -> None:
    page = attempt(client).follow()
    code = newest_code()
    with db.transaction():
        db.reload(account)
        account.password_hash = hash_password("bon con vit xanh")

    assert "Mã này đã dùng rồi." in page.submit("Xác nhận", code=code).text
    assert not is_in(client)


def test_a_new_password_ends_all_trust_but_here(account: Account, app: Flask, client: PageClient) -> None:
    other = known_phone(PageClient(app), account)
    page = client.get("/quen-mat-khau").submit("Gửi mã cho tôi", user=PHONE).follow()
    prove(page).follow().submit("Đặt mật khẩu và vào", password="bon con vit xanh")
    sign_out(client)
    let_pass(minutes=1)

    assert attempt(client, "bon con vit xanh").location == "/hop-thu"
    assert "/dang-nhap/may-nay/" in attempt(other, "bon con vit xanh").location


def test_too_many_codes_are_told_after_the_right_password_only(
    account: Account, app: Flask, client: PageClient
) -> None:
    attempt(PageClient(app))

    assert "Thử lại sau" in attempt(client).text
    assert "Số hoặc mật khẩu chưa đúng." in attempt(client, "sai roi ban oi").text
    assert len(challenges()) == 1


def test_an_account_without_a_phone_has_the_password_alone(client: PageClient) -> None:
    person = make_person(si_number="9900001234")
    account = make_account(person, password_hash=HASH)
    with db.transaction():
        db.reload(account)
        account.phone = None
    page = client.get("/dang-nhap/mat-khau")

    assert page.submit("Đăng nhập", user="9900001234", password=PASSWORD).location == "/toi"
