"""Nothing about anybody may be stored by a browser or by a line between: every route of the golden table.

Routes with an id are asked as their rightful visitor in test_strangers.py, as nobody in core/test_headers.py.
"""

from __future__ import annotations

import pytest
from flask import Flask

from tests.architecture.routes import Route, routes_of
from tests.architecture.target import TOKEN
from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import PageClient
from vssid_app.core.device import COOKIE
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Account, Role

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("world")]

NAME, NUMBER = "TRẦN THỊ CHỈ MÌNH TÔI", "9912345670"
STAFF = {"staff:administer": Role.ADMIN}


def parent() -> Account:
    """Somebody with a card and a child, by a name that no page says by itself."""
    person = make_person(full_name=NAME, si_number=NUMBER)
    make_card(person)
    make_card(make_child_of(person))
    return make_account(person)


def without_id(app: Flask) -> list[Route]:
    """Routes with nothing to fill in."""
    return [route for route in routes_of(app) if "<" not in route.path]


def visitor_of(rule: str, account: Account) -> Account:
    """Who may open what has this rule."""
    if not rule.startswith("staff:"):
        return account
    is_admin = STAFF.get(rule) is Role.ADMIN
    return make_officer(office="", role=Role.ADMIN) if is_admin else make_officer()


def test_no_answer_about_somebody_may_be_stored(app: Flask, world: CurrentWorld) -> None:
    account, kept, opened = parent(), [], 0
    routes = [route for route in without_id(app) if route.rule != "public" and "GET" in route.methods]
    phones: dict[str, PageClient] = {}
    for route in routes:
        client = phones.get(route.rule) or sign_in(PageClient(app), visitor_of(route.rule, account), world)
        phones[route.rule] = client
        client.raw.set_cookie(COOKIE, TOKEN)
        with app.app_context():
            answer = client.raw.get(route.path)
        opened += answer.status_code == 200
        if answer.headers["Cache-Control"] != "no-store":
            kept.append(f"{route.path}: {answer.headers['Cache-Control']}")
    assert not kept, "\n".join(kept)
    assert opened > len(routes) / 2, "what led away says little"


def test_what_may_be_stored_says_nothing_of_who_asks(app: Flask, world: CurrentWorld) -> None:
    client = sign_in(PageClient(app), parent(), world)
    routes = [route for route in without_id(app) if route.rule == "public"]
    assert len(routes) > 10
    for route in routes:
        with app.app_context():
            answer = client.raw.get(route.path)
        text = answer.get_data(as_text=True) if answer.mimetype != "application/pdf" else ""
        for word in (NAME, NAME.title(), NUMBER):
            assert word not in text, f"{route.path} says {word}"
