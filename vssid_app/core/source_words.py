"""Words in the language of their source: no translation is looked up where there is none.

The words of this site are written in Vietnamese and it speaks no other language yet, but asking for the
translation of each of them took a fifth of a page's time. Those of templates are put in when a template is
compiled, unless there is a value in them. Source: docs/decisions/0014-words-compiled-in.md.
"""

from __future__ import annotations

from typing import Any

from flask.templating import Environment
from flask_babel import Domain
from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

MARKER = "_"


class SourceDomain(Domain):
    """The words as they are."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def gettext(self, string: str, **variables: Any) -> str:
        """The words, with the values in them."""
        return string % variables if variables else string


class PageTemplate(Template):
    """A template whose macros are made once.

    Jinja would compare all names at each import, though this site gives the same to all templates.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)


class SourceWords(NodeTransformer):
    """Replaces ``_("words")`` by the words."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - the visitor's name for it
        """Only what is a literal without values; an escaped percent sign becomes one, as by gettext."""
        self.generic_visit(node)
        named = isinstance(node.node, nodes.Name) and node.node.name == MARKER
        more = len(node.args) != 1 or node.kwargs or node.dyn_args or node.dyn_kwargs
        words = node.args[0] if node.args else None
        if not named or more or not isinstance(words, nodes.Const):
            return node
        return nodes.Const(Markup(words.value % {}), lineno=node.lineno)  # noqa: S704  # our own words


class PageEnvironment(Environment):
    """Flask's environment of templates, with the words in them."""

    template_class = PageTemplate

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(SourceWords().visit(source), *args, **kwargs)
