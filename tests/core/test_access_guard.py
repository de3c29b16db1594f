"""A view without an access rule is refused, whatever it does."""

from __future__ import annotations

import pytest
from flask import Flask

from vssid_app.core.access import AccessNotDeclared, Rule, anybody, guard, public, rule_of


@pytest.fixture
def site() -> Flask:
    site = Flask("site")
    site.testing = True
    site.add_url_rule("/khong-noi", "undeclared", lambda: "seen", methods=["GET", "POST"])
    site.add_url_rule("/cong-khai", "open", public(lambda: "seen"))
    site.add_url_rule("/ai-cung-duoc", "anybody", anybody(lambda: "seen"))
    guard(site)
    return site


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_a_view_that_says_nothing_is_refused(site: Flask, method: str) -> None:
    with pytest.raises(AccessNotDeclared, match="undeclared has no access rule"):
        site.test_client().open("/khong-noi", method=method)


@pytest.mark.parametrize("path", ["/cong-khai", "/ai-cung-duoc"])
def test_a_view_that_lets_everybody_in_is_seen(site: Flask, path: str) -> None:
    assert site.test_client().get(path).text == "seen"


def test_a_rule_that_refuses_answers_instead_of_the_view(site: Flask) -> None:
    asked: list[dict[str, object]] = []

    def refuse(path: dict[str, object]) -> str:
        asked.append(path)
        return "refused"

    closed = Rule("closed", refuse)
    site.add_url_rule("/dong/<code>", "closed", closed(lambda code: f"seen {code}"))
    assert site.test_client().get("/dong/7").text == "refused"
    assert asked == [{"code": "7"}], "the rule is asked with what stands in the address"


def test_an_address_that_does_not_exist_needs_no_rule(site: Flask) -> None:
    assert site.test_client().get("/khong-co").status_code == 404


def test_a_rule_can_be_read_off_a_view(site: Flask) -> None:
    assert rule_of(site, "open") is public
    assert rule_of(site, "undeclared") is None


def test_every_view_of_the_app_has_a_rule(app: Flask) -> None:
    without = [endpoint for endpoint in app.view_functions if rule_of(app, endpoint) is None]
    assert not without
