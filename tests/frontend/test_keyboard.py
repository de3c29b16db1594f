"""Everything is reached and left with the keyboard alone, and one always sees where one is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

# The ring is around the element itself, around its words (radio), or around the row that its link covers.
RING = """() => {
  const e = document.activeElement;
  const places = [getComputedStyle(e), getComputedStyle(e, '::after')];
  if (e.nextElementSibling) places.push(getComputedStyle(e.nextElementSibling));
  const ringed = places.some((s) => s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 3);
  const box = (e.matches('.choice input') ? e.nextElementSibling : e).getBoundingClientRect();
  const covered = [...document.querySelectorAll('.strip-place, .dock, .tabs')]
    .filter((bar) => !bar.contains(e)).map((bar) => bar.getBoundingClientRect())
    .some((bar) => box.top >= bar.top && box.bottom <= bar.bottom);
  return { name: e.outerHTML.slice(0, 90), ringed, covered, end: e === document.body };
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((e) => e.getClientRects().length && e.type !== 'hidden' && !e.closest('dialog')).length"""


@pytest.fixture(params=["none", "active"], ids=["own colours", "forced colours"])
def gallery(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """All components, in the colours of the site and in those of the system."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, reduced_motion="reduce", forced_colors=request.param
    )
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


def test_every_stop_is_seen(gallery: Page) -> None:
    stops = []
    for _n in range(gallery.evaluate(REACHABLE) + 10):
        gallery.keyboard.press("Tab")
        stop = gallery.evaluate(RING)
        if stop["end"]:
            break
        stops.append(stop)
    assert len(stops) > 30
    assert not [stop["name"] for stop in stops if not stop["ringed"]]
    assert not [stop["name"] for stop in stops if stop["covered"]], "a bar lies over what has the focus"


def test_the_first_stop_leads_past_the_header(gallery: Page) -> None:
    gallery.keyboard.press("Tab")
    assert gallery.evaluate("document.activeElement.textContent") == "Tới nội dung chính"
    assert gallery.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    gallery.keyboard.press("Enter")
    gallery.keyboard.press("Tab")
    assert gallery.evaluate("!!document.activeElement.closest('main')")


def test_a_sheet_keeps_the_focus_and_gives_it_back(gallery: Page) -> None:
    opener = gallery.locator("[data-sheet]").first
    opener.focus()
    gallery.keyboard.press("Enter")
    for _n in range(8):
        gallery.keyboard.press("Tab")
        inside = "!document.activeElement.closest || document.activeElement === document.body || "
        assert gallery.evaluate(inside + "!!document.activeElement.closest('dialog')")
    gallery.keyboard.press("Escape")
    assert gallery.evaluate("document.querySelector('dialog[open]')") is None
    assert gallery.evaluate("document.activeElement.hasAttribute('data-sheet')")
