"""Addresses of pages: ``url_for`` without what this site does not need of it.

A page asks for some twenty addresses, and Flask searches its whole map for each, host and scheme too. Here
an endpoint has one rule, which is found once and fills in its values itself.
"""

from __future__ import annotations

from typing import Any

import flask
from flask import Flask, current_app, request
from werkzeug.routing import Rule

EXTENSION = "links"


class Links:
    """Makes the addresses of one app; its rules must all be there before the first is asked for."""

    def __init__(self, app: Flask) -> None:
        self._map = app.url_map
        self._rules: dict[str, Rule | None] = {}
        app.extensions[EXTENSION] = self

    def __call__(self, endpoint: str, **values: Any) -> str:
        """The address of an endpoint, as Flask makes it."""
        if endpoint not in self._rules:
            self._rules[endpoint] = self._only_rule(endpoint)
        rule = self._rules[endpoint]
        given = {name: value for name, value in values.items() if value is not None}
        # Flask says what is missing, or takes what begins like this as a wish of its own.
        if rule is None or not rule.arguments <= given.keys() or any(name[0] == "_" for name in given):
            return flask.url_for(endpoint, **values)
        built = rule.build(given)
        return f"{request.root_path.rstrip('/')}{built[1]}" if built else flask.url_for(endpoint, **values)

    def _only_rule(self, endpoint: str) -> Rule | None:
        """The rule of an endpoint that has one, without anything special."""
        if endpoint.startswith(".") or endpoint not in self._map._rules_by_endpoint:  # noqa: SLF001 - no other way to ask
            return None
        rules = list(self._map.iter_rules(endpoint))
        special = len(rules) != 1 or rules[0].defaults or rules[0].subdomain or rules[0].websocket
        return None if special else rules[0]


def url_for(endpoint: str, **values: Any) -> str:
    """The address of an endpoint, in code that makes many for each page."""
    links: Links = current_app.extensions[EXTENSION]
    return links(endpoint, **values)
