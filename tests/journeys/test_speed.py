"""What a browser makes of the pages: nothing moves, Back is at once, a link's page may be there already."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

LATE_SECONDS = 0.1
"""How much later than the styles the scripts come: what they change is changed under somebody's eyes."""
WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (!shift.hadRecentInput) {
      const places = shift.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? String(node));
      moved.push([shift.value, ...places]);
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""
# Two frames: what the scripts have changed is drawn by then, and told of.
DRAWN = """new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));
})"""
ANYBODYS = (
    *("/", "/dang-nhap", "/dang-nhap/mat-khau", "/dang-ky", "/dang-ky/dien-thoai", "/ho-so"),
    *("/tro-giup", "/xac-minh", "/tra-cuu/the", "/man-hinh-chinh"),
)
PARENTS = ("", "the", "the/so-lon", "the/hinh-anh", "qua-trinh/bhyt", "ca-nhan")


@pytest.fixture(scope="module")
def whole_browser(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """The browser as people have it: Playwright's own leaves the memory of pages for Back out."""
    launched = browser_type.launch(
        **browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield launched
    launched.close()


@pytest.fixture
def phone(whole_browser: Browser, demo_site: str) -> Iterator[BrowserContext]:
    """A phone of 360 × 640."""
    context = whole_browser.new_context(
        base_url=demo_site, viewport={"width": 360, "height": 640}, locale="vi-VN", is_mobile=True
    )
    yield context
    context.close()


def test_nothing_moves_on_the_main_pages_when_their_scripts_come(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.add_init_script(WATCH)
    page.route("**/*.js", _come_late)
    moved = {path: _moved_on(page, path) for path in ANYBODYS}
    home = _be(page, "Phụ huynh, ông bà")
    moved |= {path: _moved_on(page, home + path) for path in PARENTS}
    assert not {path: shifts for path, shifts in moved.items() if shifts}


def test_back_to_a_public_page_is_at_once(phone: BrowserContext) -> None:
    page = phone.new_page()
    for path, other in (("/", "/tro-giup"), ("/tro-giup", "/man-hinh-chinh"), ("/man-hinh-chinh", "/")):
        page.goto(path)
        page.evaluate("addEventListener('pageshow', (event) => (window.kept = event.persisted))")
        page.goto(other)
        page.evaluate("history.back()")
        expect(page).to_have_url(re.compile(f"{path}$"))
        page.wait_for_function("window.kept === true")


@pytest.mark.long
def test_a_page_that_stays_open_asks_with_the_mark_of_what_it_has(phone: BrowserContext) -> None:
    page = phone.new_page()
    _be(page, "Phụ huynh, ông bà")
    answers = []
    for _time in range(2):
        # It asks every three seconds, and less often where a busy machine let it down.
        with page.expect_response("**/hop-thu/moi.json", timeout=30_000) as found:
            pass
        answers.append(found.value)
    first, second = answers
    assert second.request.headers["if-none-match"] == first.headers["etag"]
    assert second.status == 304


@pytest.mark.long
def test_a_public_page_is_there_before_its_link_is_tapped(phone: BrowserContext) -> None:
    page = phone.new_page()
    with page.expect_response("**/doc-truoc.json"):
        page.goto("/")
    link = page.locator("a[href='/tro-giup']").first
    for _try in range(3):
        link.hover()
        page.wait_for_timeout(800)
        link.click()
        page.wait_for_url("**/tro-giup")
        if _delivery(page) == "navigational-prefetch":
            return
        page.goto("/")
    pytest.fail(f"the page was fetched at the tap: {_delivery(page)!r}")


def test_back_after_signing_out_shows_nothing_of_the_person(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    home = _be(page, "Phụ huynh, ông bà")
    page.goto(f"{home}the")
    assert page.locator(".card-paper").count() == 1
    page.goto(f"{home}ca-nhan")
    page.get_by_role("button", name="Đăng xuất").first.click()
    page.wait_for_url(lambda url: "/nguoi/" not in url)
    page.evaluate("history.go(-2)")
    expect(page).to_have_url(re.compile(r"/dang-nhap\?"))
    assert page.locator(".card-paper").count() == 0


def _come_late(route: Route) -> None:
    time.sleep(LATE_SECONDS)
    route.continue_()


def _moved_on(page: Page, path: str) -> list[Any]:
    page.goto(path)
    page.evaluate(DRAWN)
    shifts: list[Any] = page.evaluate("moved")
    return shifts


def _be(page: Page, role: str) -> str:
    """Play a part of the practice world; gives the address of its first page."""
    page.goto("/")
    page.get_by_role("button", name=role).first.click()
    page.wait_for_url("**/nguoi/*/")
    return page.url


def _delivery(page: Page) -> str:
    kind: str = page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType")
    return kind
