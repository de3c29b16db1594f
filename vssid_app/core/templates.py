"""How pages are put together: Flask's environment of templates without what this site does not need of it.

A page calls some eighty macros and functions; what Jinja and Flask ask before each call was a third of a
page's time. Source: docs/decisions/0014-words-compiled-in.md.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import FunctionType, MethodType
from typing import Any, cast

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from vssid_app.core.links import Links
from vssid_app.core.source_words import Constants

MOST_KEPT = 500


class Kept:
    """Macros whose parts of pages are put together once for the same values, and then kept.

    Only for macros that write nothing but what they are given: no form's token, no nonce, nobody's name.
    A value counts with its type: what is markup is not the same as the same words, which are escaped.
    """

    def __init__(self) -> None:
        self._parts: dict[tuple[Any, ...], str] = {}

    def __call__(self, macro: Macro, *values: str | int | bool | None) -> str:
        """The macro's part of the page."""
        key = macro, values, tuple(map(type, values))
        part = self._parts.get(key)
        if part is None:
            if len(self._parts) >= MOST_KEPT:
                self._parts.clear()
            part = self._parts[key] = macro(*values)
        return part


PLAIN = frozenset({FunctionType, MethodType, Links, Kept})
"""What is called as it is, unless it asks for the context."""


class PageContext(Context):
    """Calls a macro or a plain function without asking first what kind of thing it calls."""

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """Call a macro or a function, or anything else in Jinja's way."""
        kind = type(called)
        if kind is Macro:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return self._call_macro(cast("Macro", called), given, named)
        if kind in PLAIN and not hasattr(called, "jinja_pass_arg"):
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(*given, **named)
        return super().call(called, *given, **named)

    def _call_macro(self, macro: Macro, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """What ``Macro.__call__`` does with arguments that need no more than to be put into their places."""
        special = macro.catch_kwargs or macro.catch_varargs or macro.explicit_caller
        left = len(macro.arguments) - len(given)
        if special or left < 0 or macro.caller != ("caller" in named) or not self.eval_ctx.autoescape:
            return macro(self.eval_ctx, *given, **named)
        arguments = given
        if named:
            unplaced = dict(named)
            last = (unplaced.pop("caller"),) if macro.caller else ()
            if left:
                names = macro.arguments[-left:]
                arguments = (*given, *[unplaced.pop(name, missing) for name in names])
            if unplaced:  # the library says what is wrong with it
                return macro(self.eval_ctx, *given, **named)
            arguments += last
        elif left:
            arguments += (missing,) * left
        return str.__new__(Markup, macro._func(*arguments))  # noqa: SLF001 - as the library does, which has escaped what it put in


def put(value: Any) -> str:
    """What a template writes of a value: markup as it is, all else escaped.

    The library makes markup of it again each time, which the page that is joined of it does not need.
    """
    return value if type(value) is Markup else escape(value)


class PageWriter(CodeGenerator):
    """Writes templates as functions of Python that ``put`` their values."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.put(")


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
    code_generator_class = PageWriter
    put = staticmethod(put)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the library's name for it
    ) -> Template:
        """The template of a name. A page asks for some fifteen; files do not change under a running site."""
        if self.auto_reload or globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(Constants().visit(source), *args, **kwargs)
