"""Setting documents and pictures in type.

What people have typed reaches the typesetter as data alone, never as its source, so that nothing in a name
can be taken for a command.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from vssid_app.core.late import fontpkg, typst


def as_pdf(template: Path, words: Mapping[str, Any], moment: datetime | None = None) -> bytes:
    """A PDF of the template's ``paper``; the same words and moment give the same bytes."""
    made = typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(),
        sys_inputs=_inputs(words),
        timestamp=_fixed(moment),
        format="pdf",
    )
    assert isinstance(made, bytes)  # noqa: S101 - a single PDF is never a list of pages
    return made


def as_png(template: Path, words: Mapping[str, Any], dots_an_inch: float) -> bytes:
    """A picture of the template's only page."""
    made = typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(),
        sys_inputs=_inputs(words),
        format="png",
        ppi=dots_an_inch,
    )
    assert isinstance(made, bytes)  # noqa: S101 - one page is never a list of pages
    return made


def _inputs(words: Mapping[str, Any]) -> dict[str, str]:
    return {"paper": json.dumps(words, ensure_ascii=False)}


def _fixed(moment: datetime | None) -> datetime | None:
    """The moment as the typesetter takes it: whole seconds, and a plain offset for the zone."""
    return moment and moment.replace(microsecond=0, tzinfo=timezone(moment.utcoffset() or timedelta(0)))


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts alone, read once: a system's fonts would change the bytes from machine to machine."""
    folder = fontpkg.path("be-vietnam-pro", 400).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
