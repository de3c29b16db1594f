"""Drawing a card."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from vssid_app.core import typesetting
from vssid_app.core.late import Image
from vssid_app.registry.card_face.content import CardFace

TEMPLATE = Path(__file__).with_name("face.typ")
# Three dots for each of a phone's on the width of a small screen: sharp when enlarged, and the code prints.
DOTS_AN_INCH = 300.0


# Enough for ink, two greens, the mark and the edges of letters; a quarter of the bytes.
COLOURS = 64


class Side(StrEnum):
    """A side of the card."""

    FRONT = "front"
    BACK = "back"


def side_png(face: CardFace, side: Side) -> bytes:
    """One side as a picture of 1 011 × 638 dots, transparent around its round corners; some 45 KB."""
    drawn = typesetting.as_png(TEMPLATE, {"face": face.words(), "side": side}, DOTS_AN_INCH)
    out = BytesIO()
    with Image.open(BytesIO(drawn), formats=["PNG"]) as picture:
        picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()


def sheet_pdf(face: CardFace) -> bytes:
    """Both sides in their true size on one page of A4, to print, cut and fold."""
    return typesetting.as_pdf(TEMPLATE, {"face": face.words(), "side": "sheet"})


def sheets_pdf(cards: Sequence[tuple[str, CardFace]]) -> bytes:
    """Both sides of many cards, each under its label, four on a page of A4; at least one."""
    drawn = [(label, face.words()) for label, face in cards]
    return typesetting.as_pdf(TEMPLATE, {"side": "sheets", "cards": drawn})
