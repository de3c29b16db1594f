"""A card asked for again: lost, to the home by post until handed over; damaged, to a child's school."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.office_process import act, set_date
from tests.journeys.phone import Phone
from vssid_app.core.clock import VIETNAM, instant

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("by_hand")]


def begin(phone: Phone, part: int) -> None:
    """Come in as one of the practice people, and open the service."""
    phone.open("/")
    phone.page.locator("main form button").nth(part).click()
    phone.page.locator("nav.tabs a", has_text="Dịch vụ công").click()
    phone.at("Dịch vụ công")
    phone.check("hub")
    phone.tap("Cấp lại thẻ BHYT do hỏng, mất")
    phone.check("service")


def send(phone: Phone) -> str:
    """From the check to the code; gives the request's code."""
    phone.at("Kiểm tra trước khi gửi")
    phone.check("check")
    phone.tap("Gửi yêu cầu")
    if phone.page.get_by_role("button", name="Đúng, gửi").count():
        phone.check("for-whom")
        phone.tap("Đúng, gửi")
    phone.fill_in_code()
    phone.page.wait_for_url(re.compile("/xong"))
    phone.check("done")
    return phone.page.url.split("/")[6]


def test_a_lost_card_comes_home_by_post(phone: Phone, demo_folder: Path, demo_database: str) -> None:
    begin(phone, 2)
    phone.tap("Bắt đầu")
    phone.at("Bạn có cần thẻ giấy không?")
    phone.check("paper")
    phone.choose("không có điện thoại thông minh")
    phone.tap("Tiếp tục")
    phone.choose("Mất thẻ")
    phone.check("loss")
    phone.tap("Tiếp tục")
    phone.choose("Tại nhà, qua bưu điện")
    phone.check("place")
    phone.tap("Tiếp tục")
    phone.at("Gửi thẻ về nhà")
    phone.check("home")
    phone.tap("Tiếp tục")
    code = send(phone)
    phone.tap("Theo dõi yêu cầu")
    phone.at("Đã gửi")
    phone.check("sent")

    act(demo_folder, demo_database, code, "receive", "ask")
    phone.page.reload()
    phone.at("Cần bổ sung")
    phone.check("asked")
    phone.tap("Bổ sung")
    phone.tap("Tiếp tục")
    phone.write("Số nhà, đường, tổ", "Số 9 ngõ Mẫu")
    phone.tap("Tiếp tục")
    phone.check("supplement")
    phone.tap("Gửi phần bổ sung")
    phone.at("Đang xử lý")

    act(demo_folder, demo_database, code, "approve", "print", "dispatch")
    phone.page.reload()
    phone.at("Bưu điện đang phát")
    phone.check("in-delivery")
    act(demo_folder, demo_database, code, "deliver")
    phone.page.reload()
    phone.at("Bưu điện đã phát")
    phone.check("delivered")


@pytest.mark.long
def test_a_damaged_card_to_a_childs_school_and_late(
    phone: Phone, demo_folder: Path, demo_database: str
) -> None:
    phone.open("/")
    phone.page.locator("main form button").first.click()
    phone.page.locator("main a.row", has=phone.page.locator(".avatar")).first.click()
    phone.page.locator("nav.tabs a", has_text="Dịch vụ công").click()
    phone.sees("Đang làm thay")
    phone.tap("Cấp lại thẻ BHYT do hỏng, mất")
    phone.tap("Bắt đầu")
    phone.choose("chưa có CCCD gắn chip")
    phone.tap("Tiếp tục")
    phone.choose("Hỏng thẻ")
    phone.tap("Tiếp tục")
    phone.check("damage")
    phone.tap("Dùng ảnh mẫu")
    phone.look("damage-shown")
    phone.tap("Tiếp tục")
    phone.choose("Trường")
    phone.tap("Tiếp tục")
    code = send(phone)
    act(demo_folder, demo_database, code, "receive")
    days_later = instant().astimezone(VIETNAM).date() + timedelta(days=12)
    set_date(demo_folder, demo_database, days_later.isoformat())
    phone.tap("Theo dõi yêu cầu")
    phone.sees("Quá hẹn")
    phone.check("late")
    act(demo_folder, demo_database, code, "approve", "print", "school", "collect")
    phone.page.reload()
    phone.at("Đã nhận")
    phone.check("collected")
    set_date(demo_folder, demo_database, instant().astimezone(VIETNAM).date().isoformat())
