"""What a browser may fetch before its link is tapped: pages that hold nothing of anybody, only those."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.cast import make_account, make_person, sign_in
from tests.support.pages import PageClient
from vssid_app.core.access import rule_of
from vssid_app.core.world import CurrentWorld
from vssid_app.pwa.read_ahead import READ_AHEAD

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]

HEADER = "Speculation-Rules"


@pytest.fixture
def site(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def rules(site: FlaskClient) -> dict[str, Any]:
    named = site.get("/").headers[HEADER]
    answer = site.get(named.strip('"'))
    assert answer.mimetype == "application/speculationrules+json"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert len(answer.data) < 200
    read: dict[str, Any] = json.loads(answer.data)
    return read


def test_each_page_read_ahead_is_public_and_sets_nothing_up(
    app: Flask, site: FlaskClient, rules: dict[str, Any]
) -> None:
    addresses = rules["prefetch"][0]["where"]["href_matches"]
    assert len(addresses) == len(READ_AHEAD)
    for endpoint, address in zip(READ_AHEAD, addresses, strict=True):
        rule = rule_of(app, endpoint)
        assert rule is not None
        assert rule.is_public
        answer = site.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert "thiet_bi" not in answer.headers.get("Set-Cookie", "")


def test_no_page_is_run_before_it_is_opened(rules: dict[str, Any]) -> None:
    assert set(rules) == {"prefetch"}


def test_only_public_pages_name_the_rules(client: PageClient, world: CurrentWorld) -> None:
    person = make_person()
    sign_in(client, make_account(person), world)
    mine = f"/nguoi/{person.public_id}/"
    told = {
        path
        for path in ("/", "/tro-giup", mine, "/dang-ky", "/hop-thu", "/api/v1/openapi.json", "/khong-co")
        if HEADER in client.raw.get(path).headers
    }
    assert told == {"/", "/tro-giup"}
