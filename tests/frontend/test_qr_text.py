"""The browser's reader and judge of QR texts say what the server's say."""

import json
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.frontend.gallery import ROOT
from tests.registry.card_qr.test_check_token import CLAIMS, KEYS, LIVE, NOW, TOKEN, changed, forged, judge
from vssid_app.core.world import WorldKind
from vssid_app.registry.card_qr.token_rules import sign

pytestmark = pytest.mark.browser

# As if by https: without it a browser has no cryptography.
PLACE = "https://scripts.example"
EXAMPLES: list[dict[str, Any]] = json.loads(
    (ROOT / "tests/registry/card_qr/texts.json").read_text(encoding="utf-8")
)
READ = """async (texts) => {
  const { parseQr } = await import("/qr-text.js");
  return texts.map((text) => parseQr(text));
}"""


JUDGE = """async ([texts, offline, moment]) => {
  const { checkToken } = await import("/token.js");
  const { curveFrom } = await import("/curve.js");
  const judge = (text) => checkToken(text, offline, moment, curveFrom("/none.js"));
  return (await Promise.all(texts.map(judge))).map(({ reason }) => reason);
}"""
FACILITY = """async ([text, offline, moment, days]) => {
  const { checkToken, facilityAt } = await import("/token.js");
  const { curveFrom } = await import("/curve.js");
  const { said } = await checkToken(text, offline, moment, curveFrom("/none.js"));
  return days.map((day) => facilityAt(said, moment + day * 86400));
}"""
GOOD = {"alg": "Ed25519", "kid": "demo1"}
DAY = timedelta(days=1)


def tokens() -> list[str]:
    """Each way in which a token can be good or bad."""
    head, body, _signature = TOKEN.split(".")
    return [
        *(TOKEN, f" {TOKEN[:50]}\n{TOKEN[50:]} ", TOKEN[:-9] + "AAA" + TOKEN[-6:], f"{head}.{body}."),
        *(TOKEN + "A" * 5000, "", "a.b.c", "a.b", f"{TOKEN}.x", sign(CLAIMS, "live1", LIVE)),
        *(forged({**GOOD, "alg": alg}) for alg in ("none", "HS256", "EdDSA")),
        *(forged({**GOOD, "kid": kid}) for kid in ("gone", 7)),
        *(forged({**GOOD, "crit": ["b64"]}), forged(GOOD, key=LIVE), forged(GOOD, [])),
        *(changed(world=WorldKind.LIVE), changed(issued_at=NOW + DAY), changed(expires_at=NOW)),
        *(changed(valid_to=NOW.date() - DAY), changed(valid_from=NOW.date() + DAY), changed(valid_to=None)),
        *(changed(clock_offset=-400 * 86_400), changed(clock_offset=400 * 86_400)),
    ]


def serve_source(route: Route) -> None:
    name = route.request.url.removeprefix(f"{PLACE}/")
    if not name:
        route.fulfill(body="<!doctype html>", content_type="text/html")
    else:
        source = (ROOT / "frontend" / "scripts" / name).read_text(encoding="utf-8")
        route.fulfill(body=source, content_type="text/javascript; charset=utf-8")


@pytest.fixture
def scripts(page: Page) -> Page:
    page.route(f"{PLACE}/**", serve_source)
    page.goto(f"{PLACE}/")
    return page


def test_the_browser_reads_each_text_as_the_table_says(scripts: Page) -> None:
    found = scripts.evaluate(READ, [each["text"] for each in EXAMPLES])
    for each, said in zip(EXAMPLES, found, strict=True):
        assert said == {name: each[name] for name in ("kind", "signed", "fields")}, each["why"]


def test_the_browser_judges_each_token_as_the_server_does(scripts: Page) -> None:
    texts = tokens()
    keys = [{**key.jwk, "kid": key.kid, "world": key.kind} for key in KEYS.values()]
    found = scripts.evaluate(JUDGE, [texts, {"keys": keys, "world": "demo"}, NOW.timestamp()])
    assert found == [judge(text).reason for text in texts]
    assert len(set(found)) >= 8


@pytest.mark.parametrize("ahead", [0, 400])
def test_the_browser_tells_the_facility_of_the_day_as_the_server_does(scripts: Page, ahead: int) -> None:
    """Another one may hold from a day within the life of a code; the day is that of the card's world."""
    there = (NOW + ahead * DAY).date()
    text = changed(
        clock_offset=ahead * 86_400, next_facility_code="01067", next_facility_from=there + 3 * DAY
    )
    keys = [{**key.jwk, "kid": key.kid, "world": key.kind} for key in KEYS.values()]
    days = [0, 2, 3, 20]
    found = scripts.evaluate(FACILITY, [text, {"keys": keys, "world": "demo"}, NOW.timestamp(), days])
    claims = judge(text).claims
    assert claims is not None
    assert found == [claims.facility_at(NOW + day * DAY) for day in days]
    assert found == ["01025", "01025", "01067", "01067"]
