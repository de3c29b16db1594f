"""Every answer carries what keeps a browser from being used against its owner."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.architecture.routes import routes_of
from tests.notifications.conftest import (  # noqa: F401 - fixtures of a live installation
    live,
    live_database,
    mail_server,
)
from vssid_app.core.assets import asset

pytestmark = pytest.mark.any_database

LIGHT = 500
"""Bytes of a file's headers: they come uncompressed, five or six times for a first page."""

PUBLIC, PERSONAL, MISSING = "/tro-giup", "/hop-thu", "/khong-co"


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("path", [PUBLIC, PERSONAL, MISSING, "/healthz", "/hop-thu/moi.json"])
def test_each_answer_is_fenced_in(browser: FlaskClient, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert headers["X-Robots-Tag"] == "noindex"
    assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-Id"])


@pytest.mark.parametrize("name", ["app.css", "app.js", "mark.svg"])
def test_a_file_may_do_nothing_and_travels_light(app: Flask, browser: FlaskClient, name: str) -> None:
    with app.app_context():
        answer = browser.get(asset(name), headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert sum(len(header) + len(value) + 4 for header, value in answer.headers) <= LIGHT
    answer.close()


def test_scripts_come_from_this_site_only(browser: FlaskClient) -> None:
    policy = browser.get(PUBLIC).headers["Content-Security-Policy"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["form-action"] == "'self'"
    assert rules["base-uri"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


def test_pages_about_a_person_are_not_kept(browser: FlaskClient) -> None:
    for path in (PERSONAL, MISSING, "/hop-thu/moi.json"):
        assert browser.get(path).headers["Cache-Control"] == "no-store", path
    assert browser.get(PUBLIC).headers["Cache-Control"] == "private, no-cache"


def test_no_answer_is_kept_that_is_not_the_same_for_everybody(app: Flask, browser: FlaskClient) -> None:
    """Those with an id are asked as their rightful visitor in architecture/test_strangers.py."""
    routes = [route for route in routes_of(app) if route.rule != "public" and "<" not in route.path]
    kept = {
        route.path: header
        for route in routes
        for method in route.methods
        if (header := browser.open(route.path, method=method).headers["Cache-Control"]) != "no-store"
    }
    assert len(routes) > 30
    assert not kept


def test_built_files_may_be_kept(app: Flask, browser: FlaskClient) -> None:
    with app.app_context():
        path = app.jinja_env.globals["asset"]("app.css")  # type: ignore[operator]
    answer = browser.get(path)
    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_page_is_compressed_for_who_takes_it(browser: FlaskClient) -> None:
    plain = browser.get(PUBLIC)
    packed = browser.get(PUBLIC, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Trợ giúp" in gzip.decompress(packed.data).decode()
    refused = browser.get(PUBLIC, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_only_live_insists_on_https(browser: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in browser.get(PUBLIC).headers


def test_live_insists_on_https_and_its_cookies_do_too(live: Flask) -> None:  # noqa: F811
    browser = live.test_client()
    answer = browser.get(PUBLIC)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert live.config["SESSION_COOKIE_SECURE"]
    assert live.config["SESSION_COOKIE_HTTPONLY"]
    assert live.config["SESSION_COOKIE_SAMESITE"] == "Lax"
