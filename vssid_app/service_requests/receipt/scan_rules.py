"""The text in a receipt's QR code: its paper is called ``DV``, dịch vụ."""

from __future__ import annotations

from vssid_app.core.paper_codes import Scan, paper_text, read_paper_code

RECEIPT = "DV"


def qr_text(code: str, world_mark: str) -> str:
    """What the QR code of a request's receipt says."""
    return paper_text(code, RECEIPT, world_mark)


def read_scan(text: str, world_mark: str) -> Scan:
    """Understand the code of a request as typed, or the text of a receipt's QR code."""
    return read_paper_code(text, RECEIPT, world_mark)
