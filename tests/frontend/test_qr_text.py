"""The browser's reader of QR texts says what the server's says: both are held to one table."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.frontend.gallery import ROOT

pytestmark = pytest.mark.browser

PLACE = "http://scripts.example"
EXAMPLES: list[dict[str, Any]] = json.loads(
    (ROOT / "tests/registry/card_qr/texts.json").read_text(encoding="utf-8")
)
READ = """async (texts) => {
  const { parseQr } = await import("/qr-text.js");
  return texts.map((text) => parseQr(text));
}"""


def serve_source(route: Route) -> None:
    name = route.request.url.removeprefix(f"{PLACE}/")
    if not name:
        route.fulfill(body="<!doctype html>", content_type="text/html")
    else:
        source = (ROOT / "frontend" / "scripts" / name).read_text(encoding="utf-8")
        route.fulfill(body=source, content_type="text/javascript; charset=utf-8")


def test_the_browser_reads_each_text_as_the_table_says(page: Page) -> None:
    page.route(f"{PLACE}/**", serve_source)
    page.goto(f"{PLACE}/")
    found = page.evaluate(READ, [each["text"] for each in EXAMPLES])
    for each, said in zip(EXAMPLES, found, strict=True):
        assert said == {name: each[name] for name in ("kind", "signed", "fields")}, each["why"]
