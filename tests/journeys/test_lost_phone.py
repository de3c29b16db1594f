"""Journey: phone lost, password forgotten; an officer who saw the person lets the new phone in."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.phone import Phone
from tests.journeys.sites import let_a_minute_pass

pytestmark = [pytest.mark.browser, pytest.mark.long]

NEW_NUMBER = "0000 765 432"
SI_NUMBER = re.compile(r"\b99[\d\s]{8,12}\d\b")
CASE = re.compile(r"\bTK-\w{4}-\w{4}\b")


def test_a_lost_phone_is_replaced_by_an_officer_who_saw_the_person(
    old_phone: Phone, phone: Phone, office: Phone, demo_database: str
) -> None:
    number = _play_the_worker(old_phone)

    case = _ask_with_the_new_phone(phone, number)
    _decide(office, case)

    old_phone.open("/toi")
    old_phone.at("Đăng nhập")
    old_phone.look("signed-out")
    let_a_minute_pass(demo_database)
    _sign_in_by_code(phone)
    assert not phone.errors
    assert not office.errors


def _play_the_worker(phone: Phone) -> str:
    """Sign in at one tap on the phone that will be lost; gives the number that its holder knows by heart."""
    phone.open("/")
    phone.tap("Người đi làm")
    phone.page.wait_for_url(re.compile("/nguoi/"))
    phone.tap("Thông tin cá nhân")
    found = SI_NUMBER.search(phone.page.locator("main").inner_text())
    assert found, "the number is not on the profile"
    return found.group()


def _ask_with_the_new_phone(phone: Phone, number: str) -> str:
    phone.open("/dang-nhap")
    phone.tap("Quên mật khẩu")
    phone.at("Bạn là ai?")
    phone.page.locator("summary", has_text="Không còn dùng số điện thoại đó?").click()
    phone.look("forgotten")
    phone.tap("Gặp cán bộ BHXH để đổi số")
    phone.at("Mất số điện thoại cũ")
    phone.page.locator("main input.box").nth(0).fill(number)
    phone.page.locator("main input.box").nth(1).fill(NEW_NUMBER)
    phone.check("who-and-where")
    phone.tap("Gửi mã tới số mới")
    phone.look("code")
    phone.fill_in_code()
    phone.at("Bạn sẽ tới cơ quan nào?")
    phone.write("Tìm cơ quan BHXH", "long bien")
    phone.tap("Tìm", role="button")
    phone.choose("Long Biên")
    phone.check("office")
    phone.tap("Gửi yêu cầu")
    phone.at("Mang CCCD tới cơ quan BHXH")
    phone.check("what-to-bring")
    found = CASE.search(phone.page.locator("main").inner_text())
    assert found
    return found.group()


def _decide(office: Phone, case: str) -> None:
    """The officer finds the case, and cannot change the phone without having seen the person."""
    office.open("/")
    office.page.get_by_role("button", name="Cán bộ BHXH").first.click()
    office.open("/can-bo/mat-so-dien-thoai")
    office.check("cases")
    office.page.get_by_text(case).first.click()
    office.check("case")
    office.choose("Đúng người")
    office.tap("Ghi quyết định")
    office.sees("Chỉ đổi số khi đã gặp trực tiếp")
    office.look("unseen")
    office.choose("Tôi đã gặp trực tiếp")
    office.tap("Ghi quyết định")
    office.sees("đã đổi số, mọi máy đã đăng xuất.")
    office.look("decided")


def _sign_in_by_code(phone: Phone) -> None:
    phone.open("/dang-nhap")
    phone.tap("Bằng mã")
    phone.page.locator("main input.box").first.fill(NEW_NUMBER)
    phone.tap("Gửi mã cho tôi")
    phone.fill_in_code()
    phone.page.wait_for_url(re.compile("/nguoi/"))
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("Chào")
    phone.look("home")
