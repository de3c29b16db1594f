"""On the lines that phones have: narrow, far away, coming and going, lost between a form and its answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.conftest import SlowPhone
from tests.journeys.kept import counted, digits, enter, keep
from tests.journeys.line import REGULAR_3G, SLOW_3G, SLOW_4G, Line, Width
from tests.journeys.phone import SENDING, Phone

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.long]

WITHIN = 300
"""Milliseconds from the tap to the digits. Source: the project's figures to reach."""
TIMES = 4
PHONE = "/dang-ky/dien-thoai"
SENDS = re.compile("^(Gửi mã cho tôi|Thử lại)$")
SENT = re.compile("/dang-ky/ma/")
# The clock of the page that is left and of the one that comes are not the same.
NOTE_TAP = """addEventListener("click", () => {
  sessionStorage.tapped = performance.timeOrigin + performance.now();
}, { capture: true })"""
SINCE_TAP = (
    """performance.timeOrigin + performance.getEntriesByName("shown")[0].startTime - sessionStorage.tapped"""
)
ONE_SECOND = 1.0


def tap_to_digits(phone: Phone, name: str) -> float:
    """Milliseconds from the tap on Home's button to the digits of the kept card."""
    phone.page.evaluate(NOTE_TAP)
    phone.tap(name)
    expect(phone.page.locator("[data-offline] .card-digits")).to_be_visible()
    took: float = phone.page.evaluate(SINCE_TAP)
    return took


def steady(_line: Line) -> AbstractContextManager[None]:
    """As it is."""
    return nullcontext()


def waiting(line: Line) -> AbstractContextManager[None]:
    """Bytes wait every other second."""
    return line.flapping(ONE_SECOND)


def breaking(line: Line) -> AbstractContextManager[None]:
    """Connections end every other second."""
    return line.flapping(ONE_SECOND, breaks=True)


@pytest.mark.parametrize("width", [SLOW_4G, REGULAR_3G, SLOW_3G], ids=["slow-4g", "regular-3g", "slow-3g"])
@pytest.mark.parametrize("way", [steady, waiting, breaking])
def test_a_kept_card_is_there_at_once(
    slow_phone: SlowPhone, width: Width, way: Callable[[Line], AbstractContextManager[None]]
) -> None:
    phone, line = slow_phone
    enter(phone)
    _name, number = keep(phone)
    took = []
    for _time in range(TIMES):
        phone.open("/toi")
        line.narrow(width)
        with way(line):
            took.append(tap_to_digits(phone, "Đưa thẻ khi đi khám"))
            assert digits(phone) == number
        line.widen()
    print(f"tap to digits, {way.__name__}, {width}: {', '.join(f'{each:.0f}' for each in took)} ms")  # noqa: T201 - the figure
    assert min(took) <= WITHIN


def opened(phone: Phone, path: str) -> None:
    """Open it, or the page that was lost, as one does on a bad line: again and again."""
    for _try in range(20):
        try:
            phone.open(path) if path else phone.page.reload()
        except Error:
            phone.page.wait_for_timeout(300)
        else:
            return
    pytest.fail(f"{path} never came")


def write_phone(phone: Phone, digits_of_phone: str) -> None:
    opened(phone, PHONE)
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại", digits_of_phone)


def send_until_it_goes(phone: Phone) -> int:
    """Tap again and again while the page says that it has not gone; how often."""
    for taps in range(1, 20):
        phone.page.get_by_role("button", name=SENDS).last.click()
        expect(phone.page.locator(SENDING)).to_have_count(0, timeout=45_000)
        if phone.page.url.startswith("chrome-error:"):
            # It had gone; the page that it was led to was lost.
            opened(phone, "")
        if SENT.search(phone.page.url):
            return taps
        expect(phone.page.locator("[data-draft-note]", has_text="Chưa gửi.")).to_be_visible()
    pytest.fail("it never went")


def test_a_form_on_a_line_that_breaks_is_kept_asked_for_and_sent_once(
    slow_phone: SlowPhone, demo_database: str
) -> None:
    phone, line = slow_phone
    write_phone(phone, "0000 765 461")
    before = counted(demo_database, "challenges")
    line.narrow(REGULAR_3G)
    line.cut()
    phone.tap("Gửi mã cho tôi")
    phone.sees("Phần đã điền được giữ trên máy này.")
    assert counted(demo_database, "challenges") == before

    with line.flapping(ONE_SECOND, breaks=True):
        opened(phone, "/")
        phone.sees("Có 1 bản chưa gửi")
        # Nothing goes by itself, however long the line is up.
        phone.page.wait_for_timeout(2000)
        assert counted(demo_database, "challenges") == before
        opened(phone, f"{PHONE}#chua-gui")
        expect(phone.page.get_by_label("Số điện thoại")).to_have_value("0000 765 461")
        taps = send_until_it_goes(phone)
    print(f"sent on a line that breaks every other second, after {taps} taps")  # noqa: T201
    assert counted(demo_database, "challenges") == before + 1


def test_a_form_whose_answer_is_lost_after_the_work_is_sent_once(
    slow_phone: SlowPhone, demo_database: str
) -> None:
    phone, line = slow_phone
    write_phone(phone, "0000 765 462")
    before = counted(demo_database, "challenges")
    line.narrow(REGULAR_3G)
    line.loses = f"POST {PHONE}".encode()
    phone.tap("Gửi mã cho tôi")
    phone.sees("Chưa gửi.")
    assert line.lost >= 1
    assert counted(demo_database, "challenges") == before + 1

    line.loses = b""
    opened(phone, "/")
    phone.tap("Mở để gửi")
    expect(phone.page.get_by_label("Số điện thoại")).to_have_value("0000 765 462")
    assert send_until_it_goes(phone) == 1
    assert counted(demo_database, "challenges") == before + 1


def test_back_to_what_a_form_was_answered_with_opens_its_page(phone: Phone) -> None:
    """The browser has that answer no more, and must not send the form again: no network was lost."""
    enter(phone)
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.open("/tai-khoan/dien-thoai")
    phone.write("Số điện thoại mới", "0000 12")
    phone.page.locator("input[type=password]").fill("khong phai")
    phone.tap("Tiếp tục")
    phone.sees("Có chỗ cần sửa")
    phone.open("/tro-giup")
    phone.page.go_back()
    phone.at("Đổi số điện thoại")
    assert phone.page.get_by_text("Có chỗ cần sửa").count() == 0
    phone.page.go_forward()
    phone.at("Trợ giúp")
