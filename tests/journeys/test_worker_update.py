"""A new version of the site: its worker comes between two pages, never under a form, and takes nothing along.

The address of the worker stays; the site behind the line is another one, as after a deployment.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.journeys.conftest import SlowPhone
from tests.journeys.kept import digits, enter, keep, says, stored
from tests.journeys.killable import KillableBrowser, killable
from tests.journeys.line import SLOW_3G, Line, line_to
from tests.journeys.next_version import NEXT_WORDS
from tests.journeys.phone import Phone
from tests.journeys.sites import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.long]

WRITTEN = "0000 222 555"
PAGES = 3
WAITING = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))"
INSTALLING = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.installing))"
# What a worker fetches while it is installed.
KEPT_PAGES = b"GET /mat-mang"
# What a browser does by itself a while after it has opened a page.
LOOK_FOR_UPDATE = "() => void navigator.serviceWorker.getRegistration().then((found) => found.update())"

Start = Callable[[Line], AbstractContextManager[tuple[Phone, KillableBrowser]]]
"""Starts a browser over the test's profile, at the end of a line."""


@pytest.fixture
def start(
    tmp_path: Path,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    request: pytest.FixtureRequest,
) -> Start:
    """A browser that can be killed, and started again with what it has left on the disk."""
    program, arguments = browser_type_launch_args["executable_path"], browser_type_launch_args["args"]

    @contextmanager
    def started(line: Line) -> Iterator[tuple[Phone, KillableBrowser]]:
        with killable(program, arguments, tmp_path, browser_type) as (context, browser):
            context.set_default_timeout(10_000)
            page = context.new_page()
            yield Phone(page, ROOT / "var" / "screens" / request.node.name, line.address), browser

    return started


def until(phone: Phone, is_so: str, seconds: float = 20) -> None:
    """Wait for a promise to say yes; ``wait_for_function`` takes the promise itself for a yes."""
    end = time.monotonic() + seconds
    while not phone.page.evaluate(is_so):
        assert time.monotonic() < end, f"never: {is_so}"
        phone.page.wait_for_timeout(50)


def versions(phone: Phone) -> list[bool]:
    """Of each shell on the phone, whether it is the next version's."""
    kept = json.loads(stored(phone))["caches"].values()
    return [any(NEXT_WORDS in content for _url, content in shell) for shell in kept]


def waits(page: Page) -> bool:
    return bool(page.evaluate(WAITING))


def taken_over(phone: Phone) -> None:
    """The next version's shell is the only one, and no worker waits any more.

    A browser changes workers when the old one has nothing at hand; under load it may have at that moment, and
    then it comes with another page.
    """
    for _page in range(PAGES):
        for _try in range(40):
            if versions(phone) == [True] and not waits(phone.page):
                return
            phone.page.wait_for_timeout(100)
        phone.open("/man-hinh-chinh")
    pytest.fail(f"shells: {versions(phone)}, waiting: {waits(phone.page)}")


def fill_in(phone: Phone) -> None:
    phone.open("/tai-khoan/dien-thoai")
    phone.page.wait_for_load_state("networkidle")
    phone.write("Số điện thoại mới", WRITTEN)


def test_an_update_waits_under_a_form_and_comes_with_the_next_page(
    slow_phone: SlowPhone, next_site: str
) -> None:
    phone, line = slow_phone
    enter(phone)
    _name, number = keep(phone)
    card = phone.page.url
    assert versions(phone) == [False]

    line.lead_to(next_site)
    fill_in(phone)
    # By itself: the browser looks for another worker after each page.
    until(phone, WAITING)
    phone.page.wait_for_timeout(2000)
    assert waits(phone.page)
    assert versions(phone) == [False, True]
    phone.page.context.set_offline(True)
    phone.tap("Tiếp tục")
    phone.sees("Phần đã điền được giữ trên máy này.")
    phone.page.context.set_offline(False)

    phone.open("/tro-giup")
    taken_over(phone)
    phone.open("/toi")
    phone.tap("Mở để gửi")
    expect(phone.page.get_by_label("Số điện thoại mới")).to_have_value(WRITTEN)
    phone.page.context.set_offline(True)
    phone.open(card)
    assert digits(phone) == number
    assert not phone.errors


def test_an_update_waits_for_a_form_in_another_tab(slow_phone: SlowPhone, next_site: str) -> None:
    phone, line = slow_phone
    enter(phone)
    keep(phone)
    line.lead_to(next_site)
    fill_in(phone)
    phone.page.evaluate(LOOK_FOR_UPDATE)
    until(phone, WAITING)
    other = phone.page.context.new_page()
    for path in ("/tro-giup", "/toi", "/tro-giup"):
        other.goto(path)
        other.wait_for_timeout(500)
        assert waits(other)
    other.close()
    phone.page.wait_for_timeout(1000)
    assert waits(phone.page)
    phone.open("/tro-giup")
    taken_over(phone)


def test_an_update_that_is_cut_off_leaves_the_card_and_comes_later(
    slow_phone: SlowPhone, next_site: str
) -> None:
    phone, line = slow_phone
    enter(phone)
    _name, number = keep(phone)
    card = phone.page.url
    phone.open("/tro-giup")
    line.lead_to(next_site)
    line.holds = KEPT_PAGES
    phone.page.evaluate(LOOK_FOR_UPDATE)
    until(phone, INSTALLING)
    line.cut()
    phone.page.context.set_offline(True)
    phone.open(card)
    assert digits(phone) == number
    until(phone, f"{INSTALLING}.then((is) => !is)")
    assert True not in versions(phone)
    phone.open("/khong-co")
    says(phone, "Trên điện thoại này")

    line.holds = b""
    line.is_cut = False
    phone.page.context.set_offline(False)
    phone.open("/tro-giup")
    phone.page.evaluate(LOOK_FOR_UPDATE)
    until(phone, WAITING)
    phone.open("/tro-giup")
    taken_over(phone)
    phone.page.context.set_offline(True)
    phone.open(card)
    assert digits(phone) == number


def in_mid_update(phone: Phone, line: Line, moment: str) -> None:
    """Have the next version come to this moment of its way onto the phone."""
    line.narrow(SLOW_3G)
    line.holds = KEPT_PAGES if moment == "fetched" else b""
    phone.page.evaluate(LOOK_FOR_UPDATE)
    if moment == "fetched":
        until(phone, INSTALLING)
        return
    until(phone, WAITING)
    if moment == "taking over":
        phone.page.goto(f"{line.address}/", wait_until="commit")


@pytest.mark.parametrize("moment", ["fetched", "laid by", "taking over"])
def test_a_browser_that_is_killed_in_mid_update_leaves_the_card_and_updates_later(
    start: Start, demo_site: str, next_site: str, moment: str
) -> None:
    with line_to(demo_site) as line:
        with start(line) as (phone, browser):
            enter(phone)
            _name, number = keep(phone)
            card = phone.page.url
            phone.open("/tro-giup")
            line.lead_to(next_site)
            in_mid_update(phone, line, moment)
            browser.kill()

        line.cut()
        with start(line) as (phone, browser):
            phone.page.context.set_offline(True)
            phone.open(card)
            assert digits(phone) == number
            browser.kill()

        line.widen()
        line.holds = b""
        line.is_cut = False
        with start(line) as (phone, _browser):
            phone.open("/tro-giup")
            phone.page.evaluate(LOOK_FOR_UPDATE)
            if moment == "fetched":
                until(phone, WAITING)
                phone.open("/tro-giup")
            taken_over(phone)
            phone.page.context.set_offline(True)
            phone.open(card)
            assert digits(phone) == number
