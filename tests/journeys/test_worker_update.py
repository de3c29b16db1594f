"""A new version of the site: its worker comes between two pages, never under a form, and takes nothing along.

The address of the worker stays; the site behind the line is another one, as after a deployment.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.bare import BareBrowser, BarePage
from tests.journeys.kept import STORED
from tests.journeys.line import SLOW_3G, Line, line_to
from tests.journeys.next_version import NEXT_WORDS

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.long]

WRITTEN = "0000 222 555"
WAITING = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))"
INSTALLING = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.installing))"
# What a worker fetches while it is installed.
KEPT_PAGES = b"GET /mat-mang"
# What a browser does by itself a while after it has opened a page.
LOOK_FOR_UPDATE = "void navigator.serviceWorker.getRegistration().then((found) => found.update())"
FIELD = "document.querySelector('main input[type=tel]')"
PAGES = 4

Start = Callable[[], BareBrowser]
"""Starts a browser over the test's profile."""


@pytest.fixture
def start(tmp_path: Path, browser_type_launch_args: dict[str, Any]) -> Iterator[Start]:
    """A browser that can be killed, and started again with what it has left on the disk."""
    program, arguments = browser_type_launch_args["executable_path"], browser_type_launch_args["args"]
    begun: list[BareBrowser] = []

    def started() -> BareBrowser:
        begun.append(BareBrowser(program, arguments, tmp_path))
        return begun[-1]

    yield started
    begun[-1].kill()


@pytest.fixture
def line(demo_site: str) -> Iterator[Line]:
    with line_to(demo_site) as led:
        yield led


def keep_card(page: BarePage) -> tuple[str, str]:
    """Come in, and keep the card; gives its address and its digits."""
    page.open("/")
    page.read("void setTimeout(() => document.querySelector('main form button').click())")
    page.tap("Đưa thẻ khi đi khám")
    page.tap("Giữ thẻ")
    page.sees("Mở được khi mất mạng")
    page.read("navigator.serviceWorker.ready.then(() => true)")
    return page.read("location.href"), digits(page)


def digits(page: BarePage) -> str:
    page.until("Boolean(document.querySelector('.card-digits'))")
    found: str = page.read("document.querySelector('.card-digits').innerText")
    return found


def shows_without_network(page: BarePage, line: Line, card: str, number: str) -> None:
    line.cut()
    page.open(card)
    page.until("Boolean(document.querySelector('[data-offline] .card-digits'))")
    assert digits(page) == number


def versions(page: BarePage) -> list[bool]:
    """Of each shell on the phone, whether it is the next version's."""
    kept = json.loads(page.read(f"({STORED})()"))["caches"].values()
    return [any(NEXT_WORDS in content for _url, content in shell) for shell in kept]


def fill_in(page: BarePage) -> None:
    page.open("/tai-khoan/dien-thoai")
    page.until(f"Boolean({FIELD})")
    page.read(f"{FIELD}.value = '{WRITTEN}'; {FIELD}.dispatchEvent(new Event('input', {{ bubbles: true }}))")


def comes_with_the_next_pages(page: BarePage) -> None:
    """The next version's shell is the only one, and no worker waits any more.

    A browser changes workers when the old one has nothing at hand: if it has just then, with another page.
    """
    for _page in range(PAGES):
        page.open("/tro-giup")
        for _try in range(30):
            if versions(page) == [True] and not page.read(WAITING):
                return
            time.sleep(0.1)
    pytest.fail(f"shells: {versions(page)}, waiting: {page.read(WAITING)}")


def test_an_update_waits_under_a_form_and_comes_with_the_next_page(
    start: Start, line: Line, next_site: str
) -> None:
    page = start().page(line.address)
    card, number = keep_card(page)
    assert versions(page) == [False]

    line.lead_to(next_site)
    fill_in(page)
    # By itself: the browser looks for another worker after each page.
    page.until(WAITING)
    time.sleep(2)
    assert page.read(WAITING)
    assert versions(page) == [False, True]
    line.cut()
    page.tap("Tiếp tục")
    page.sees("Phần đã điền được giữ trên máy này.")
    line.is_cut = False

    comes_with_the_next_pages(page)
    page.open("/toi")
    page.tap("Mở để gửi")
    page.until(f"{FIELD} && {FIELD}.value === '{WRITTEN}'")
    shows_without_network(page, line, card, number)


def test_an_update_waits_for_a_form_in_another_tab(start: Start, line: Line, next_site: str) -> None:
    browser = start()
    page = browser.page(line.address)
    keep_card(page)
    line.lead_to(next_site)
    fill_in(page)
    page.read(LOOK_FOR_UPDATE)
    page.until(WAITING)
    other = browser.page(line.address)
    for path in ("/tro-giup", "/toi", "/tro-giup"):
        other.open(path)
        time.sleep(1.5)
        assert other.read(WAITING)
    other.close()
    time.sleep(1)
    assert page.read(WAITING)
    assert page.read(f"{FIELD}.value") == WRITTEN
    comes_with_the_next_pages(page)


def test_an_update_that_is_cut_off_leaves_the_card_and_comes_later(
    start: Start, line: Line, next_site: str
) -> None:
    page = start().page(line.address)
    card, number = keep_card(page)
    page.open("/tro-giup")
    line.lead_to(next_site)
    line.holds = KEPT_PAGES
    page.read(LOOK_FOR_UPDATE)
    page.until(INSTALLING)
    shows_without_network(page, line, card, number)
    page.until(f"{INSTALLING}.then((is) => !is)")
    assert True not in versions(page)

    line.holds = b""
    line.is_cut = False
    page.open("/tro-giup")
    page.read(LOOK_FOR_UPDATE)
    page.until(WAITING)
    comes_with_the_next_pages(page)
    shows_without_network(page, line, card, number)


def in_mid_update(page: BarePage, line: Line, moment: str) -> None:
    """Have the next version come to this moment of its way onto the phone."""
    line.narrow(SLOW_3G)
    line.holds = KEPT_PAGES if moment == "fetched" else b""
    page.read(LOOK_FOR_UPDATE)
    page.until(INSTALLING if moment == "fetched" else WAITING)
    if moment == "taking over":
        page.open("/")


@pytest.mark.parametrize("moment", ["fetched", "laid by", "taking over"])
def test_a_browser_that_is_killed_in_mid_update_leaves_the_card_and_updates_later(
    start: Start, line: Line, next_site: str, moment: str
) -> None:
    browser = start()
    page = browser.page(line.address)
    card, number = keep_card(page)
    page.open("/tro-giup")
    line.lead_to(next_site)
    in_mid_update(page, line, moment)
    browser.kill()

    line.widen()
    browser = start()
    shows_without_network(browser.page(line.address), line, card, number)
    browser.kill()

    line.holds = b""
    line.is_cut = False
    page = start().page(line.address)
    page.open("/tro-giup")
    page.read(LOOK_FOR_UPDATE)
    if moment == "fetched":
        page.until(f"{WAITING}")
    comes_with_the_next_pages(page)
    shows_without_network(page, line, card, number)
