"""Another primary facility: asked for on a phone, approved at the desk, and on the card from its day on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import deciding
from tests.journeys.kept import keep
from tests.journeys.office_process import set_date
from tests.journeys.phone import Phone
from tests.journeys.reissuing import open_request, play, send
from vssid_app.core.clock import VIETNAM, instant

pytestmark = [pytest.mark.browser, pytest.mark.long]

NEW = "Phòng khám đa khoa Bồ Đề"
NEXT_YEAR = instant().astimezone(VIETNAM).year + 1
ASKED, EVE, HOLDS = date(NEXT_YEAR, 1, 5), date(NEXT_YEAR, 1, 31), date(NEXT_YEAR, 2, 1)
TOLD = f"Nơi khám mới {NEW} dùng từ {HOLDS:%d/%m/%Y}"
FACILITY = ".facts div:has(dt:text('Nơi KCB ban đầu')) dd"


@pytest.fixture(autouse=True)
def _in_the_window(by_hand: None, demo_folder: Path, demo_database: str) -> Iterator[None]:
    """The demo stands in the window of a quarter, and on today again afterwards."""
    set_date(demo_folder, demo_database, ASKED.isoformat())
    yield
    set_date(demo_folder, demo_database, instant().astimezone(VIETNAM).date().isoformat())


def test_the_card_tells_it_before_and_changes_on_the_day_also_without_network(
    phone: Phone, office: Phone, demo_folder: Path, demo_database: str
) -> None:
    play(phone, "Người đi làm")
    phone.page.locator("nav.tabs a", has_text="Dịch vụ công").click()
    phone.tap("Đổi nơi khám chữa bệnh ban đầu")
    phone.sees("Đang trong kỳ đổi")
    phone.tap("Bắt đầu")
    phone.page.locator("input[name=query]").fill("bo de")
    phone.tap("Tìm", role="button")
    phone.choose(NEW)
    phone.write("Vì sao đổi?", "Chuyển nhà")
    phone.check("chosen")
    phone.tap("Tiếp tục")
    code = send(phone)

    deciding.enter(office)
    open_request(office, code)
    office.page.locator("#viec").get_by_role("button", name="Tiếp nhận", exact=True).click()
    office.page.locator("form#phe-duyet").get_by_role("button", name="Duyệt").click()
    office.sees(TOLD)
    office.check("approved")

    phone.open("/toi/the")
    expect(phone.page.locator(FACILITY)).to_contain_text(TOLD)
    keep(phone)
    phone.check("before")
    old = _verified(phone, _code(phone))
    assert old
    assert old != NEW
    set_date(demo_folder, demo_database, EVE.isoformat())
    phone.open("/toi/the")
    phone.page.wait_for_load_state("networkidle")
    phone.page.context.set_offline(True)
    phone.open("/toi/the")
    phone.sees("Bản lưu lúc")
    expect(phone.page.locator(FACILITY)).to_contain_text(TOLD)
    phone.check("before-without-network")
    phone.page.context.set_offline(False)

    set_date(demo_folder, demo_database, HOLDS.isoformat())
    phone.open("/toi/the")
    expect(phone.page.locator(FACILITY)).to_have_text(NEW)
    phone.check("on-the-day")
    phone.page.wait_for_load_state("networkidle")
    phone.page.context.set_offline(True)
    phone.open("/toi/the")
    phone.sees("Bản lưu lúc")
    expect(phone.page.locator(FACILITY)).to_have_text(NEW)
    phone.page.context.set_offline(False)
    phone.open("/toi/the")
    assert _verified(phone, _code(phone)) == NEW
    phone.check("verified")
    assert not phone.errors + office.errors


def _code(phone: Phone) -> str:
    """What a camera reads from the card that is open."""
    picture = phone.page.locator(".card-qr img").screenshot()
    (signed,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    return signed.text


def _verified(phone: Phone, text: str) -> str:
    """What the page of verifying says of the facility in a code."""
    phone.open("/xac-minh")
    phone.page.locator("#form textarea, #form input[name=text]").first.fill(text)
    phone.page.locator("#form button[type=submit], button[form=form]").first.click()
    told = phone.page.locator(FACILITY)
    told.wait_for()
    return told.inner_text().partition(" (")[0]
