"""Journey: a new officer takes the second factor from the screen, and signs in with it the next time."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pyotp
import pytest
import zxingcpp
from PIL import Image

from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

USER, PASSWORD = "canbo.moi", "sau con cua do 53"
STEP_SECONDS = 30


def test_an_officer_takes_the_second_factor_and_uses_it(phone: Phone, office: Phone) -> None:
    one_time = _be_added(office)

    _give_password(phone, one_time)
    phone.at("Cài ứng dụng xác thực")
    phone.check("enrol")
    app = _scan(phone)
    now = int(datetime.now(UTC).timestamp()) // STEP_SECONDS
    _give_code(phone, app.generate_otp(now))
    phone.at("Đặt mật khẩu của bạn")
    phone.page.locator("input[autocomplete=new-password]").fill(PASSWORD)
    phone.look("own-password")
    phone.page.locator(".dock button").first.click()
    codes = _make_recovery_codes(phone)
    _sign_in_anew(phone, app.generate_otp(now + 1))

    phone.open("/can-bo/ma-du-phong")
    phone.sees("Bạn còn 10 mã chưa dùng.")
    assert codes[0] not in phone.page.locator("main").inner_text()
    assert not phone.errors


def _be_added(office: Phone) -> str:
    """An administrator adds the officer, and is shown the one-time password once."""
    office.open("/")
    office.page.get_by_role("button", name="Quản trị").first.click()
    office.open("/quan-tri/can-bo/them")
    office.write("Tên đăng nhập", USER)
    office.write("Họ và tên", "Lê Thử Mới")
    office.choose("Cán bộ xét duyệt")
    office.write("Mã cơ quan", "00104")
    office.check("add")
    office.page.locator("main button[type=submit]").first.click()
    office.sees("Chỉ hiện một lần.")
    office.check("one-time-password")
    return office.page.locator("main dd").nth(1).inner_text().strip()


def _give_password(phone: Phone, password: str) -> None:
    phone.open("/can-bo/dang-nhap")
    phone.write("Tên đăng nhập", USER)
    phone.page.locator("input[type=password]").fill(password)
    phone.check("sign-in")
    phone.tap("Tiếp tục", role="button")


def _scan(phone: Phone) -> pyotp.TOTP:
    """Hold a camera before the screen: the picture of the page must be readable."""
    seen = zxingcpp.read_barcodes(Image.open(io.BytesIO(phone.page.screenshot())))
    assert len(seen) == 1, "no QR code on the screen"
    app = pyotp.parse_uri(seen[0].text)
    assert isinstance(app, pyotp.TOTP)
    assert app.name == USER
    return app


def _give_code(phone: Phone, code: str) -> None:
    """Six digits send themselves."""
    phone.page.locator("[autocomplete=one-time-code]").fill(code)


def _make_recovery_codes(phone: Phone) -> list[str]:
    phone.at("Mã dự phòng")
    phone.page.locator("input[type=password]").fill(PASSWORD)
    phone.tap("Tạo 10 mã mới")
    phone.sees("Chỉ hiện một lần.")
    phone.check("recovery-codes")
    codes = phone.page.locator("main ol li").all_inner_texts()
    assert len(set(codes)) == 10
    phone.tap("Đã cất, vào việc")
    phone.page.wait_for_url(re.compile("hang-cho"))
    return codes


def _sign_in_anew(phone: Phone, code: str) -> None:
    """On a browser that knows nothing: the password, then a code of the app."""
    phone.page.context.clear_cookies()
    _give_password(phone, PASSWORD)
    phone.at("Nhập mã xác thực")
    phone.check("second-factor")
    _give_code(phone, code)
    phone.page.wait_for_url(re.compile("hang-cho"))
    phone.look("desk")
