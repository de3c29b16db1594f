"""The words of templates stand in them from the beginning; nothing about them is lost by that."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask_babel import gettext


@pytest.mark.parametrize(
    ("template", "drawn"),
    [
        ('{{ _("Thẻ & số") }}', "Thẻ & số"),
        ("{{ _('100%% <b>miễn phí</b>') }}", "100% <b>miễn phí</b>"),
        ('{{ _("Còn %(n)s ngày", n="<5>") }}', "Còn &lt;5&gt; ngày"),
        ('{% set words = _("một") %}{{ words }}{{ _("hai") if words == "một" else _("ba") }}', "mộthai"),
        ('{{ [_("a"), ("b", _("c"))]|map("upper")|first }}', "A"),
        ("{{ words }}{{ _(words) }}", "&lt;i&gt;<i>"),
    ],
)
def test_words_are_drawn_as_gettext_gives_them(demo_app: Flask, template: str, drawn: str) -> None:
    with demo_app.test_request_context():
        assert render_template_string(template, words="<i>") == drawn


def test_words_without_a_value_are_not_asked_for_when_a_page_is_drawn(demo_app: Flask) -> None:
    compiled = demo_app.jinja_env.compile('{{ _("một") }}', raw=True)
    assert "một" in compiled
    assert "gettext" not in compiled


def test_words_of_python_take_their_values(demo_app: Flask) -> None:
    with demo_app.test_request_context():
        assert gettext("Còn %(n)s ngày", n=5) == "Còn 5 ngày"
        assert gettext("100%") == "100%"
