"""Who may open what is one table: a change of access is a line in a diff.

After a change that is meant, write the table anew and read its diff:
    RENEW=1 ./run test tests/architecture/test_access_table.py
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask

from tests.architecture.routes import Route, routes_of
from vssid_app.app import PRACTICE_BLUEPRINTS

TABLE = Path(__file__).with_name("access_table.txt")
HEAD = "endpoint · methods · path · rule · only in\n"
HOW = "If this is meant: RENEW=1 ./run test tests/architecture/test_access_table.py, then read the diff."
PRACTICE = tuple(f"{blueprint.name}." for blueprint in PRACTICE_BLUEPRINTS)


def table_of(demo: list[Route], live: list[Route]) -> str:
    lines = [str(route) + _only_in(route, demo, live) for route in sorted({*demo, *live})]
    return HEAD + "".join(f"{line}\n" for line in lines)


def _only_in(route: Route, demo: list[Route], live: list[Route]) -> str:
    if route not in live:
        return " · demo"
    return "" if route in demo else " · live"


def test_the_routes_are_those_of_the_golden_table(demo_app: Flask, live_app: Flask) -> None:
    made = table_of(routes_of(demo_app), routes_of(live_app))
    if os.environ.get("RENEW"):
        TABLE.write_text(made, encoding="utf-8")
    golden = TABLE.read_text(encoding="utf-8")
    new = sorted(set(made.splitlines()) - set(golden.splitlines()))
    gone = sorted(set(golden.splitlines()) - set(made.splitlines()))
    assert made == golden, "\n".join(
        ["Access has changed.", *(f"+ {line}" for line in new), *(f"- {line}" for line in gone), HOW]
    )


def test_every_route_has_a_rule(demo_app: Flask, live_app: Flask) -> None:
    for app in (demo_app, live_app):
        without = [str(route) for route in routes_of(app) if route.rule == "NO RULE"]
        assert not without, f"say @public, @anybody, @signed_in, @for_person or @staff(…) on {without}"


def test_what_is_only_for_practice_is_not_there_in_live(demo_app: Flask, live_app: Flask) -> None:
    demo, live = routes_of(demo_app), routes_of(live_app)
    practice = {route.path for route in demo if route.endpoint.startswith(PRACTICE)}
    assert practice, "the demo has its inbox and its parts"
    assert not practice & {route.path for route in live}


def test_nothing_else_differs_between_demo_and_live(demo_app: Flask, live_app: Flask) -> None:
    demo, live = set(routes_of(demo_app)), set(routes_of(live_app))
    assert {route.endpoint for route in demo - live if not route.endpoint.startswith(PRACTICE)} == set()
    assert live <= demo


def test_a_page_of_staff_asks_for_a_permission(demo_app: Flask) -> None:
    # One way in, each page of it after the one before.
    way_in = ("sign_in", "second_factor", "enrol", "recovery_code", "set_password")
    open_to_all = {f"identity_staff.{page}" for page in way_in}
    loose = [
        str(route)
        for route in routes_of(demo_app)
        if route.path.startswith("/can-bo") and not route.rule.startswith("staff:")
        if route.endpoint not in open_to_all
    ]
    assert not loose, f"pages under /can-bo are for staff: {loose}"
