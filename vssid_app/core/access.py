"""Who may open a page is said on the view; a view that says nothing is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, request
from flask.typing import ResponseReturnValue

View = TypeVar("View", bound=Callable[..., Any])
# Gets the values of the path; answers None to let in, a response (a redirect) or an abort to refuse.
Check = Callable[[dict[str, Any]], ResponseReturnValue | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """An access rule: its name in the golden table, and the check at run time."""

    name: str
    check: Check
    is_public: bool = False
    """Whether the page holds nothing personal, so that a browser may keep it."""

    def __call__(self, view: View) -> View:
        """Put the rule on a view."""
        view.__access__ = self  # type: ignore[attr-defined]
        return view


class AccessNotDeclared(RuntimeError):
    """A view without an access rule was asked for."""


def _let_in(_path: dict[str, Any]) -> None:
    return None


public = Rule("public", _let_in, is_public=True)
"""Anybody; nothing personal on the page."""

anybody = Rule("anybody", _let_in)
"""Anybody, but the page depends on who asks (a form with typed data, a code): it is not kept."""


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """The access rule of an endpoint, if it has one."""
    rule: Rule | None = getattr(app.view_functions[endpoint], "__access__", None)
    return rule


def guard(app: Flask) -> None:
    """Ask each view's rule before the view; refuse a view that has none."""
    public(app.view_functions["static"])

    @app.before_request
    def _check_access() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None
        rule = rule_of(app, request.endpoint)
        if rule is None:
            raise AccessNotDeclared(f"{request.endpoint} has no access rule: say @public, @signed_in, …")
        return rule.check(request.view_args or {})
