"""Finding the words that a reader sees, in Python and in templates."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "vssid_app"
TEMPLATES = ROOT / "templates"
TRANSLATORS = {"_", "gettext", "ngettext"}
"""What marks words for translation in templates; in Python it is what comes from flask_babel."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text, and where it stands."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        """As a failure names it."""
        return f"{self.file.relative_to(ROOT)}:{self.line}: {' '.join(self.text.split())!r}"


_WORD = re.compile(r"[^\W\d_]{2,}")


def is_vietnamese(text: str) -> bool:
    """Whether a text has a word with letters beyond those of English; a single letter is no word."""
    return any(not word.isascii() for word in _WORD.findall(text))


def is_composed(text: str) -> bool:
    """Whether each letter with its accents is one character, as searching and comparing need it."""
    return unicodedata.is_normalized("NFC", text)


# --- Python --------------------------------------------------------------------------------


def python_files() -> list[Path]:
    """Every module of the site."""
    return sorted(PACKAGE.rglob("*.py"))


def python_strings(path: Path, *, translated: bool) -> Iterator[Sentence]:
    """The strings of a module that stand inside gettext, or those that do not; docstrings are neither."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for call in _translations(tree) for part in ast.walk(call)}
    docstrings = {id(part.value) for part in ast.walk(tree) if isinstance(part, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if (id(node) in inside) is translated:
            yield Sentence(path, node.lineno, node.value)


def _translations(tree: ast.Module) -> Iterator[ast.expr]:
    """What is handed to gettext as the text itself; values that fill it in are other strings."""
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel"
        for alias in node.names
        if "gettext" in alias.name
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield from node.args


# --- Templates --------------------------------------------------------------------------------


def template_files() -> list[Path]:
    """Every template."""
    return sorted(TEMPLATES.rglob("*.html"))


def template_strings(path: Path, environment: Environment, *, translated: bool) -> Iterator[Sentence]:
    """The strings in a template's expressions that stand inside gettext, or those that do not."""
    tree = environment.parse(path.read_text(encoding="utf-8"))
    inside = set()
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATORS:
            inside |= {id(part) for arg in call.args for part in (arg, *arg.find_all(nodes.Const))}
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str) and (id(const) in inside) is translated:
            yield Sentence(path, const.lineno, const.value)


FILLED = "\ue000"
"""Stands in the text of ``markup`` where an expression is filled in."""

_GIVES_CLASSES = re.compile(r"macro _|block \w*class")
"""Openings of what gives class names: a component's own macros, and the blocks that name it."""
_CLASSES = re.compile(r"[a-z0-9_\s-]*")


def markup(path: Path, environment: Environment) -> str:
    """A template's own HTML, with its line ends: all branches, nothing of Jinja, nothing of {% trans %}."""
    parts: list[str] = []
    opened: list[str] = []
    for kind, value, block in _tokens(path, environment):
        if kind == "block_end" and block.startswith(("trans", "macro", "block")):
            opened.append(block)
        elif kind == "block_end" and block.startswith(("endtrans", "endmacro", "endblock")):
            opened.pop()
        inside = opened[-1] if opened else ""
        is_class = bool(_GIVES_CLASSES.match(inside) and _CLASSES.fullmatch(value))
        if kind == "data" and not is_class and not inside.startswith("trans"):
            parts.append(value)
        else:
            parts.append(FILLED if kind == "variable_begin" else "\n" * value.count("\n"))
    return "".join(parts)


def _tokens(path: Path, environment: Environment) -> Iterator[tuple[str, str, str]]:
    """Kind and text of each token, with the words of the block that it ends."""
    block = ""
    for _line, kind, value in environment.lex(path.read_text(encoding="utf-8")):
        block = "" if kind == "block_begin" else block + (value if kind != "block_end" else "")
        yield kind, value, " ".join(block.split())


_PIECE = re.compile(r"<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")


def tags(html: str) -> Iterator[tuple[int, str]]:
    """Each tag of ``markup``, with its line."""
    for match in _PIECE.finditer(html):
        yield html.count("\n", 0, match.start()) + 1, match[0]


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, as they are written."""
    return {name.lower(): value[1:-1] for name, value in _ATTRIBUTE.findall(tag)}


def bare_text(html: str) -> Iterator[tuple[int, str]]:
    """The text between tags, with its line, where it has letters."""
    start = 0
    for match in (*_PIECE.finditer(html), None):
        end = match.start() if match else len(html)
        text = re.sub(r"&\w+;", " ", html[start:end])
        if any(letter.isalpha() for letter in text):
            yield html.count("\n", 0, end) + 1, text.replace(FILLED, "…")
        start = match.end() if match else end
