"""How pages are put together: Flask's environment of templates without what this site does not need of it.

A page calls some eighty macros and functions; what Jinja and Flask ask before each call was a third of a
page's time. Source: docs/decisions/0014-words-compiled-in.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

from vssid_app.core.source_words import Constants


class PageContext(Context):
    """Calls a macro without asking first what kind of thing it calls."""

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """Call a macro, or anything else in Jinja's way."""
        if type(called) is Macro:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(self.eval_ctx, *given, **named)
        return super().call(called, *given, **named)


class PageTemplate(Template):
    """A template whose macros are made once.

    Jinja would compare all names at each import, though this site gives the same to all templates.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)


class PageEnvironment(Environment):
    """Flask's environment of templates, with the words in them."""

    template_class = PageTemplate
    context_class = PageContext

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(Constants().visit(source), *args, **kwargs)
