"""Whoever has no business with an id gets nothing: each route with an id, asked by each kind of stranger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.architecture.routes import Route
from tests.architecture.target import Target
from tests.architecture.targets import (
    BY_RULE,
    EVERYBODYS,
    TARGETS,
    make_target,
    routes_with_ids,
)
from tests.support.cast import OTHER_OFFICE, make_account, make_officer, sign_in
from tests.support.pages import PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, WorldKind
from vssid_app.core.worlds import make_world, visiting
from vssid_app.identity.models import Account, Role
from vssid_app.people.looks.log import look_log

# A refusal is a 404, or the way to where one says who one is.
ASKED_WHO = {"/dang-nhap", "/can-bo/dang-nhap", "/ho-so"}
TOKEN_FIELD = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
ROUTES = routes_with_ids()
ADMINISTRATOR = "an administrator"

Visit = tuple[str, Route, Target, PageClient]
"""Who asks, where, for what, with which phone."""


@pytest.fixture
def other_world(world: CurrentWorld) -> CurrentWorld:
    return make_world(WorldKind.TRAINING)


def test_every_route_with_an_id_has_something_to_ask_for() -> None:
    without = [str(route) for route in ROUTES if route.endpoint not in TARGETS and route.rule not in BY_RULE]
    assert not without, f"say in tests/architecture/targets.py what stands behind {without}"


def test_the_rightful_visitor_gets_in(app: Flask, world: CurrentWorld) -> None:
    closed, kept = [], []
    for route in ROUTES:
        for method in route.methods:
            target = make_target(route)
            answer = ask(phone_for(app, target), method, target.path_of(route))
            if "no-store" not in answer.headers["Cache-Control"] and route.rule != "public":
                kept.append(told(method, route, "its rightful visitor", answer))
            if is_refused(answer) or answer.status_code >= 400:
                closed.append(told(method, route, "its rightful visitor", answer))
    assert not closed, "\n".join(["What is closed to all proves nothing about strangers:", *closed])
    assert not kept, "\n".join(["A browser may keep what is about somebody:", *kept])


def test_no_stranger_gets_in(app: Flask, world: CurrentWorld, other_world: CurrentWorld) -> None:
    targets = [(route, make_target(route)) for route in ROUTES if route.endpoint not in EVERYBODYS]
    visits = [
        (who, route, target, client)
        for who, client in strangers(app, world, other_world)
        for route, target in targets
        if not (who == ADMINISTRATOR and route.rule == "staff:administer")
    ]
    visits += [visit for route, target in targets for visit in who_was_let_in(app, world, route, target)]
    before = written()
    found = open_to(visits)
    assert not found, "\n".join(found)
    assert written() == before, "something was written for a stranger"
    assert not look_log.is_waiting, "who got nothing to see is noted as having looked"


def test_what_is_in_another_world_does_not_exist(
    app: Flask, world: CurrentWorld, other_world: CurrentWorld
) -> None:
    officer = phone_of(app, world, make_officer())
    visits: list[Visit] = []
    with visiting(other_world):
        for route in ROUTES:
            target = make_target(route)
            visits.append(("its rightful visitor", route, target, phone_for(app, target)))
            visits.append(("an officer of the same office", route, target, officer))
    found = open_to(visits)
    assert not found, "\n".join(found)


def strangers(app: Flask, world: CurrentWorld, other_world: CurrentWorld) -> Iterator[tuple[str, PageClient]]:
    """Everybody who has never had anything to do with it, with their phones."""
    yield "nobody", PageClient(app)
    yield "a signed-in stranger", phone_of(app, world, make_account())
    yield "an officer of another office", phone_of(app, world, make_officer(office=OTHER_OFFICE))
    yield ADMINISTRATOR, phone_of(app, world, make_officer(office="", role=Role.ADMIN))
    yield "an administrator of one office", phone_of(app, world, make_officer(role=Role.ADMIN))
    with visiting(other_world):
        yield "an officer of another world", phone_of(app, other_world, make_officer())


def who_was_let_in(app: Flask, world: CurrentWorld, route: Route, target: Target) -> Iterator[Visit]:
    """Those who had a right to it and have it no more."""
    if target.former_guardian:
        yield "an ended guardian", route, target, phone_of(app, world, target.former_guardian)
    if target.account:
        closed = phone_of(app, world, target.account)
        with db.transaction():
            db.reload(target.account)
            target.account.disabled_at = instant()
        yield "a closed account", route, target, closed


def phone_of(app: Flask, world: CurrentWorld, account: Account) -> PageClient:
    return sign_in(PageClient(app), account, world)


def phone_for(app: Flask, target: Target) -> PageClient:
    """The phone of who may have the target."""
    client = PageClient(app)
    target.let_in(client)
    return client


def open_to(visits: Iterable[Visit]) -> list[str]:
    """What was not refused."""
    return [
        told(method, route, who, answer)
        for who, route, target, client in visits
        for method in route.methods
        if not is_refused(answer := ask(client, method, target.path_of(route)))
    ]


def ask(client: PageClient, method: str, path: str) -> TestResponse:
    """Open an address, or send an empty form with a token that holds."""
    if method == "GET":
        return _send(client, path)
    token = TOKEN_FIELD.search(_send(client, "/ho-so").text)
    assert token, "the page that everybody may open has a form"
    return _send(client, path, method="POST", data={"csrf_token": token[1]})


def _send(client: PageClient, path: str, **more: Any) -> TestResponse:
    # Pages are read by other tests: here only the answer counts. Each request has a context of its own.
    with client.app.app_context():
        return client.raw.open(path, **more)


def is_refused(answer: TestResponse) -> bool:
    asks_who = answer.status_code == 302 and urlsplit(answer.location).path in ASKED_WHO
    return answer.status_code == 404 or asks_who


def told(method: str, route: Route, who: str, answer: TestResponse) -> str:
    return f"{method} {route.path} answers {who} with {answer.status_code} {answer.location or ''}"


def written() -> int:
    """How much the log of this world holds: each operation leaves a line."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
