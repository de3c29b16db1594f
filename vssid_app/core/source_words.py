"""Words in the language of their source: no translation is looked up where there is none.

The words of this site are written in Vietnamese and it speaks no other language yet, but asking for the
translation of each of them took a fifth of a page's time. Those of templates are put in when a template is
compiled, unless there is a value in them; icons and the addresses of built files likewise.
Source: docs/decisions/0014-words-compiled-in.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flask_babel
from flask_babel import Domain
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from vssid_app.core.assets import asset, icon

MARKER = "_"


class SourceDomain(Domain):
    """The words as they are."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def gettext(self, string: str, **variables: Any) -> str:
        """The words, with the values in them."""
        return string % variables if variables else string


SOURCE = SourceDomain()


def use_source_words() -> None:
    """Let the library ask for no other domain: finding this one again took longer than the words."""
    flask_babel.get_domain = lambda: SOURCE


class Constants(NodeTransformer):
    """Replaces calls whose answer is the same on every page: ``_("words")``, ``icon("info", 22)``."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the visitor's name for it
        """Only what is called with literals; words with values in them stay a call."""
        self.generic_visit(node)
        constant = CONSTANT.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        more = len(given) != len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs
        return node if constant is None or more else nodes.Const(constant(*given), lineno=node.lineno)


def _words(string: str) -> Markup:
    # An escaped percent sign becomes one, as by gettext.
    return Markup(string % {})  # noqa: S704  # our own words


CONSTANT: dict[str, Callable[..., str]] = {MARKER: _words, "icon": icon, "asset": asset}


def words_with_values(string: str, **values: Any) -> Markup:
    """``_("words %(n)s", n=…)`` in a template: what stands in the values is escaped, the words are ours."""
    return Markup(string) % values  # noqa: S704  # our own words
