"""Changing the phone or the email: a code to the new one, and the password or a code to the old one."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.codes import let_pass, messages, newest_code, wrong_code
from tests.support.devices import known_phone
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, TrustedDevice
from vssid_app.identity.passwords.hashing import hash_password

OLD, NEW = "0000345678", "0000345679"
MAIL, NEW_MAIL = "cu@thuchanh.example", "moi@thuchanh.example"
PASSWORD = "ba con meo vang"
HASH = hash_password(PASSWORD)


@pytest.fixture
def account(world: CurrentWorld) -> Account:
    return make_account(make_person(phone=OLD), password_hash=HASH)


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    """The holder's browser, signed in."""
    return sign_in(client, account, world)


def kept(account: Account) -> Account:
    db.session.rollback()
    db.session.refresh(account)
    return account


def by_password(client: PageClient, new: str = NEW, password: str = PASSWORD) -> Page:
    return client.get("/tai-khoan/dien-thoai").submit("Tiếp tục", address=new, password=password)


def enter(page: Page) -> Page:
    return page.submit("Xác nhận", code=newest_code())


def sign_in_works(client: PageClient, number: str) -> bool:
    """Whether asking for a code by this number sends one."""
    before = len(messages())
    client.get("/dang-nhap/ma").submit("Gửi mã cho tôi", user=number)
    return len(messages()) > before


def test_the_password_and_a_code_to_the_new_phone_change_it(
    app: Flask, phone: PageClient, account: Account
) -> None:
    page = by_password(phone).follow()
    assert messages()[-1].address == NEW

    done = enter(page).follow()

    assert "Đã đổi." in done.text
    assert kept(account).phone == NEW
    let_pass(minutes=1)
    assert sign_in_works(PageClient(app), NEW)
    assert not sign_in_works(PageClient(app), OLD)


def test_the_old_and_the_new_phone_are_told(phone: PageClient, account: Account) -> None:
    enter(by_password(phone).follow())

    told = [message for message in messages() if message.kind == "account.contact_changed"]
    assert {message.address for message in told} == {OLD, NEW}
    assert "Số điện thoại của tài khoản vừa được đổi" in told[0].text


def test_nothing_changes_without_the_code(phone: PageClient, account: Account) -> None:
    page = by_password(phone).follow()

    assert "Mã chưa đúng." in page.submit("Xác nhận", code=wrong_code()).text
    assert kept(account).phone == OLD


def test_a_wrong_password_sends_nothing_and_is_delayed(phone: PageClient, account: Account) -> None:
    for _try in range(3):
        page = by_password(phone, password="sai roi ban oi")

    assert "Mật khẩu chưa đúng. Bạn đã nhập sai 3 lần. Thử lại sau 5 giây." in page.text
    assert "Thử lại sau" in by_password(phone).text
    assert messages() == []


def test_without_the_password_a_code_to_the_old_phone_comes_first(
    phone: PageClient, account: Account
) -> None:
    page = phone.get("/tai-khoan/dien-thoai").tap("Không nhớ mật khẩu")
    page = page.submit("Tiếp tục", address=NEW).follow()
    assert page.heading == "Mã gửi tới địa chỉ đang dùng"
    assert messages()[-1].address == OLD

    page = enter(page).follow()
    assert messages()[-1].address == NEW
    assert kept(account).phone == OLD

    enter(page)
    assert kept(account).phone == NEW


def test_the_code_to_the_old_phone_alone_changes_nothing(phone: PageClient, account: Account) -> None:
    page = phone.get("/tai-khoan/dien-thoai/bang-ma").submit("Tiếp tục", address=NEW).follow()
    page = enter(page).follow()

    assert "Mã chưa đúng." in page.submit("Xác nhận", code=wrong_code()).text
    assert kept(account).phone == OLD


def test_a_change_of_phone_ends_all_trust(phone: PageClient, account: Account) -> None:
    known_phone(phone, account)

    enter(by_password(phone).follow())

    db.session.rollback()
    assert db.session.scalars(select(TrustedDevice)).all() == []


def test_a_code_sent_to_the_old_phone_before_opens_nothing_afterwards(
    app: Flask, phone: PageClient, account: Account
) -> None:
    thief = PageClient(app)
    page = thief.get("/dang-nhap/ma").submit("Gửi mã cho tôi", user=OLD).follow()
    code = newest_code()
    enter(by_password(phone).follow())
    assert kept(account).phone == NEW

    assert page.submit("Xác nhận", code=code).status == 200
    assert "/nguoi/" not in thief.get("/toi").location


def test_a_phone_of_another_account_is_told_to_its_holder_only(phone: PageClient, account: Account) -> None:
    make_account(make_person(phone=NEW))
    page = by_password(phone).follow()
    assert page.heading == "Nhập mã 6 số"

    done = enter(page).follow()

    assert "Số này đang dùng cho một tài khoản khác." in done.text
    assert kept(account).phone == OLD


def test_a_double_tap_changes_once(phone: PageClient, account: Account) -> None:
    page, code = by_password(phone).follow(), newest_code()

    assert "Đã đổi." in page.submit("Xác nhận", code=code).follow().text
    assert "Đã đổi." in page.submit("Xác nhận", code=code).follow().text
    told = [message for message in messages() if message.kind == "account.contact_changed"]
    assert len(told) == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Nhập số điện thoại mới."),
        (OLD, "Tài khoản đang dùng đúng địa chỉ này rồi."),
        ("9900001234", "Số điện thoại di động có 10 số"),
        ("0912" + "345678", "Bản này chỉ nhận số mẫu."),
        ("một hai ba", "Ô này chỉ nhận số."),
        ("0000345679\u202e", "Ô này có ký tự ẩn."),
    ],
)
def test_what_is_no_new_phone_is_told(phone: PageClient, typed: str, sentence: str) -> None:
    assert sentence in by_password(phone, typed).text


def test_an_email_is_proven_and_signs_in(app: Flask, phone: PageClient, account: Account) -> None:
    page = phone.get("/tai-khoan/email").submit("Tiếp tục", address=NEW_MAIL, password=PASSWORD).follow()
    assert messages()[-1].address == NEW_MAIL

    enter(page)

    assert kept(account).email == NEW_MAIL
    assert account.email_proven_at is not None
    let_pass(minutes=1)
    assert sign_in_works(PageClient(app), NEW_MAIL)


def test_the_code_for_a_new_email_goes_to_the_old_email_or_else_to_the_phone(
    app: Flask, phone: PageClient, world: CurrentWorld
) -> None:
    phone.get("/tai-khoan/email/bang-ma").submit("Tiếp tục", address=NEW_MAIL)
    assert messages()[-1].address == OLD

    other = sign_in(PageClient(app), make_account(email=MAIL, email_proven_at=instant()), world)
    other.get("/tai-khoan/email/bang-ma").submit("Tiếp tục", address=NEW_MAIL)
    assert messages()[-1].address == MAIL


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("thu", "Địa chỉ e-mail chưa đúng."), ("thu@mail.vn", "Bản này chỉ nhận số mẫu.")],
)
def test_what_is_no_email_is_told(phone: PageClient, typed: str, sentence: str) -> None:
    page = phone.get("/tai-khoan/email").submit("Tiếp tục", address=typed, password=PASSWORD)

    assert sentence in page.text


def test_the_page_of_another_s_code_does_not_exist(phone: PageClient, world: CurrentWorld) -> None:
    path = by_password(phone).location
    same_browser = sign_in(phone, make_account(), world)

    assert same_browser.get(path).status == 404


def test_staff_and_strangers_have_no_such_page(app: Flask, world: CurrentWorld) -> None:
    assert sign_in(PageClient(app), make_officer(), world).get("/tai-khoan/dien-thoai").status == 404
    assert PageClient(app).get("/tai-khoan/email").location == "/dang-nhap?tiep=/tai-khoan/email"


def test_the_change_stands_in_the_log_without_the_number(phone: PageClient, account: Account) -> None:
    enter(by_password(phone).follow())

    db.session.rollback()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.CONTACT_CHANGED)).one()
    assert (entry.actor_id, entry.facts) == (account.id, {"channel": "sms"})
