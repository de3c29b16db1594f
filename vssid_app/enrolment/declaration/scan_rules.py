"""The text in a declaration's QR code, and what a scanner or a hand types into the desk's field.

``TH-7K3M-Q9XA.01.482615``: code of the dossier, number of the form (Mẫu số 01), mark of the world. Only
characters that every keyboard layout has in the same place, since most scanners type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

FORM = "01"
CODE_BODY = 8
# Read aloud or typed by hand, these are taken for each other; codes have only the digits.
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_PARTS = 3


class Misread(StrEnum):
    """Why a text names no dossier of this place."""

    NO_CODE = "no_code"
    OTHER_FORM = "other_form"
    OTHER_WORLD = "other_world"


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that was typed or scanned: the code in it, or why there is none that counts here."""

    code: str = ""
    scanned: bool = False
    """Whether all of a QR's text was there: then the paper itself is in the hand."""
    misread: Misread | None = None


def qr_text(code: str, world_mark: str) -> str:
    """What the QR code of a dossier's declaration says."""
    return f"{code}.{FORM}.{world_mark}"


def read_scan(text: str, world_mark: str) -> Scan:
    """Understand a code as typed, however it is spaced, or the whole text of a QR code."""
    typed, *more = [re.sub(r"[^0-9A-Z]", "", part) for part in text.upper().split(".")]
    body = (typed[2:] if len(typed) == CODE_BODY + 2 and typed.startswith("TH") else typed).translate(
        LOOK_ALIKES
    )
    if len(body) != CODE_BODY or len(more) not in {0, _PARTS - 1}:
        return Scan(misread=Misread.NO_CODE)
    if more and more[0] != FORM:
        return Scan(misread=Misread.OTHER_FORM)
    if more and more[1] != world_mark:
        return Scan(misread=Misread.OTHER_WORLD)
    return Scan(f"TH-{body[:4]}-{body[4:]}", scanned=bool(more))
