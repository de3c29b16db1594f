"""A declaration as PDF.

What people have typed reaches the typesetter as data alone, never as its source, so that nothing in a name
can be taken for a command.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import fontpkg
import typst

from vssid_app.enrolment.declaration.paper import Paper

TEMPLATE = Path(__file__).with_name("declaration.typ")


def as_pdf(paper: Paper) -> bytes:
    """One page of A4; the same paper gives the same bytes."""
    made = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"paper": json.dumps(paper.words(), ensure_ascii=False)},
        timestamp=_fixed(paper.moment),
        format="pdf",
    )
    assert isinstance(made, bytes)  # noqa: S101 - a single PDF is never a list of pages
    return made


def _fixed(moment: datetime | None) -> datetime | None:
    """The moment as the typesetter takes it: whole seconds, and a plain offset for the zone."""
    return moment and moment.replace(microsecond=0, tzinfo=timezone(moment.utcoffset() or timedelta(0)))


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts alone, read once: a system's fonts would change the bytes from machine to machine."""
    folder = fontpkg.path("be-vietnam-pro", 400).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
