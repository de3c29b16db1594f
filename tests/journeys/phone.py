"""A phone in a test's hand: taps are counted, screens are kept, and each screen is looked at."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

CODE = re.compile(r"\b\d{6}\b")
# What it finds is all that is read: to tell of every element that is right takes longer than to judge it.
AXE: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
SENDING = "form[data-draft][data-sent]"


class Phone:
    """What a person does with a phone."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.taps = 0
        self._folder = folder
        self._shots = 0
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)

    def tap(self, name: str, *, role: str = "", first: bool = True) -> None:
        """Tap the button or link with this name."""
        self.taps += 1
        roles = [role] if role else ["button", "link"]
        found = self.page.get_by_role(roles[0], name=name)  # type: ignore[arg-type]
        for other in roles[1:]:
            found = found.or_(self.page.get_by_role(other, name=name))  # type: ignore[arg-type]
        (found.first if first else found.last).click()
        # A form that a script sends: the next page is not there when the tap is over.
        expect(self.page.locator(SENDING)).to_have_count(0, timeout=10_000)

    def choose(self, name: str) -> None:
        """Tap a radio card or a tick by its words."""
        self.taps += 1
        self.page.locator("main label", has_text=name).first.click()

    def write(self, label: str, text: str) -> None:
        """Fill in the field with this label."""
        self.taps += 1
        self.page.get_by_label(label, exact=False).first.fill(text)

    def sees(self, words: str) -> None:
        """The words stand on the screen."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def at(self, heading: str | re.Pattern[str]) -> None:
        """The page with this H1 is open."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def look(self, name: str) -> None:
        """Keep a picture of the screen; nothing may stick out, no rule of accessibility may be broken."""
        self._shots += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._shots:02d}-{name}.png"
        try:
            self.page.screenshot(path=path, full_page=True)
        except Error:
            # Now and then Chromium has no picture to give just after the size has changed.
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=path, full_page=True)
        if self.page.evaluate("typeof window") != "object":
            return
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{name}: the page is {width} px wider than the screen"

    def check(self, name: str) -> None:
        """``look``, and ask axe, on a screen as high as the page: what a bar covers can be scrolled."""
        self.look(name)
        self.put_away_message()
        screen = self.page.viewport_size
        assert screen
        high = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({"width": screen["width"], "height": high})
        found = Axe().run(self.page, options=AXE)
        if found.violations_count and self.page.locator("[data-sms-close]").is_visible():
            # It has slid in since, and lies over what was judged.
            self.put_away_message()
            found = Axe().run(self.page, options=AXE)
        self.page.set_viewport_size(screen)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"

    def put_away_message(self) -> None:
        """Close the practice message that lies over the head of the page for some seconds; a code stays."""
        close = self.page.locator("[data-sms-close]")
        if close.count() and close.is_visible() and not self.page.locator("[data-sms-fill]").is_visible():
            close.click()

    def fill_in_code(self) -> None:
        """Tap ``Điền mã`` in the practice message that slides in."""
        self.taps += 1
        link = self.page.get_by_role("link", name="Điền mã")
        link.wait_for(state="visible", timeout=15_000)
        link.click()

    def code_from_inbox(self, folder: str) -> str:
        """Read the newest code in the practice inbox and come back, as one does without JavaScript."""
        back = self.page.url
        self.page.goto("/hop-thu")
        self.page.get_by_role("link", name=folder).first.click()
        self.taps += 3
        words = self.page.locator("main").inner_text()
        found = CODE.search(words)
        assert found, f"no code in the inbox: {words[:300]}"
        self.page.goto(back)
        return found.group()
