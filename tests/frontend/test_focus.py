"""The keyboard through the later pages: focus is seen, and nothing that floats lies over it (WCAG 2.4.11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.frontend.test_every_page import as_reader, real_site
from tests.frontend.test_keyboard import REACHABLE
from tests.frontend.visit import Visit
from tests.frontend.visits import pages_of_people, pages_with_ids

__all__ = ["real_site"]

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.long]

LATER = ("service_requests.", "people.", "looks.", "notices.", "registry.home", "registry.switch", "desk.")
HALF, MOST_OF_A_TALL_BOX = 0.5, 0.8
# The ring is around the element, its words (radio, tick), or the row that its link covers.
STOP = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const styles = [getComputedStyle(e), getComputedStyle(e, '::after')];
  const inWords = e.matches('[type=radio], [type=checkbox], [type=file]');
  const words = inWords && (e.nextElementSibling || e.parentElement);
  if (words) styles.push(getComputedStyle(words));
  const ringed = styles.some((s) => s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 3);
  const box = (words || e).getBoundingClientRect();
  const over = (bar) => {
    const across = Math.min(bar.right, box.right) - Math.max(bar.left, box.left);
    const down = Math.min(bar.bottom, box.bottom) - Math.max(bar.top, box.top);
    return across > 0 && down > 0 ? (across * down) / Math.max(1, box.width * box.height) : 0;
  };
  const bars = [...document.querySelectorAll('.strip-place, .dock, .tabs, .sms, .toast, .decide .button')]
    .filter((bar) => !bar.contains(e) && bar.getClientRects().length
      && ['sticky', 'fixed'].includes(getComputedStyle(bar).position));
  const hidden = Math.max(0, ...bars.map((bar) => over(bar.getBoundingClientRect())));
  const outside = box.bottom <= 0 || box.top >= innerHeight;
  return { name: e.outerHTML.slice(0, 100), ringed, hidden, outside };
}"""


def later(visits: list[Visit]) -> list[Visit]:
    return [visit for visit in visits if visit.name.startswith(LATER)]


def complaints(page: Page) -> Iterator[str]:
    """Press Tab until the end; what is wrong with a stop."""
    stops = 0
    for _n in range(page.evaluate(REACHABLE) + 10):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops += 1
        if not stop["ringed"]:
            yield f"no ring: {stop['name']}"
        # A browser brings the line that is written to into sight, not the whole of a tall box.
        most = MOST_OF_A_TALL_BOX if stop["name"].startswith("<textarea") else HALF
        if stop["hidden"] > most or stop["outside"]:
            yield f"hidden by {stop['hidden']:.1f}: {stop['name']}"
    if not stops:
        yield "no stops"


@pytest.mark.parametrize(("size", "colours"), [("usual", "none"), ("large", "active")])
def test_focus_is_seen_on_the_later_pages(
    peopled: Flask, real_site: str, browser: Browser, size: str, colours: Literal["active", "none"]
) -> None:
    visits = later([*pages_of_people(peopled, all_views=False), *pages_with_ids(peopled, all_states=False)])
    context = browser.new_context(
        base_url=real_site,
        viewport={"width": 320 if size == "large" else 360, "height": 640},
        reduced_motion="reduce",
        forced_colors=colours,
    )
    page = context.new_page()
    found = {}
    for visit in visits:
        as_reader(page, visit)
        page.goto(visit.path)
        if size == "large":
            page.evaluate("document.documentElement.classList.add('large')")
        if wrong := list(complaints(page)):
            found[visit.name] = wrong
    context.close()
    assert not found, "\n".join(f"{name}\n    " + "\n    ".join(all_) for name, all_ in found.items())
