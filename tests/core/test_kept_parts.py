"""Parts of pages that are put together once say what they would say anew, and no more than they are given."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, render_template_string
from jinja2 import nodes
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from vssid_app.core.templates import MOST_KEPT, Kept

pytestmark = pytest.mark.any_database
MACRO = """{% macro part(a, b=1, c=none) -%}
[{{ a }}|{{ b }}|{{ c }}]
{%- endmacro %}"""
AROUND = MACRO.replace("]", "|{{ caller() }}]")


def part(app: Flask) -> Macro:
    template = app.jinja_env.from_string("{% macro part(words) %}<b>{{ words }}</b>{% endmacro %}")
    made = template.module.part  # type: ignore[attr-defined]
    assert isinstance(made, Macro)
    return made


def test_markup_is_not_kept_for_the_same_words_that_must_be_escaped(demo_app: Flask) -> None:
    kept, macro = Kept(), part(demo_app)
    assert kept(macro, Markup("<i>")) == "<b><i></b>"
    assert kept(macro, "<i>") == "<b>&lt;i&gt;</b>"
    assert kept(macro, Markup("<i>")) == "<b><i></b>"


def test_one_and_true_are_two(demo_app: Flask) -> None:
    kept, macro = Kept(), part(demo_app)
    assert [kept(macro, value) for value in (1, True, 0, False)] == [
        f"<b>{words}</b>" for words in ("1", "True", "0", "False")
    ]


def test_it_keeps_a_bounded_number(demo_app: Flask) -> None:
    kept, macro = Kept(), part(demo_app)
    for n in range(MOST_KEPT * 2 + 1):
        assert kept(macro, n) == f"<b>{n}</b>"
    assert len(kept._parts) <= MOST_KEPT  # noqa: SLF001 - nothing else shows it


def test_each_phone_sees_its_own_number_of_messages(demo_app: Flask) -> None:
    drawn = [
        render_strip(demo_app, unread=unread, label=label)
        for unread in (0, 3, 0)
        for label in ("MỘT", "<HAI>")
    ]
    assert ["data-unread>3<" in strip for strip in drawn] == [False, False, True, True, False, False]
    assert ["<b>MỘT</b>" in strip for strip in drawn] == [True, False] * 3
    assert all(("&lt;HAI&gt;" in strip) != ("MỘT" in strip) for strip in drawn)


def render_strip(app: Flask, **shell: Any) -> str:
    shown = {"practice": True, "inbox_url": "/hop-thu", "poll_url": "/hoi", **shell}
    with app.test_request_context():
        return render_template_string(
            '{% from "components/strip.html" import strip %}{{ strip(shown) }}', shown=shown
        )


@pytest.mark.parametrize(
    ("call", "drawn"),
    [
        ("part(1)", "[1|1|None]"),
        ("part(1, 2)", "[1|2|None]"),
        ("part(1, c=3)", "[1|1|3]"),
        ("part(c=3, a='<')", "[&lt;|1|3]"),
        ("part(1, 2, 3)", "[1|2|3]"),
    ],
)
def test_a_macro_gets_its_values_in_their_places(demo_app: Flask, call: str, drawn: str) -> None:
    with demo_app.test_request_context():
        assert render_template_string(MACRO + "{{ " + call + " }}") == drawn
        around = AROUND + "{% call " + call + " %}<i>{% endcall %}"
        assert render_template_string(around) == drawn.replace("]", "|<i>]")


@pytest.mark.parametrize("call", ["part(1, 2, 3, 4)", "part(1, d=4)", "part(1, a=1)"])
def test_a_macro_that_is_called_wrongly_says_so(demo_app: Flask, call: str) -> None:
    plain = "{% macro part(a, b=1, c=none) %}{{ a }}{% endmacro %}"
    with demo_app.test_request_context(), pytest.raises(TypeError):
        render_template_string(plain + "{{ " + call + " }}")


def loaded(tree: nodes.Node) -> set[str]:
    """Names that a piece of a template reads and does not make itself."""
    names = list(tree.find_all(nodes.Name))
    return {name.name for name in names if name.ctx == "load"} - {
        name.name for name in names if name.ctx in {"store", "param"}
    }


def readings(app: Flask, template: str, macro: str) -> set[str]:
    """What a macro reads beside its values, with all macros that it calls."""
    source, _path, _current = app.jinja_env.loader.get_source(app.jinja_env, template)  # type: ignore[union-attr]
    tree = app.jinja_env.parse(source)
    own = {node.name: node for node in tree.find_all(nodes.Macro)}
    brought = {
        (name if isinstance(name, str) else name[1]): (
            node.template.value,  # type: ignore[attr-defined]
            name if isinstance(name, str) else name[0],
        )
        for node in tree.find_all(nodes.FromImport)
        for name in node.names
    }
    found: set[str] = set()
    for name in loaded(own[macro]):
        if name in own:
            found |= readings(app, template, name) if name != macro else set()
        elif name in brought:
            found |= readings(app, *brought[name])
        else:
            found.add(name)
    return found


def test_what_is_kept_reads_nothing_but_what_it_is_given(demo_app: Flask) -> None:
    """No token of a form, no nonce, nobody's name: those are one person's or one answer's."""
    kept: list[tuple[str, str]] = []
    for template in demo_app.jinja_env.list_templates(extensions=["html"]):
        source, _path, _current = demo_app.jinja_env.loader.get_source(demo_app.jinja_env, template)  # type: ignore[union-attr]
        kept.extend(
            (template, call.args[0].name)  # type: ignore[attr-defined]
            for call in demo_app.jinja_env.parse(source).find_all(nodes.Call)
            if isinstance(call.node, nodes.Name) and call.node.name == "kept"
        )
    assert kept
    assert {part: readings(demo_app, *part) - {"_", "icon", "asset"} for part in kept} == {
        part: set() for part in kept
    }


def test_the_test_above_sees_what_a_macro_reads(demo_app: Flask) -> None:
    assert "csrf_token" in readings(demo_app, "components/header.html", "brand_header")
    assert "shell" not in readings(demo_app, "components/header.html", "brand_header")


def test_what_is_written_is_escaped_unless_it_is_markup(demo_app: Flask) -> None:
    class Shown:
        def __html__(self) -> str:
            return "<u>"

    values = ("<i>", Markup("<i>"), "<i>&'\"", 3, None, Shown(), ["<i>"])
    with demo_app.test_request_context():
        drawn = [render_template_string("{{ value }}", value=value) for value in values]
        unescaped = render_template_string(
            "{% autoescape false %}{{ value }}{% endautoescape %}", value="<i>"
        )
    assert drawn == [str(escape(value)) for value in values]
    assert drawn[0] == "&lt;i&gt;"
    assert unescaped == "<i>"
