"""A client that reads pages as a person would, and checks the quality bar on each of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from flask import Flask
from werkzeug.test import TestResponse

VOID = {"input", "br", "img", "meta", "link", "hr", "source", "use", "path", "circle", "rect", "line"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image"}


@dataclass
class Element:
    """One tag, with what is inside it."""

    tag: str
    attrs: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words in it, with single spaces."""
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join(" ".join(parts).split())

    def all(self, tag: str) -> list[Element]:
        """Every element of a tag inside, in order."""
        found: list[Element] = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if child.tag == tag else []
                found += child.all(tag)
        return found

    def everything(self) -> list[Element]:
        """Every element inside, in order."""
        inside = [child for child in self.children if isinstance(child, Element)]
        return [element for child in inside for element in (child, *child.everything())]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag not in {"style", "script"}:
            self._open[-1].children.append(data)


@dataclass
class Page:
    """An answer, read."""

    response: TestResponse
    path: str
    client: PageClient

    def __post_init__(self) -> None:
        reader = _Reader()
        if self.response.mimetype == "text/html":
            reader.feed(self.response.text)
        self.root = reader.root

    @property
    def status(self) -> int:
        """The status code."""
        return self.response.status_code

    @property
    def location(self) -> str:
        """Where a redirect leads, as a path."""
        return self.response.headers.get("Location", "")

    @property
    def text(self) -> str:
        """All words of the page, with plain spaces."""
        return self.root.text.replace("\u00a0", " ")

    @property
    def heading(self) -> str:
        """The page's H1."""
        return self.root.all("h1")[0].text.replace("\u00a0", " ")

    def link(self, text: str) -> str:
        """The address of the link with these words in it."""
        hits = [a.attrs["href"] for a in self.root.all("a") if text in a.text.replace("\u00a0", " ")]
        assert hits, f"no link {text!r} on {self.path}: {[a.text for a in self.root.all('a')]}"
        return hits[0]

    def tap(self, text: str) -> Page:
        """Follow the link with these words in it."""
        return self.client.get(urljoin(self.path, self.link(text)))

    def form(self, button: str | None = None, action: str | None = None) -> Element:
        """The POST form with this button (or that goes to an address containing ``action``)."""
        for form in self.root.all("form"):
            words = [b.text.replace("\u00a0", " ") for b in self.buttons(form)]
            words += [i.attrs.get("value", "") for i in form.all("input") if i.attrs.get("type") == "submit"]
            fits_button = button is None or any(button in word for word in words)
            fits_action = action is None or action in form.attrs.get("action", "")
            if form.attrs.get("method", "").lower() == "post" and fits_button and fits_action:
                return form
        raise AssertionError(f"no form with {button or action!r} on {self.path}: {self.text[:400]}")

    def buttons(self, form: Element) -> list[Element]:
        """The buttons of a form: those in it, and those elsewhere (in the dock) that name it."""
        outside = [b for b in self.root.all("button") if b.attrs.get("form", "") == form.attrs.get("id", " ")]
        return form.all("button") + [b for b in outside if b not in form.all("button")]

    def submit(self, button: str | None = None, *, action: str | None = None, **values: Any) -> Page:
        """Fill in a form and press its button; what is not given stays as the page has it."""
        form = self.form(button, action)
        pressed = next(
            (b for b in self.buttons(form) if button and button in b.text.replace("\u00a0", " ")), None
        )
        attrs = pressed.attrs if pressed else {}
        sent = {attrs["name"]: attrs.get("value", "")} if attrs.get("name") else {}
        target = urljoin(self.path, attrs.get("formaction") or form.attrs.get("action") or self.path)
        return self.client.post(target, data={**form_values(form, button), **sent, **values})

    def follow(self) -> Page:
        """Go where the redirect leads, to the end."""
        page: Page = self
        for _hop in range(6):
            if page.status not in {301, 302, 303}:
                return page
            page = page.client.get(urljoin(page.path, page.location))
        raise AssertionError("redirects do not end")


def form_values(form: Element, button: str | None = None) -> dict[str, Any]:
    """What the browser would send: current values, ticked boxes, the pressed button."""
    values: dict[str, Any] = {}
    for element in form.everything():
        name, kind = element.attrs.get("name"), element.attrs.get("type", "text")
        if not name:
            continue
        if element.tag == "input" and kind in {"checkbox", "radio"}:
            if "checked" in element.attrs:
                values[name] = element.attrs.get("value", "on")
        elif element.tag == "input" and kind not in {"submit", "file"}:
            values[name] = element.attrs.get("value", "")
        elif element.tag == "textarea":
            values[name] = element.text
        elif element.tag == "select":
            chosen = [o for o in element.all("option") if "selected" in o.attrs] or element.all("option")[:1]
            values[name] = chosen[0].attrs.get("value", "") if chosen else ""
        elif element.tag == "button" and button and button in element.text.replace("\u00a0", " "):
            values[name] = element.attrs.get("value", "")
    return values


class PageClient:
    """Opens pages of an app; every HTML page it meets must hold the quality bar."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.raw = app.test_client()

    def get(self, path: str, **kwargs: Any) -> Page:
        """Open a page."""
        # A context of its own for each request: within a test's, all requests would share one ``g``.
        with self.app.app_context():
            return self._read(self.raw.get(path, **kwargs), path)

    def post(self, path: str, data: dict[str, Any] | bytes | None = None, **kwargs: Any) -> Page:
        """Send a form as it is given (``submit`` of a page also sends what the page holds)."""
        with self.app.app_context():
            return self._read(self.raw.post(path, data=data or {}, **kwargs), path)

    def _read(self, response: TestResponse, path: str) -> Page:
        # Read to its end and closed, as a server does: what follows an answer is done then.
        response.get_data()
        response.close()
        page = Page(response, path, self)
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303}:
            check_quality(page)
        return page


def check_quality(page: Page) -> None:
    """One H1 that the title begins with, Vietnamese, unique ids, labels, CSRF, no inline script or style."""
    html, where = page.root.all("html")[0], f"on {page.path}"
    headings = [h1.text for h1 in page.root.all("h1")]
    assert len(headings) == 1, f"{headings} are H1 {where}"
    title = page.root.all("title")[0].text.removeprefix("Lỗi: ").split(": ", 1)[-1]
    assert title.startswith(headings[0].split(": ", 1)[-1]), f"title {title!r}, H1 {headings[0]!r} {where}"
    assert html.attrs.get("lang") == "vi", f"no lang {where}"
    elements = page.root.everything()
    twice = [i for i, n in Counter(e.attrs["id"] for e in elements if "id" in e.attrs).items() if n > 1]
    assert not twice, f"ids {twice} stand twice {where}"
    _check_labels(page, elements, where)
    named = {element.attrs.get("id") for element in elements}
    for summary in (e for e in elements if e.attrs.get("class") == "error-summary"):
        for link in summary.all("a"):
            box = link.attrs["href"].removeprefix("#")
            assert box in named, f"what is said to be wrong leads to {box!r}, which is not there {where}"
    for form in page.root.all("form"):
        if form.attrs.get("method", "").lower() == "post":
            assert "csrf_token" in form_values(form), f"a form without CSRF token {where}"
    for element in elements:
        assert "style" not in element.attrs, f"a style attribute on {element.tag} {where}"
        assert not [a for a in element.attrs if a.startswith("on")], (
            f"an inline handler on {element.tag} {where}"
        )
        if element.tag == "script":
            assert "src" in element.attrs or element.attrs.get("type") == "application/json", (
                f"inline script {where}"
            )
    assert not re.search(r"\bNone\b", page.root.all("body")[0].text), f"'None' in the text {where}"


def _check_labels(page: Page, elements: list[Element], where: str) -> None:
    labelled = {label.attrs.get("for") for label in page.root.all("label")}
    inside = {id(e) for label in page.root.all("label") for e in label.everything()}
    for element in elements:
        if element.tag not in {"input", "select", "textarea"} or element.attrs.get("type") in NEEDS_NO_LABEL:
            continue
        named = {"aria-label", "aria-labelledby"} & set(element.attrs)
        assert element.attrs.get("id") in labelled or id(element) in inside or named, (
            f"{element.attrs.get('name')} has no label {where}"
        )
