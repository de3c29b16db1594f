"""At 15: the child activates its own account, chooses what its mother still sees, and she sees that."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import pytest

from tests.journeys.own_account import open_for
from tests.journeys.phone import Phone
from tests.journeys.registering import PASSWORD
from vssid_app.core.device import COOKIE, TOKEN_BYTES

ROLE = "form[action$='/me-cua-em-14-tuoi']"
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.any_database]


def test_hand_over_at_fifteen(phone: Phone, office: Phone, demo_folder: Path, demo_database: str) -> None:
    mother, child = office, phone
    mother.page.set_viewport_size({"width": 360, "height": 640})
    mother.open("/")
    mother.page.locator(f"details:has({ROLE}) summary").click()
    mother.page.locator(f"{ROLE} button").click()
    mother.page.wait_for_url(re.compile("/nguoi/"))
    mother.check("mother-before")
    mother.open("/hop-thu")
    mother.sees("tròn 15 tuổi")
    mother.look("told-before")

    child.open("/tro-giup")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    child.page.context.add_cookies([{"name": COOKIE, "value": token, "url": child.page.url}])
    child.open(open_for(token, demo_folder, demo_database))
    child.fill_in_code()
    child.page.wait_for_url(re.compile("mat-khau"))
    for box in child.page.locator("input[autocomplete=new-password]").all():
        box.fill(PASSWORD)
    child.page.locator(".dock button").first.click()
    child.page.wait_for_url(re.compile("/chia-se"))
    child.at("Ai được xem hồ sơ của bạn?")
    child.check("asked")
    child.page.locator("main fieldset").first.locator("label", has_text="Sổ khám").click()
    child.tap("Lưu lựa chọn")
    child.sees("Đã lưu")
    child.check("chosen")
    child.open("/toi")
    child.look("own-home")

    mother.open("/toi")
    mother.page.locator("main a:has(.person-1)").first.click()
    mother.sees("tự quản lý tài khoản")
    mother.sees("Không chia sẻ với bạn: Quá trình tham gia, Thông tin hưởng, Dịch vụ công.")
    mother.check("mother-after")
    about = mother.page.url
    mother.open(about + "thong-tin-huong/mot-lan")
    mother.look("not-shared")
    mother.open("/hop-thu")
    mother.sees("cho bạn xem: Thẻ BHYT, Sổ khám chữa bệnh.")
    assert not mother.errors
    assert not child.errors
