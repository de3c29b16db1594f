"""What is in the repository: no trace of a machine, small files with plain names, a whole build."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from vssid_app.core.assets import BUILD

ROOT = Path(__file__).resolve().parents[2]
MAX_LINES = 400
LOCKS = {"requirements.txt", "requirements-dev.txt", "frontend/package-lock.json", "bench/package-lock.json"}
# Written by a tool or read by one: as long as what they hold.
MAY_BE_LONG = re.compile(r"(.*/data/.*|static/build/.*|migrations/.*|.*\.(svg|png|jpg|ttf|woff2|po))")
SAYS_NOTHING = re.compile(r"(utils?|helpers?|managers?|services?|misc|common)", re.IGNORECASE)

# Put together from pieces, so that this file does not hold what it looks for.
A_HOME = r"(?:home|Users)/(?!<)[a-z]\w*"
PLACES = re.compile(rf"(?<![\w.~])/(?:{'wo' + 'rk'}|{'ro' + 'ot'}|{'t' + 'mp'}|var/tmp|mnt|{A_HOME})(?:/|\b)")
HOSTS = re.compile(
    "|".join(
        [
            r"(?:pypi|pythonhosted|npm" + r"js|yarnpkg)\.(?:org|com)",
            r"arti" + r"factory|nex" + r"us\d?[./]|/sim" + r"ple\b|proxy\.golang",
            r"--(?:extra-)?index-" + r"url|--find-" + r"links|\"reso" + r"lved\":",
            r"\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}:\d+",
        ]
    )
)
# Lines that may name such a thing, each with its reason.
MAY_NAME: dict[tuple[str, str], str] = {}


@cache
def tracked() -> list[str]:
    """Paths of the files that a clone would have."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    return [path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file()]


def texts() -> dict[str, str]:
    """The tracked files that are text."""
    found = {}
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content and not path.endswith((".br", ".gz")):
            found[path] = content.decode("utf-8")
    return found


@pytest.mark.parametrize("pattern", [PLACES, HOSTS], ids=["paths of a machine", "hosts of a registry"])
def test_no_file_tells_where_it_was_written(pattern: re.Pattern[str]) -> None:
    told = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, content in texts().items()
        for number, line in enumerate(content.splitlines(), 1)
        if pattern.search(line) and (path, line.strip()) not in MAY_NAME
    ]
    assert not told, "\n".join(["these lines hold on one machine only:", *told])


def test_the_patterns_find_what_they_look_for() -> None:
    assert PLACES.search("see /" + "tmp/x")
    assert PLACES.search("DATA_DIR=/" + "home/huy/data")
    assert not PLACES.search("var/" + "tmp and templates/" + "tmp.html")
    assert HOSTS.search("https://files.python" + "hosted.org/packages")
    assert not HOSTS.search("127.0.0.1:8000")


def test_files_are_small() -> None:
    lengths = {path: content.count("\n") for path, content in texts().items()}
    long = {
        path: length
        for path, length in lengths.items()
        if length > MAX_LINES and path not in LOCKS and not MAY_BE_LONG.fullmatch(path)
    }
    assert not long, f"divide what has more than {MAX_LINES} lines: {long}"


def test_names_say_what_is_inside() -> None:
    vague = [path for path in tracked() if SAYS_NOTHING.fullmatch(Path(path).name.split(".")[0])]
    vague += [path for path in tracked() if any(SAYS_NOTHING.fullmatch(part) for part in Path(path).parts)]
    assert not vague, f"name these for what they do: {sorted(set(vague))}"


def test_every_package_says_what_it_is_for() -> None:
    folders = {path.parent for path in (ROOT / "vssid_app").rglob("*.py") if path.parent.name != "data"}
    silent = [
        folder.relative_to(ROOT).as_posix()
        for folder in sorted(folders)
        if not (folder / "__init__.py").is_file()
        or not ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    ]
    assert not silent, f"say in its __init__.py what each is for: {silent}"


def test_the_build_is_whole() -> None:
    manifest: dict[str, str] = json.loads((BUILD / "manifest.json").read_text(encoding="utf-8"))
    wanted = {name + end for name in manifest.values() for end in ("", ".br", ".gz")}
    there = {path.name for path in BUILD.iterdir() if path.is_file()}
    assert wanted <= there, f"run frontend/build: {sorted(wanted - there)} are missing"
    marked = {name for name in there if re.search(r"\.[0-9a-f]{10}\.", name)}
    assert marked <= wanted, f"run frontend/build: {sorted(marked - wanted)} are left over"


def test_decisions_are_numbered_and_say_context_decision_and_consequences() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(set(numbers)) == len(numbers), f"two decisions have one number: {numbers}"
    for path in decisions:
        words = path.read_text(encoding="utf-8").lower()
        assert words.startswith(f"# {int(path.name[:4])}. "), f"the title of {path.name} lacks its number"
        missing = [part for part in ("context", "decision", "consequences") if part not in words]
        assert not missing, f"{path.name} does not tell its {missing}"
