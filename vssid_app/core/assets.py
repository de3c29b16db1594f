"""Paths of the built files, and icons drawn into the page.

The files are made by `frontend/build` and committed under static/build; their names carry a mark of
their content, so that they can be kept by a browser for ever.
"""

import json
from functools import cache
from pathlib import Path

from markupsafe import Markup

BUILD = Path(__file__).resolve().parents[2] / "static" / "build"

_STROKE = 1.75
"""Width of a line in CSS pixels, the same at every size of an icon."""


def asset(name: str) -> str:
    """Give the path of a built file: "app.css" gives "/static/build/app.<mark>.css".

    Raises LookupError when the build does not make such a file.
    """
    files = _read("manifest.json")
    if name not in files:
        raise LookupError(
            f"static/build has no {name!r}: run frontend/build; it makes {', '.join(sorted(files))}"
        )
    return f"/static/build/{files[name]}"


@cache
def icon(name: str, size: int = 24, label: str | None = None, stroke: float = _STROKE) -> Markup:
    """Draw an icon of frontend/icons.txt; `size` and `stroke` are CSS pixels at the normal text size.

    Without a label the icon is hidden from screen readers, because a word stands beside it.
    Raises LookupError for an icon that the build does not know.
    """
    drawings = _read("icons.json")
    if name not in drawings:
        raise LookupError(f"No icon {name!r}: add its name to frontend/icons.txt and run frontend/build")
    return _svg(_frame(size, stroke, label), Markup(drawings[name]))  # noqa: S704  # our own build made it


def _frame(size: int, stroke: float, label: str | None) -> Markup:
    """Attributes of the <svg>: its side in rem, so that large text enlarges icons too."""
    side = f"{size / 16:g}rem"
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('width="{0}" height="{0}" stroke-width="{1:g}" {2}').format(
        side, round(stroke * 24 / size, 3), spoken
    )


def _svg(attributes: Markup, inside: Markup) -> Markup:
    """Put the drawing into its <svg>."""
    return Markup(
        '<svg {} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round"'
        ' stroke-linejoin="round" focusable="false">{}</svg>'
    ).format(attributes, inside)


@cache
def _read(name: str) -> dict[str, str]:
    """Read one of the two lists of the build; once a process."""
    content: dict[str, str] = json.loads((BUILD / name).read_text(encoding="utf-8"))
    return content
