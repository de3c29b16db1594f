"""Journey (e): a forgotten password is replaced in three screens, free, ending signed in."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.phone import Phone

pytestmark = pytest.mark.browser

# The parent of the demo: how-to-sign-in prints the number.
NUMBER = "0000 123 457"
PASSWORD = "ba con meo vang 41"


def test_a_forgotten_password_is_replaced_in_three_screens(phone: Phone) -> None:
    phone.open("/")
    phone.tap("Đăng nhập")
    phone.check("sign-in")
    phone.tap("Quên mật khẩu")
    phone.check("1-who")
    phone.page.locator("main input.box").first.fill(NUMBER)
    phone.tap("Gửi mã cho tôi")
    phone.check("2-code")
    phone.fill_in_code()
    phone.page.wait_for_url(re.compile("mat-khau"))
    phone.check("3-password")
    phone.page.locator("input[autocomplete=new-password]").fill(PASSWORD)
    phone.page.locator(".dock button").first.click()
    phone.page.wait_for_url(re.compile("/nguoi/"))
    phone.check("home")
    _sign_out(phone)
    _sign_in_with_password(phone)
    phone.page.wait_for_url(re.compile("/nguoi/"))
    assert not phone.errors


def _sign_out(phone: Phone) -> None:
    phone.tap("Thông tin cá nhân")
    phone.check("profile")
    # The list of devices also speaks of signing out; this is the button.
    phone.taps += 1
    phone.page.get_by_role("button", name="Đăng xuất", exact=True).click()
    phone.page.wait_for_url(re.compile(r"^(?!.*ca-nhan)"))


def _sign_in_with_password(phone: Phone) -> None:
    phone.open("/dang-nhap")
    phone.tap("Bằng mật khẩu")
    phone.page.locator("main input.box").first.fill(NUMBER)
    password = phone.page.locator("input[autocomplete=current-password]")
    password.fill("sai mat khau")
    phone.page.locator(".dock button").first.click()
    expect(phone.page.get_by_role("alert")).to_be_visible()
    phone.look("wrong-password")
    phone.page.locator("input[autocomplete=current-password]").fill(PASSWORD)
    phone.page.locator(".dock button").first.click()
