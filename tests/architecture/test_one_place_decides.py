"""Who may see whom is decided in ``people``: no other package reads guardianships by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "vssid_app"
# Who names the table all the same, with the reason.
ALLOWED = {
    "training/operations.py": "writes those of invented families",
    "registry/queries.py": "joins the children's cards, by the condition of people.visible",
    "administration/log_words.py": "calls it by its word in the log",
}
NAMES = re.compile(r"\bGuardianship\b|\x22guardianships\x22")


def test_only_people_reads_guardianships() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(PACKAGE / "people") and NAMES.search(_code(path))
    }
    assert found == set(ALLOWED), "ask people.queries or people.visible, or say here why not"


@pytest.mark.parametrize("column", ["valid_from", "valid_to", "ended_at"])
def test_only_one_condition_reads_their_dates(column: str) -> None:
    text = (PACKAGE / "people" / "queries.py").read_text(encoding="utf-8")
    condition = re.search(r"def holds_on.*?\n\n\n", text, re.DOTALL)
    assert condition
    assert column in condition.group()
    assert column not in text.replace(condition.group(), "")


def _code(path: Path) -> str:
    """The source without docstrings and comments."""
    text = re.sub(r'"""(?:.|\n)*?"""', "", path.read_text(encoding="utf-8"))
    return re.sub(r"#.*", "", text)
