"""The finders find: what they must report, and what they must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.architecture import words


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(
        "{# A comment in words. #}\n"
        '<p class="lead"{% if x %} id="a{{ b }}"{% endif %} aria-label="Đóng">\n'
        '{{ _("Đã dịch") }} {% trans %}Cũng dịch{% endtrans %}\n'
        "Chưa dịch, {{ name }}&nbsp;</p>\n"
        "{% macro _classes(x) %}button{% if x %} button-block{% endif %}{% endmacro %}\n"
        '{{ button("Trần trụi", kind="filled") }}\n'
    )
    return path


def test_text_between_tags_is_found_once_and_by_its_line(template: Path, demo_app: Flask) -> None:
    found = list(words.bare_text(words.markup(template, demo_app.jinja_env)))
    assert [(line, text.split()) for line, text in found] == [(4, ["…", "Chưa", "dịch,", "…"])]


def test_attributes_are_read_whatever_stands_between_them(template: Path, demo_app: Flask) -> None:
    (_line, tag), _end = words.tags(words.markup(template, demo_app.jinja_env))
    assert words.attributes(tag)["aria-label"] == "Đóng"


def test_strings_of_expressions_are_told_by_being_in_gettext(template: Path, demo_app: Flask) -> None:
    def texts(*, translated: bool) -> set[str]:
        return {s.text for s in words.template_strings(template, demo_app.jinja_env, translated=translated)}

    assert texts(translated=True) >= {"Đã dịch", "Cũng dịch"}
    assert texts(translated=False) >= {"Trần trụi", "filled"}
    assert "Đã dịch" not in texts(translated=False)


def test_strings_of_a_module_are_told_by_being_in_gettext_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        '"""Chuỗi mô tả."""\nfrom flask_babel import lazy_gettext as _l\n'
        'A = _l("Đã dịch")\nB = f"Chưa dịch {A}"\n'
    )
    assert [s.text for s in words.python_strings(path, translated=True)] == ["Đã dịch"]
    assert [s.text for s in words.python_strings(path, translated=False)] == ["Chưa dịch "]


def test_a_word_is_vietnamese_by_its_letters() -> None:
    assert words.is_vietnamese("Ghi nhận")
    assert not words.is_vietnamese("card-ready – Đ · 5 %")
