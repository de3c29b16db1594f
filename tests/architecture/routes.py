"""The routes of an app, each with its access rule, as the golden table and the strangers read them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from vssid_app.core.access import rule_of

UNSPOKEN = {"HEAD", "OPTIONS"}


@dataclass(frozen=True, order=True)
class Route:
    """One line of the URL map."""

    endpoint: str
    methods: tuple[str, ...]
    path: str
    rule: str

    def __str__(self) -> str:
        """As it stands in the table."""
        return f"{self.endpoint} · {' '.join(self.methods)} · {self.path} · {self.rule}"


def routes_of(app: Flask) -> list[Route]:
    """Every route of an app, sorted."""
    found = []
    for line in app.url_map.iter_rules():
        rule = rule_of(app, line.endpoint)
        methods = tuple(sorted((line.methods or set()) - UNSPOKEN))
        found.append(Route(line.endpoint, methods, line.rule, rule.name if rule else "NO RULE"))
    return sorted(found)
