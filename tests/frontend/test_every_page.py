"""Every page of the access table, for every eye and on paper: axe in both schemes, with errors, every width.

One browser and one server; a page is loaded once and then resized. ``KEEP_SCREENS=folder`` keeps pictures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize

from tests.frontend.measures import (
    COLOURS,
    MORE_WIDTHS,
    OUT_OF_ORDER,
    WIDTHS,
    ask_axe,
    axe_source,
    measure,
    on_paper,
    structure,
)
from tests.frontend.visit import Visit
from tests.frontend.visits import pages_of_people, pages_with_ids
from tests.support.serving import served_here
from vssid_app.core.world import CurrentWorld

pytestmark = [pytest.mark.browser, pytest.mark.any_database]

FORMS = """() => [...document.querySelectorAll('main form[method=post]')]
  .map((form, n) => [n, form])
  .filter(([, form]) => form.querySelector('input:not([type=hidden]):not([type=search]), select, textarea'))
  .map(([n]) => n)"""
SEND_EMPTY = """(n) => {
  const form = document.querySelectorAll('main form[method=post]')[n];
  for (const box of form.elements) {
    if (box.type === 'hidden' || box.tagName === 'BUTTON') continue;
    if (box.type === 'radio' || box.type === 'checkbox') box.checked = false;
    else if (box.type !== 'file') box.value = box.tagName === 'SELECT' ? box.options[0].value : '';
  }
  HTMLFormElement.prototype.submit.call(form);
}"""
PHONE: ViewportSize = {"width": 360, "height": 640}
FOCUS = "document.activeElement.className"
TURN_TEXT = "document.documentElement.classList.toggle('large')"


@pytest.fixture
def real_site(app: Flask, world: CurrentWorld) -> Iterator[str]:
    """The demo behind a server in this process."""
    with served_here(app) as address:
        yield address


@pytest.fixture
def page(browser: Browser, real_site: str) -> Iterator[Page]:
    """A browser of the usual phone's size, without motion."""
    context = browser.new_context(
        base_url=real_site, viewport={"width": 360, "height": 640}, locale="vi-VN", reduced_motion="reduce"
    )
    # Once for all pages: handing half a megabyte to each takes as long as asking it.
    context.add_init_script(axe_source())
    yield context.new_page()
    context.close()


@dataclass(frozen=True)
class Depth:
    """How closely a page is looked at."""

    widths: tuple[int, ...]
    large_widths: tuple[int, ...]
    error_widths: tuple[int, ...]
    all_rules_in_the_dark: bool
    errors_in_the_dark: bool


USUAL = Depth(WIDTHS, (320,), (320,), all_rules_in_the_dark=False, errors_in_the_dark=False)
FULL = Depth(MORE_WIDTHS, MORE_WIDTHS, MORE_WIDTHS, all_rules_in_the_dark=True, errors_in_the_dark=True)


def test_pages_that_everybody_has_are_for_every_eye(peopled: Flask, page: Page) -> None:
    walk(page, pages_of_people(peopled, all_views=False), USUAL)


def test_pages_about_something_are_for_every_eye(app: Flask, page: Page) -> None:
    walk(page, pages_with_ids(app, all_states=False), USUAL)


@pytest.mark.long
def test_pages_that_everybody_has_hold_in_the_whole_matrix(peopled: Flask, page: Page) -> None:
    walk(page, pages_of_people(peopled, all_views=True), FULL)


@pytest.mark.long
def test_pages_about_something_hold_in_the_whole_matrix(app: Flask, page: Page) -> None:
    walk(page, pages_with_ids(app, all_states=True), FULL)


def walk(page: Page, visits: list[Visit], depth: Depth) -> None:
    """Look at each page; all that is wrong is said at once."""
    complaints = {visit.name: list(look_at(page, visit, depth)) for visit in visits}
    found = {name: all_ for name, all_ in complaints.items() if all_}
    told = [f"{name}\n    " + "\n    ".join(all_) for name, all_ in found.items()]
    assert not found, "\n".join([f"{len(found)} of {len(visits)} pages:", *told])


def look_at(page: Page, visit: Visit, depth: Depth) -> Iterator[str]:
    """Open a page as its reader would, and say what is wrong with it."""
    as_reader(page, visit)
    answer = page.goto(visit.path)
    assert answer
    if answer.status != (404 if visit.name.startswith("errors 404") else 200):
        yield f"answers {answer.status}"
        return
    if urlsplit(page.url).path != urlsplit(visit.path).path:
        yield f"leads on to {urlsplit(page.url).path}"
    keep(page, visit.name, visit)
    forms = page.evaluate(FORMS)
    yield from structure(page)
    yield from in_all_sizes(page, depth.widths, depth.large_widths)
    yield from in_both_schemes(page, depth)
    yield from on_paper(page)
    for n, form in enumerate(forms):
        if n:
            page.goto(visit.path)
        if form not in page.evaluate(FORMS):
            # An earlier form asked for nothing and was done: it took this one along.
            break
        yield from (f"with errors: {one}" for one in check_with_errors(page, visit, form, depth))


def in_all_sizes(page: Page, widths: tuple[int, ...], large: tuple[int, ...]) -> Iterator[str]:
    """Every width, then in large text."""
    for width in widths:
        yield from measure(page, width)
    page.evaluate(TURN_TEXT)
    for width in large:
        yield from measure(page, width, large=True)
    page.evaluate(TURN_TEXT)


def in_both_schemes(page: Page, depth: Depth, where: str = "html") -> Iterator[str]:
    """What axe says at the usual phone's width; in the dark only colours differ."""
    page.set_viewport_size(PHONE)
    yield from ask_axe(page, where)
    page.emulate_media(color_scheme="dark")
    # In the dark the frame around every page is asked once, with all components (test_components.py).
    told = ask_axe(page, where) if depth.all_rules_in_the_dark else ask_axe(page, "main", COLOURS)
    yield from (f"dark {one}" for one in told)
    page.emulate_media(color_scheme="light")


def check_with_errors(page: Page, visit: Visit, form: int, depth: Depth) -> Iterator[str]:
    """Send a form empty: what comes back says what is wrong, is read first, and fits too."""
    with page.expect_navigation():
        page.evaluate(SEND_EMPTY, form)
    if not page.locator(".error-summary").count():
        return
    if page.evaluate(FOCUS) != "error-summary":
        yield "the summary has no focus"
    if not page.title().startswith("Lỗi: "):
        yield f"the title is {page.title()}"
    keep(page, f"{visit.name} errors {form}", visit)
    yield from page.evaluate(OUT_OF_ORDER)
    yield from in_all_sizes(page, depth.error_widths, depth.error_widths if depth is FULL else ())
    # In the dark they have the same colours as those of the gallery, which are asked there.
    if depth.errors_in_the_dark:
        yield from in_both_schemes(page, depth, "main")
    else:
        page.set_viewport_size(PHONE)
        yield from ask_axe(page, "main")


def as_reader(page: Page, visit: Visit) -> None:
    """Give the browser the cookies of who may read it, and none of anybody else."""
    page.context.clear_cookies()
    for name, value in visit.cookies:
        page.context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])


def keep(page: Page, name: str, visit: Visit) -> None:
    """A picture of the page, for those who want to look."""
    folder = os.environ.get("KEEP_SCREENS")
    if not folder:
        return
    page.set_viewport_size({"width": 1280 if visit.is_wide else 360, "height": 640})
    safe = name.replace("/", "-").replace(" ", "_").replace(",", "")
    page.screenshot(path=Path(folder) / f"{safe}.png", full_page=True)
