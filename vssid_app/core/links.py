"""Addresses of pages: ``url_for`` without what this site does not need of it.

A page asks for some twenty addresses, and Flask searches its whole map for each, host and scheme too. Here
an endpoint has one rule, which is found once and fills in its values itself.
"""

from __future__ import annotations

import re
from typing import Any

import flask
from flask import Flask, current_app, request
from werkzeug.routing import Rule, UnicodeConverter

EXTENSION = "links"
_PLACE = "-here-"
_AS_IT_IS = re.compile(r"[A-Za-z0-9_-]+")
"""What stands in an address as it is, such as a public code."""


class Links:
    """Makes the addresses of one app; its rules must all be there before the first is asked for."""

    def __init__(self, app: Flask) -> None:
        self._map = app.url_map
        self._rules: dict[str, Rule | None] = {}
        self._plain: dict[str, str] = {}
        self._around: dict[str, tuple[str, str, str]] = {}
        app.extensions[EXTENSION] = self

    def __call__(self, endpoint: str, **values: Any) -> str:
        """The address of an endpoint, as Flask makes it."""
        root = request.root_path.rstrip("/")
        if not values:
            address = self._plain.get(endpoint)
            if address is not None:
                return root + address
        elif len(values) == 1:
            around = self._around.get(endpoint)
            if around is not None:
                before, name, after = around
                value = values.get(name)
                if type(value) is str and _AS_IT_IS.fullmatch(value):
                    return f"{root}{before}{value}{after}"
        if endpoint not in self._rules:
            self._rules[endpoint] = self._only_rule(endpoint)
            self._prepare(endpoint)
        return self._built(endpoint, values, root)

    def _built(self, endpoint: str, values: dict[str, Any], root: str) -> str:
        rule = self._rules[endpoint]
        given = {name: value for name, value in values.items() if value is not None}
        # Flask says what is missing, or takes what begins like this as a wish of its own.
        if rule is None or not rule.arguments <= given.keys() or any(name[0] == "_" for name in given):
            return flask.url_for(endpoint, **values)
        built = rule.build(given)
        return f"{root}{built[1]}" if built else flask.url_for(endpoint, **values)

    def _prepare(self, endpoint: str) -> None:
        """Keep what an address is made of, where no more is needed than to put the parts together."""
        rule = self._rules[endpoint]
        if rule is None or len(rule.arguments) > 1:
            return
        if not rule.arguments:
            built = rule.build({})
            if built:
                self._plain[endpoint] = built[1]
            return
        name = next(iter(rule.arguments))
        if type(rule._converters.get(name)) is not UnicodeConverter:  # noqa: SLF001 - no other way to ask
            return
        built = rule.build({name: _PLACE})
        if built:
            before, found, after = built[1].partition(_PLACE)
            if found:
                self._around[endpoint] = before, name, after

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
