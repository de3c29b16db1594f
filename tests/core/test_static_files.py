"""Built files are sent compressed, with the headers of something that never changes."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from vssid_app.core.assets import BUILD, asset

pytestmark = pytest.mark.any_database


def fetch(app: Flask, path: str, accept: str = "", **headers: str) -> TestResponse:
    with app.test_client() as client:
        return client.get(path, headers={"Accept-Encoding": accept, **headers})


@pytest.fixture
def site(demo_app: Flask) -> Flask:
    return demo_app


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_best_coding_that_the_browser_reads_is_sent(site: Flask, accept: str, coding: str | None) -> None:
    answer = fetch(site, asset("app.css"), accept)
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == coding
    # Not on the cookie: after a sign-in a browser would ask for all of them again.
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_all_codings_hold_the_same_file(site: Flask) -> None:
    plain = (BUILD / asset("app.css").rsplit("/", 1)[-1]).read_bytes()
    assert fetch(site, asset("app.css")).data == plain
    assert gzip.decompress(fetch(site, asset("app.css"), "gzip").data) == plain


@pytest.mark.parametrize(
    ("name", "kind"),
    [("app.css", "text/css"), ("app.js", "text/javascript"), ("mark.svg", "image/svg+xml")],
)
@pytest.mark.parametrize("accept", ["br", "gzip", ""])
def test_the_type_is_that_of_the_file_not_of_its_coding(
    site: Flask, name: str, kind: str, accept: str
) -> None:
    assert fetch(site, asset(name), accept).mimetype == kind


def test_a_marked_name_is_kept_for_a_year(site: Flask) -> None:
    answer = fetch(site, asset("app.js"), "br")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_name_without_a_mark_is_asked_for_again(site: Flask) -> None:
    answer = fetch(site, "/static/build/manifest.json")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["app/icon-192.png", "samples/sample-portrait.webp"])
def test_a_picture_is_kept_for_a_day(site: Flask, name: str) -> None:
    with fetch(site, f"/static/{name}") as answer:
        assert answer.mimetype == f"image/{name[-4:].strip('.')}"
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
        assert "Vary" not in answer.headers


def test_what_the_browser_has_is_not_sent_again(site: Flask) -> None:
    tag = fetch(site, asset("app.css"), "br").headers["ETag"]
    again = fetch(site, asset("app.css"), "br", **{"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.data
    assert fetch(site, asset("app.css"), "gzip").headers["ETag"] != tag


@pytest.mark.parametrize(
    "path", ["/static/build/none.css", "/static/build/../../wsgi.py", "/static/build/%2e%2e/%2e%2e/wsgi.py"]
)
def test_nothing_else_is_found(site: Flask, path: str) -> None:
    assert fetch(site, path, "br").status_code == 404
