"""The practice message that slides in: some seconds, as on a phone, from whatever page to page one goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.long]

SHOWN_MS = 8000
ASKED_MS = 2000
"""Until a page that was opened has asked for news."""


def test_it_does_not_begin_anew_with_each_page(phone: Phone) -> None:
    message = phone.page.locator(".sms")
    phone.open("/dang-ky/dien-thoai")
    phone.write("Số điện thoại", "0000 555 001")
    phone.tap("Gửi mã cho tôi")
    phone.at("Nhập mã 6 số")
    expect(message).to_be_visible()
    phone.page.wait_for_timeout(SHOWN_MS)
    expect(message, "where its code is asked for it stays").to_be_visible()
    phone.open("/tro-giup")
    expect(message).to_be_visible()
    phone.page.wait_for_timeout(SHOWN_MS / 2)
    phone.open("/tra-cuu")
    expect(message).to_be_visible()
    phone.page.wait_for_timeout(SHOWN_MS / 2)
    expect(message).to_be_hidden()
    phone.open("/tro-giup")
    phone.page.wait_for_timeout(ASKED_MS)
    expect(message).to_be_hidden()
