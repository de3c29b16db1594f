"""A parent of two: the one is never shown for the other, in two tabs, after Back, or without network."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import hold
from tests.journeys.kept import digits, keep
from tests.journeys.phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

PERSONAL = (
    *("", "ca-nhan", "the", "the/so-lon", "the/hinh-anh", "qua-trinh/bhyt", "qua-trinh/c14-ts"),
    *("thong-tin-huong/mot-lan", "so-kham/", "ai-da-xem"),
)
"""Pages about a person, as they stand behind the person's id."""

Child = tuple[str, str]
"""The address of a child's home, and the name that bar and title show."""


def enter(phone: Phone) -> list[Child]:
    """Come in as the parent of the demo, and read off both children."""
    phone.open("/")
    phone.page.locator("main form button").first.click()
    phone.page.wait_for_url("**/nguoi/*/")
    rows = phone.page.locator("main a.row:has(.avatar)")
    return [(row.get_attribute("href") or "", row.locator(".row-title").inner_text()) for row in rows.all()]


def is_about(page: Page, child: Child, other: Child) -> None:
    """Bar, title and address name this child, and nothing on the page the other."""
    home, name = child
    expect(page.locator(".acting")).to_contain_text(name)
    expect(page).to_have_title(re.compile(re.escape(name)))
    assert home in page.url
    text = page.locator("body").inner_text()
    assert other[1] not in text
    assert other[1].upper() not in text


def test_in_two_tabs_and_after_back_each_child_stays_itself(phone: Phone) -> None:
    first, second = enter(phone)
    one, two = phone.page, phone.page.context.new_page()
    one.goto(f"{first[0]}the")
    two.goto(f"{second[0]}the")
    is_about(one, first, second)
    is_about(two, second, first)
    number = digits(phone)

    one.goto(f"{first[0]}so-kham/")
    two.goto(f"{second[0]}qua-trinh/bhyt")
    one.reload()
    is_about(one, first, second)
    one.go_back()
    is_about(one, first, second)
    assert digits(phone) == number

    one.locator(".acting p a").click()
    one.locator("dialog .switch-list a", has_text=second[1]).click()
    one.wait_for_url(f"**{second[0]}the")
    is_about(one, second, first)
    assert digits(phone) != number
    phone.look("switched")
    one.go_back()
    is_about(one, first, second)
    assert digits(phone) == number
    two.go_back()
    is_about(two, second, first)
    assert not phone.errors


@pytest.mark.long
def test_each_childs_kept_card_is_its_own_without_network(phone: Phone) -> None:
    children = enter(phone)
    kept = []
    for home, _name in children:
        phone.open(f"{home}the")
        kept.append(keep(phone))
    phone.page.context.set_offline(True)
    for (home, _name), (full_name, number) in zip(children, kept, strict=True):
        phone.open(f"{home}the")
        assert digits(phone) == number
        assert phone.page.locator(".card-name").inner_text() == full_name
        phone.check("offline")
    assert kept[0] != kept[1]


@pytest.mark.long
@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("large", [False, True])
def test_switching_takes_two_taps_from_every_page(
    browser: Browser, demo_site: str, request: pytest.FixtureRequest, *, javascript: bool, large: bool
) -> None:
    for phone in hold(browser, demo_site, request, javascript=javascript):
        phone.open("/")
        if large:
            phone.page.locator("form[action^='/co-chu'] button").first.click()
        first, second = enter(phone)
        for path in PERSONAL:
            phone.open(first[0] + path)
            phone.look(path.replace("/", "-") or "home")
            phone.page.locator(".acting p a").click()
            phone.page.locator(".switch-list a", has_text=second[1]).click()
            phone.page.wait_for_url(f"**{second[0]}**")
            is_about(phone.page, second, first)
