"""Addresses made by ``core.links`` are those that Flask makes."""

from __future__ import annotations

from typing import Any

import flask
import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BuildError, Rule
from werkzeug.routing.converters import NumberConverter

from vssid_app.core.links import url_for

pytestmark = pytest.mark.any_database
VALUES: dict[str, Any] = {"more": "có dấu & khác", "none": None, "count": 3}


def a_value(rule: Rule, name: str) -> Any:
    """Something that the rule takes there."""
    if rule.defaults and name in rule.defaults:
        return rule.defaults[name]
    converter = rule._converters[name]  # noqa: SLF001 - the library's own way to fill it in
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 3 if isinstance(converter, NumberConverter) else "a-1 ă/đ"


@pytest.mark.parametrize("root", ["", "/thuc-hanh"])
def test_every_address_is_as_flask_makes_it(app: Flask, root: str) -> None:
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
        for rule in list(app.url_map.iter_rules()):
            values = {name: a_value(rule, name) for name in rule.arguments}
            for given in (values, {**values, **VALUES}, {**values, "_anchor": "x"}):
                assert url_for(rule.endpoint, **given) == flask.url_for(rule.endpoint, **given)


def test_what_is_missing_is_told_as_by_flask(app: Flask) -> None:
    with app.test_request_context("/"):
        with pytest.raises(BuildError):
            url_for("registry.card")
        with pytest.raises(BuildError):
            url_for("nowhere.at_all")
