"""Signing in by a password, and the delay that grows with wrong ones."""

from __future__ import annotations

import time

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from tests.support.cast import make_account, make_officer, make_person
from tests.support.codes import let_pass, messages, newest_code
from tests.support.devices import known_phone
from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account, SignInSession
from vssid_app.identity.passwords import hashing

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]
PHONE = "0000345678"
PASSWORD = "ba con meo vang"


def holder(client: PageClient | None = None, **given: object) -> Account:
    """Somebody with a password; ``client`` is trusted with it."""
    person = make_person(phone=PHONE, si_number="9900001234", citizen_id="099090123456")
    account = make_account(person, password_hash=hashing.hash_password(PASSWORD), **given)
    if client is not None:
        known_phone(client, account)
    return account


def attempt(client: PageClient, user: str = PHONE, password: str = PASSWORD) -> Page:
    page = client.get("/dang-nhap/mat-khau")
    return page.submit("Đăng nhập", user=user, password=password)


@pytest.mark.parametrize("typed", ["0000 345 678", "990.000.1234", "099090123456"])
def test_the_password_signs_in_with_each_number(client: PageClient, typed: str) -> None:
    holder(client)

    assert attempt(client, typed).location == "/toi"
    assert "/nguoi/" in client.get("/toi").location


def test_one_goes_on_to_the_wanted_page(client: PageClient) -> None:
    holder(client)
    page = client.get("/dang-nhap/mat-khau?tiep=/hop-thu")

    assert page.submit("Đăng nhập", user=PHONE, password=PASSWORD).location == "/hop-thu"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Nhập mã số BHXH, số CCCD hoặc số điện thoại."),
        ("99000", "Mã số BHXH và số điện thoại có 10 số, CCCD có 12 số. Bạn đã nhập 5 số."),
        ("nguyen van thu", "Ô này chỉ nhận số."),
        ("0912" + "345678", "Bản này chỉ nhận số mẫu. Đừng nhập số thật của bạn."),
        ("9900001234\u202e", "Ô này có ký tự ẩn."),
        ("9" * 10_000, "Ô này dài nhất 100 ký tự."),
    ],
)
def test_what_is_no_number_is_told_in_words(client: PageClient, typed: str, sentence: str) -> None:
    assert sentence in attempt(client, typed).text


def test_an_accented_password_points_to_the_typing_mode_and_costs_no_try(client: PageClient) -> None:
    holder(client)
    for _try in range(4):
        page = attempt(client, password="bâ con meo vàng")

    assert "Bạn đang bật gõ tiếng Việt?" in page.text
    assert attempt(client).location == "/toi"


def test_a_wrong_password_and_an_unknown_number_read_alike(client: PageClient, app: Flask) -> None:
    holder(client)

    known = attempt(client, password="sai roi ban oi")
    unknown = attempt(PageClient(app), "0000777888", "sai roi ban oi")

    assert "Số hoặc mật khẩu chưa đúng." in known.text
    assert plain(known) == plain(unknown)


def plain(page: Page) -> str:
    text = page.response.text
    token = next(e.attrs["value"] for e in page.root.all("input") if e.attrs.get("name") == "csrf_token")
    return text.replace(token, "").replace(PHONE, "N").replace("0000777888", "N")


def test_an_unknown_number_costs_a_hash_as_well(client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []
    verify = hashing._hasher.verify  # noqa: SLF001

    def spy(kept: str, password: str) -> bool:
        checked.append(kept)
        return verify(kept, password)

    class Spy:
        """Counts what is verified; the real hasher works."""

        verify = staticmethod(spy)
        check_needs_rehash = staticmethod(hashing._hasher.check_needs_rehash)  # noqa: SLF001

    monkeypatch.setattr(hashing, "_hasher", Spy)

    attempt(client, "0000777888", "sai roi ban oi")

    assert len(checked) == 1
    assert checked[0] == hashing._NOBODY  # noqa: SLF001


def test_known_and_unknown_take_the_same_time(client: PageClient) -> None:
    account = holder(client)

    def median(kept: str | None) -> float:
        spent = []
        for _run in range(9):
            began = time.perf_counter()
            hashing.is_password("sai roi ban oi", kept)
            spent.append(time.perf_counter() - began)
        return sorted(spent)[4]

    assert 0.4 < median(account.password_hash) / median(None) < 2.5


def test_from_the_third_wrong_password_on_one_waits(client: PageClient) -> None:
    holder(client)
    attempt(client, password="sai lan mot")
    assert "Thử lại sau" not in attempt(client, password="sai lan hai").text

    third = attempt(client, password="sai lan ba")

    assert "Bạn đã nhập sai 3 lần. Thử lại sau 5 giây." in third.text
    assert "Nhập lại được sau 0:05" in third.text
    assert third.link("Quên mật khẩu") == "/quen-mat-khau"


def test_during_the_delay_even_the_right_password_waits_and_counts_for_nothing(client: PageClient) -> None:
    holder(client)
    for _try in range(3):
        attempt(client, password="sai roi ban oi")

    assert "Bạn đã nhập sai 3 lần. Thử lại sau" in attempt(client).text
    let_pass(seconds=5)
    assert attempt(client).location == "/toi"


def test_the_delay_doubles(client: PageClient) -> None:
    holder(client)
    for wait in ("5 giây", "10 giây", "20 giây", "40 giây", "80 giây", "3 phút", "6 phút"):
        let_pass(minutes=16)
        page = attempt(client, password="sai roi ban oi")
        while "Thử lại sau" not in page.text:
            page = attempt(client, password="sai roi ban oi")
        assert f"Thử lại sau {wait}." in page.text


def test_unknown_numbers_are_delayed_alike(client: PageClient) -> None:
    for _try in range(3):
        page = attempt(client, "0000777888", "sai roi ban oi")

    assert "Bạn đã nhập sai 3 lần. Thử lại sau 5 giây." in page.text


def test_another_number_on_the_same_device_does_not_wait(client: PageClient) -> None:
    holder(client)
    for _try in range(3):
        attempt(client, "0000777888", "sai roi ban oi")

    assert attempt(client).location == "/toi"


def test_the_right_password_forgets_the_wrong_ones(client: PageClient) -> None:
    holder(client)
    for _try in range(2):
        attempt(client, password="sai roi ban oi")
    attempt(client)
    client.raw.delete_cookie("phien")

    assert "Thử lại sau" not in attempt(client, password="sai roi ban oi").text


def test_signing_in_rotates_the_session(client: PageClient) -> None:
    holder(client)
    client.get("/dang-nhap/mat-khau")
    with client.raw.session_transaction() as cookie:
        cookie["_user_id"] = "planted"
        cookie["planted"] = "yes"

    attempt(client)

    with client.raw.session_transaction() as cookie:
        assert cookie["_user_id"] != "planted"
        assert "planted" not in cookie


def test_a_session_that_was_ended_is_out_at_once(client: PageClient) -> None:
    holder(client)
    attempt(client)
    db.session.rollback()
    with db.transaction() as session:
        for row in session.scalars(select(SignInSession)):
            row.ended_at = instant()

    assert client.get("/toi").location == "/dang-nhap?tiep=/toi"


def test_signing_out_ends_the_session_for_good(client: PageClient) -> None:
    holder(client)
    attempt(client)
    cookie = client.raw.get_cookie("phien")
    assert cookie is not None
    token = next(
        e.attrs["value"] for e in client.get("/").root.all("input") if e.attrs.get("name") == "csrf_token"
    )
    assert client.post("/dang-xuat", {"csrf_token": token}).location == "/"

    client.raw.set_cookie("phien", cookie.value)

    assert client.get("/toi").location == "/dang-nhap?tiep=/toi"


def test_signing_out_needs_the_token_of_a_form(client: PageClient) -> None:
    holder(client)
    attempt(client)

    assert client.post("/dang-xuat").status == 400
    assert "/nguoi/" in client.get("/toi").location


@pytest.mark.parametrize("state", [{"activated_at": None}, {"disabled_at": instant()}])
def test_an_account_that_is_not_active_is_not_entered(client: PageClient, state: dict[str, object]) -> None:
    holder(client, **state)

    assert "Số hoặc mật khẩu chưa đúng." in attempt(client).text


def test_staff_do_not_enter_by_the_citizens_door(client: PageClient) -> None:
    account = make_officer()
    with db.transaction():
        db.reload(account)
        account.password_hash = hashing.hash_password(PASSWORD)

    assert attempt(client, account.user_name).status == 200
    assert client.get("/toi").location == "/dang-nhap?tiep=/toi"


def test_a_hash_of_old_parameters_is_renewed(client: PageClient) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    account = make_account(make_person(phone=PHONE), password_hash=old)

    attempt(client)

    db.session.rollback()
    db.session.refresh(account)
    assert account.password_hash != old
    assert hashing.is_password(PASSWORD, account.password_hash)


def test_a_device_never_seen_is_told_to_the_holder(app: Flask, client: PageClient) -> None:
    holder(client)
    attempt(client)
    assert messages() == []

    attempt(PageClient(app)).follow().submit("Xác nhận", code=newest_code())

    assert "vừa đăng nhập trên máy mới" in messages()[-1].text
    assert messages()[-1].address == PHONE


def test_each_sign_in_and_each_refusal_stands_in_the_log(client: PageClient) -> None:
    account = holder(client)
    attempt(client, password="sai roi ban oi")
    attempt(client)

    db.session.rollback()
    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.tag for entry in entries] == [Tag.SIGN_IN_REFUSED, Tag.SIGNED_IN]
    assert entries[1].actor_id == account.id
    assert PHONE not in str([entry.facts for entry in entries])


def test_the_choice_offers_two_equal_ways_and_the_ways_back(client: PageClient) -> None:
    page = client.get("/dang-nhap?tiep=/hop-thu")

    assert page.link("Bằng mã gửi về điện thoại") == "/dang-nhap/ma?tiep=/hop-thu"
    assert page.link("Bằng mật khẩu") == "/dang-nhap/mat-khau?tiep=/hop-thu"
    assert page.link("Quên mật khẩu") == "/quen-mat-khau"
    assert page.link("Đăng ký") == "/dang-ky"
