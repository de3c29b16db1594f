"""The style sheet that is served keeps to the scale: few sizes of text, spaces in steps of four pixels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from vssid_app.core.assets import BUILD

TEXT = {"13px", "14px", "16px", "18px", "24px", "28px"}
"""Meta · hints and chips · body · names and fields · titles · numbers that matter."""
DIGITS = {".box-code", ".desk-prefix", ".desk-digits"}
"""No text but digits, drawn as large as they fit: a code being typed, a number read across a counter."""
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIZE = re.compile(r"(?<![\w-])font-size:([^;}]+)")
SPACE = re.compile(r"(?<![\w-])((?:margin|padding|gap|row-gap|column-gap)(?:-[a-z]+)*):([^;}]+)")
REM = re.compile(r"-?\d*\.?\d+(?=rem)")
# An icon of 20 sits in the middle of a line of 24.
HALF_STEP = re.compile(r"svg")


@pytest.fixture(scope="module")
def screen() -> list[tuple[str, str]]:
    """Selector and declarations of every rule for the screen; paper has points and millimetres of its own."""
    files = [
        file for file in json.loads((BUILD / "manifest.json").read_text()).values() if file.endswith(".css")
    ]
    css = "".join((BUILD / file).read_text(encoding="utf-8") for file in files)
    assert "@media print{" in css
    return [(found[1].strip(), found[2]) for found in RULE.finditer(_without_print(css))]


def test_text_has_six_sizes(screen: list[tuple[str, str]]) -> None:
    sizes: dict[str, list[str]] = {}
    for selector, body in screen:
        for found in SIZE.finditer(body):
            if selector not in DIGITS and found[1] not in {"inherit", "125%"}:
                sizes.setdefault(_pixels(found[1]), []).append(selector)
    odd = {size: where for size, where in sizes.items() if size not in TEXT}
    assert not odd, f"text has the sizes {sorted(TEXT)}, and these are new: {odd}"


def test_spaces_go_in_steps_of_four_pixels(screen: list[tuple[str, str]]) -> None:
    odd = [
        f"{selector} {name}:{value}"
        for selector, name, value in _spaces(screen)
        if not _fits(selector, value)
    ]
    assert not odd, "\n".join(odd)


def _spaces(screen: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for selector, body in screen:
        for found in SPACE.finditer(body):
            yield selector, found[1], found[2]


def _fits(selector: str, value: str) -> bool:
    step = 0.125 if HALF_STEP.search(selector) else 0.25
    return all(float(number) % step == 0 for number in REM.findall(value))


def _pixels(size: str) -> str:
    """What a size in rem is with the browser's usual 16 px."""
    return f"{float(size[:-3]) * 16:g}px" if size.endswith("rem") else size


def _without_print(css: str) -> str:
    """The style sheet without what only paper has; rules in it have no blocks of their own."""
    return re.sub(r"@media print\{(?:[^{}]+\{[^{}]*\})*\}", "", css)
