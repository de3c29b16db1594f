"""Templates compile, say every word through gettext, and hold to the content security policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, StrictUndefined, meta, nodes

from tests.architecture.words import (
    FILLED,
    ROOT,
    TEMPLATES,
    Sentence,
    attributes,
    bare_text,
    is_composed,
    is_vietnamese,
    markup,
    python_files,
    python_strings,
    tags,
    template_files,
    template_strings,
)

pytestmark = pytest.mark.any_database

READ_ALOUD = ("aria-label", "aria-description", "title", "alt", "placeholder", "data-said", "data-share")
# Words of programs: a sentence with one of them was written for the machine, not for the reader.
CODE_WORDS = re.compile(
    r"\b(exception|timeout|none|null|undefined|traceback|error|token|sql|stack|invalid|failed|http \d+)\b",
    re.IGNORECASE,
)
# Templates that may put text into the page unescaped, with the reason.
MAY_BE_UNESCAPED: dict[str, str] = {}

# Shown by no route, with the reason that its words are not translated.
SHOWN_TO_NOBODY = {"components/gallery.html": "all components at once, for who draws and tests them"}

every_template = pytest.mark.parametrize(
    "path", template_files(), ids=lambda path: str(path.relative_to(TEMPLATES))
)


@pytest.fixture(scope="module")
def environment(demo_app: Flask) -> Environment:
    return demo_app.jinja_env


def test_what_is_not_defined_is_an_error(environment: Environment) -> None:
    assert environment.undefined is StrictUndefined
    assert environment.autoescape is not False


@every_template
def test_it_compiles(path: Path, environment: Environment) -> None:
    environment.get_template(path.relative_to(TEMPLATES).as_posix())


@every_template
def test_what_it_imports_is_there(path: Path, environment: Environment) -> None:
    tree = _parsed(path, environment)
    for name in meta.find_referenced_templates(tree):
        assert name is None or (TEMPLATES / name).is_file(), f"{path.name} uses {name}, which is not there"
    for wanted in tree.find_all(nodes.FromImport):
        assert isinstance(wanted.template, nodes.Const)
        offered = _offered(_parsed(TEMPLATES / wanted.template.value, environment))
        names = {name if isinstance(name, str) else name[0] for name in wanted.names}
        assert names <= offered, f"{wanted.template.value} does not offer {sorted(names - offered)}"


def _parsed(path: Path, environment: Environment) -> nodes.Template:
    return environment.parse(path.read_text(encoding="utf-8"))


def _offered(tree: nodes.Template) -> set[str]:
    """Names that other templates can import: macros and what is set."""
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    return macros | {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


@every_template
def test_every_word_goes_through_gettext(path: Path, environment: Environment) -> None:
    if path.relative_to(TEMPLATES).as_posix() in SHOWN_TO_NOBODY:
        return
    html = markup(path, environment)
    bare = [Sentence(path, line, text) for line, text in bare_text(html)]
    bare += [
        Sentence(path, line, value)
        for line, tag in tags(html)
        for name, value in attributes(tag).items()
        if name in READ_ALOUD and any(letter.isalpha() for letter in value.replace(FILLED, ""))
    ]
    bare += [s for s in template_strings(path, environment, translated=False) if is_vietnamese(s.text)]
    assert not bare, "\n".join(['say it as {{ _("…") }}:', *map(str, bare)])


@every_template
def test_it_holds_to_the_content_security_policy(path: Path, environment: Environment) -> None:
    problems = [
        f"{path.relative_to(ROOT)}:{line}: {problem} in {tag.replace(FILLED, '…')}"
        for line, tag in tags(markup(path, environment))
        for problem in _problems(tag)
    ]
    assert not problems, "\n".join(problems)


def _problems(tag: str) -> Iterator[str]:
    found = attributes(tag)
    if "style" in found:
        yield "a style attribute"
    yield from (f"the handler {name}" for name in found if name.startswith("on"))
    if re.match(r"<script\b", tag) and not found.get("src") and found.get("type") != "application/json":
        yield "a script without src"
    if re.match(r"<style\b", tag) and "nonce" not in found:
        yield "a style without nonce"
    if "javascript:" in tag:
        yield "a javascript: address"


@every_template
def test_nothing_is_left_unescaped(path: Path, environment: Environment) -> None:
    if path.relative_to(TEMPLATES).as_posix() in MAY_BE_UNESCAPED:
        return
    tree = _parsed(path, environment)
    loose = [node.lineno for node in tree.find_all(nodes.Filter) if node.name == "safe"]
    loose += [node.lineno for node in tree.find_all((nodes.EvalContextModifier, nodes.MarkSafe))]
    assert not loose, f"{path.relative_to(ROOT)} puts unescaped text into the page in lines {loose}"


def test_sentences_are_composed_and_without_words_of_programs(environment: Environment) -> None:
    sentences = [s for path in python_files() for s in python_strings(path, translated=True)]
    sentences += [
        s for path in template_files() for s in template_strings(path, environment, translated=True)
    ]
    assert len(sentences) > 500, "the walk finds the sentences"
    loose = [str(s) for s in sentences if not is_composed(s.text)]
    assert not loose, "\n".join(["write each letter with its accents as one character (NFC):", *loose])
    coded = [str(s) for s in sentences if CODE_WORDS.search(re.sub(r"%\(\w+\)s", "", s.text))]
    assert not coded, "\n".join(["say what happened to the reader and what to do:", *coded])
