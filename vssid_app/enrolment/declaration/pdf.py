"""A declaration as PDF."""

from __future__ import annotations

from pathlib import Path

from vssid_app.core import typesetting
from vssid_app.enrolment.declaration.paper import Paper

TEMPLATE = Path(__file__).with_name("declaration.typ")


def as_pdf(paper: Paper) -> bytes:
    """One page of A4; the same paper gives the same bytes."""
    return typesetting.as_pdf(TEMPLATE, paper.words(), paper.moment)
