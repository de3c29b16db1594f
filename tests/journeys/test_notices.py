"""The office acts on a child's request: the bell, the request, and no message where none is wanted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.office_process import act
from tests.journeys.phone import Phone
from tests.journeys.request_process import put_request

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("by_hand")]


def test_the_bell_leads_to_the_request(phone: Phone, demo_folder: Path, demo_database: str) -> None:
    phone.open("/")
    phone.tap("Phụ huynh, ông bà")
    guardian = phone.page.url.split("/")[-2]
    _read_all(phone)
    code = put_request(demo_folder, demo_database, guardian)
    act(demo_folder, demo_database, code, "begin")
    phone.open("/toi")
    phone.put_away_message()
    phone.check("home")
    phone.tap("Thông báo, 1 chưa đọc")
    phone.at("Thông báo")
    phone.check("notices")
    phone.tap("Yêu cầu đang được xử lý")
    phone.page.wait_for_url(re.compile(f"/dich-vu/{code}"))
    phone.check("request")
    phone.open("/toi")
    assert phone.page.get_by_role("link", name="Thông báo", exact=True).count() == 1, "all is read"
    _want_no_text_message(phone)
    # With it the request ends: the child's next journey finds none open.
    act(demo_folder, demo_database, code, "refuse")
    phone.open("/hop-thu?loai=sms")
    assert phone.page.get_by_text(f"{code} không được chấp nhận").count() == 0, "no text message any more"
    phone.open("/toi")
    phone.tap("Thông báo, 1 chưa đọc")
    phone.sees("Yêu cầu không được chấp nhận")
    phone.tap("Đánh dấu đã đọc hết")
    phone.sees("Đã đọc hết.")
    assert phone.errors == []


def _read_all(phone: Phone) -> None:
    """Begin with nothing unread: the family was told things in other journeys."""
    phone.open("/thong-bao")
    if phone.page.get_by_role("button", name="Đánh dấu đã đọc hết").count():
        phone.tap("Đánh dấu đã đọc hết")
        phone.sees("Đã đọc hết.")


def _want_no_text_message(phone: Phone) -> None:
    """Switch off what tells of services by SMS."""
    phone.tap("Thông tin cá nhân")
    phone.tap("Cách nhận thông báo")
    phone.at("Cách nhận thông báo")
    phone.check("ways")
    phone.page.get_by_role("group", name="Dịch vụ công").locator("label", has_text="SMS").click()
    phone.tap("Lưu lựa chọn")
    phone.sees("Đã lưu cách nhận thông báo")
    phone.check("ways-saved")
