"""An address that nobody has typed is answered calmly, whatever the database thinks of it."""

from __future__ import annotations

import re
from contextvars import Context

import pytest
from flask import Flask

from tests.architecture.routes import Route
from tests.architecture.targets import routes_with_ids
from tests.support.cast import make_account, make_person, sign_in
from tests.support.pages import PageClient
from vssid_app.core.world import CurrentWorld
from vssid_app.pwa.account_mark import HEADER

ODD = ("a%00b", "%F0%9F%92%A9", "%E2%80%AE", "%27%22%3C", "0" * 60)
PUBLIC_SEARCHES = (
    "/tra-cuu/co-so-kham-chua-benh",
    "/tra-cuu/co-quan",
    "/tra-cuu/don-vi",
    "/tra-cuu/diem-thu",
)


def public_pages() -> list[Route]:
    return [
        route for route in routes_with_ids() if route.rule in {"public", "anybody"} and "GET" in route.methods
    ]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_in_a_path_is_no_fault_of_the_site(
    app: Flask, client: PageClient, world: CurrentWorld, odd: str
) -> None:
    for route in public_pages():
        answer = app.test_client().get(re.sub(r"<[^>]+>", odd, route.path))
        assert answer.status_code < 500, route


@pytest.mark.parametrize("path", ["/nguoi/a%00b/the", "/nguoi/a%00b/dich-vu/TH-0000-0000", "/dich-vu/ma/%00"])
def test_an_odd_value_of_who_is_signed_in_is_no_fault_of_the_site_either(
    client: PageClient, world: CurrentWorld, path: str
) -> None:
    phone = sign_in(client, make_account(make_person()), world)
    # As in the server: the world is the request's own, not the test's.
    answer = Context().run(phone.get, path)
    assert answer.status == 404
    # Saying that nobody is signed in would have the phone drop what it keeps.
    assert HEADER not in answer.response.headers


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", PUBLIC_SEARCHES)
def test_an_odd_word_in_a_search_is_no_fault_of_the_site(
    app: Flask, world: CurrentWorld, path: str, odd: str
) -> None:
    answer = app.test_client().get(f"{path}?tim={odd}")
    assert answer.status_code == 200
