"""The service worker and the pages that it lays by: light, the same for all, never before a success."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from werkzeug.test import TestResponse

from tests.support.cast import make_account, make_person, sign_in
from tests.support.dossiers import held, make_dossier
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.enrolment.access import HELD
from vssid_app.enrolment.states import Status

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]

BUDGET = 60 * 1024
"""Bytes of all that the worker fetches by itself, compressed. Source: the project's figures to reach."""
FILE = re.compile(r'"(/static/build/[^"]+)"')
BEFORE = (
    "/",
    "/dang-nhap",
    "/dang-nhap/mat-khau",
    "/kich-hoat",
    "/dang-ky",
    "/dang-ky/dien-thoai",
    "/tro-giup",
)


def script_of(client: PageClient) -> str:
    answer = client.raw.get("/sw.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    return answer.text


def ask(client: PageClient, address: str) -> TestResponse:
    with client.app.app_context():
        return client.raw.get(address)


def kept_pages(script: str) -> list[str]:
    first = script.partition(";\n")[0]
    return list(json.loads(first.removeprefix("self.PAGES=")))


def test_it_serves_the_whole_site_and_is_asked_for_anew(client: PageClient) -> None:
    answer = client.raw.get("/sw.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    again = client.raw.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_all_that_it_lays_by_is_light(client: PageClient) -> None:
    script = script_of(client)
    files = set(FILE.findall(script))
    assert len(files) >= 4
    weights = {"/sw.js": len(gzip.compress(script.encode()))}
    for address in (*kept_pages(script), *files):
        with client.raw.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.status_code == 200, address
            weights[address] = len(answer.data)
    assert sum(weights.values()) <= BUDGET, weights


def test_its_pages_name_all_that_they_speak_of(client: PageClient) -> None:
    pages = [ask(client, address).text for address in kept_pages(script_of(client))]
    assert not [page for page in pages if "None" in page], "the frame of kept pages lacks a value"
    assert "Đưa CCCD: nhân viên tra được thẻ" in pages[0]


def test_its_pages_are_the_same_for_everybody(client: PageClient, world: CurrentWorld) -> None:
    for address in kept_pages(script_of(client)):
        strange = ask(PageClient(client.app), address)
        client.raw.set_cookie("co_chu", "lon")
        sign_in(client, make_account(), world)
        assert ask(client, address).data == strange.data, address
        assert "Set-Cookie" not in strange.headers
        assert "csrf" not in strange.text
        assert "X-Account-Mark" not in strange.headers


def test_it_is_not_registered_before_something_has_succeeded(client: PageClient) -> None:
    for address in BEFORE:
        assert "keep." not in client.get(address).response.text, address


def test_home_card_and_a_sent_registration_register_it(client: PageClient, world: CurrentWorld) -> None:
    person = make_person()
    make_card(person)
    code = make_dossier(Status.RECORDED).code
    sign_in(client, make_account(person), world)
    proven = held(code)
    with client.raw.session_transaction() as cookie:
        cookie[HELD] = proven
    for address in (f"/nguoi/{person.public_id}/", f"/nguoi/{person.public_id}/the", f"/dang-ky/{code}/xong"):
        page = client.get(address)
        scripts = [element.attrs.get("src", "") for element in page.root.all("script")]
        assert any("/keep." in source for source in scripts), address


def test_pages_say_whose_they_are_without_saying_who(client: PageClient, world: CurrentWorld) -> None:
    accounts = [make_account(), make_account()]
    marks = []
    for account in (accounts[0], accounts[1], accounts[0]):
        sign_in(client, account, world)
        page = client.get("/tai-khoan/thiet-bi")
        (meta,) = [each for each in page.root.all("meta") if each.attrs.get("name") == "account"]
        assert page.response.headers["X-Account-Mark"] == meta.attrs["content"]
        marks.append(meta.attrs["content"])
    assert marks[0] == marks[2] != marks[1]
    assert "X-Account-Mark" not in client.get("/tro-giup").response.headers


def test_who_is_signed_out_is_told_so_by_the_next_page(client: PageClient) -> None:
    answer = ask(client, "/dang-nhap")
    assert answer.headers["X-Account-Mark"] == "none"
    assert 'name="account"' not in answer.text


def test_a_sign_out_that_was_put_off_gets_what_it_has_to_carry(client: PageClient) -> None:
    answer = ask(client, "/dang-xuat/phieu.json")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.get_json()["csrf_token"]
