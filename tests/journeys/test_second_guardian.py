"""Journey: a parent shows a QR code, another phone accepts, the parent confirms, and ends it again."""

from __future__ import annotations

import io
import re

import pytest
import segno
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_second_guardian_comes_by_the_qr_code_and_goes_again(phone: Phone, old_phone: Phone) -> None:
    link, picture = _invite(phone)
    _accept(old_phone, link, picture)
    _confirm(phone)
    _see(old_phone)
    _end(phone, old_phone)
    assert phone.errors == old_phone.errors == []


def _invite(phone: Phone) -> tuple[str, bytes]:
    _play(phone, "Phụ huynh, ông bà")
    phone.page.locator("a.row:has(.avatar)").first.click()
    phone.tap("Người chăm sóc")
    phone.check("who-may-see")
    phone.page.locator(".dock a", has_text="Mời").click()
    phone.choose("Người giám hộ khác")
    phone.check("relation")
    phone.tap("Tạo mã mời")
    phone.at("Đưa mã này cho người được mời")
    phone.check("qr-code")
    return _scan(phone)


def _accept(old_phone: Phone, link: str, picture: bytes) -> None:
    old_phone.open(link)
    old_phone.at("Bạn được mời chăm sóc một người con")
    old_phone.check("not-signed-in")
    _play(old_phone, "Người đi làm")
    old_phone.open("/them-con")
    old_phone.tap("Tôi được mời chăm sóc")
    old_phone.check("scanner")
    _show(old_phone, _code_of("https://example.org" + link))
    old_phone.sees("Mã này không phải mã mời của trang này.")
    old_phone.look("another-sites-code")
    _show(old_phone, picture)
    old_phone.at(re.compile("Nhận lời chăm sóc"))
    old_phone.check("invited")
    old_phone.tap("Nhận lời")
    old_phone.at("Nhập mã để nhận lời")
    old_phone.check("code")
    old_phone.fill_in_code()
    old_phone.at("Đã nhận lời, chờ xác nhận")
    old_phone.check("waits")


def _confirm(phone: Phone) -> None:
    phone.open("/toi")
    phone.sees("đã nhận lời chăm sóc")
    phone.look("home")
    phone.tap("Xem và xác nhận")
    phone.check("confirm")
    phone.tap("Đúng, cho xem")
    phone.at("Nhập mã để xác nhận")
    phone.fill_in_code()
    phone.at("Ai xem được hồ sơ của con")
    phone.sees("Bạn mời và đã xác nhận")
    phone.check("confirmed")


def _see(old_phone: Phone) -> None:
    old_phone.tap("Xem đã xác nhận chưa")
    old_phone.sees("Đang xem hồ sơ của")
    old_phone.check("the-childs-home")
    old_phone.tap("Người chăm sóc")
    old_phone.tap("Những việc đã làm")
    old_phone.check("what-was-done")


def _end(phone: Phone, old_phone: Phone) -> None:
    phone.tap("Gỡ quyền")
    phone.choose("Không còn chăm sóc con")
    phone.check("end")
    phone.tap("Gỡ quyền", role="button")
    phone.sees("Đã gỡ quyền")
    phone.look("ended")
    old_phone.page.reload()
    old_phone.look("gone")
    assert "Những việc đã làm" not in old_phone.page.locator("main").inner_text()


def _play(phone: Phone, role: str) -> None:
    """Take a part of the practice world, at one tap."""
    phone.open("/")
    phone.page.get_by_role("button", name=role).first.click()
    phone.page.wait_for_url(re.compile("/nguoi/"))


def _show(phone: Phone, picture: bytes) -> None:
    """Let the page read a picture of a code, as where there is no camera."""
    phone.tap("Quét mã QR của lời mời")
    expect(phone.page.locator("[data-scan-says]")).not_to_be_empty()
    code = {"name": "code.png", "mimeType": "image/png", "buffer": picture}
    phone.page.locator("[data-scan] input[type=file]").set_input_files(code)  # type: ignore[arg-type]


def _code_of(text: str) -> bytes:
    made = io.BytesIO()
    segno.make(text).save(made, kind="png", scale=6, border=4)
    return made.getvalue()


def _scan(phone: Phone) -> tuple[str, bytes]:
    """Read the QR code from the screen; gives the path, and the picture."""
    picture = phone.page.locator(".invite-qr svg").screenshot()
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert found, "a camera finds no code on the screen"
    assert found[0].text.startswith(phone.page.url.split("/nguoi/")[0]), "it leads to this site"
    path = found[0].text.partition("/moi/")[2]
    assert len(path) == 22, found[0].text
    return f"/moi/{path}", picture
