"""QR codes that stand in a page: dark on white whatever the scheme, since cameras want it so."""

from __future__ import annotations

from markupsafe import Markup

from vssid_app.core.late import segno


def qr_of(text: str, title: str) -> Markup:
    """The QR code of a text as an inline picture; ``title`` says what it is to who cannot see it."""
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        scale=5, border=4, dark="#000", light="#fff", title=title
    )
    return Markup(drawn)  # noqa: S704 - drawn by ourselves, from a text of ours
