"""The text in a declaration's QR code: its paper is called by the number of the form (Mẫu số 01)."""

from __future__ import annotations

from vssid_app.core.paper_codes import Scan, paper_text, read_paper_code

FORM = "01"


def qr_text(code: str, world_mark: str) -> str:
    """What the QR code of a dossier's declaration says."""
    return paper_text(code, FORM, world_mark)


def read_scan(text: str, world_mark: str) -> Scan:
    """Understand the code of a dossier as typed, or the text of a declaration's QR code."""
    return read_paper_code(text, FORM, world_mark)
