"""The text in the QR code of a paper of ours, and what a scanner or a hand types where the paper is taken in.

``TH-7K3M-Q9XA.01.482615``: a public code, which paper it is, mark of the world. Only characters that every
keyboard layout has in the same place, since most scanners type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

CODE_BODY = 8
# Read aloud or typed by hand, these are taken for each other; codes have only the digits.
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_PARTS = 3


class Misread(StrEnum):
    """Why a text names nothing of this place."""

    NO_CODE = "no_code"
    OTHER_PAPER = "other_paper"
    """A QR code of ours, but of another kind of paper."""
    OTHER_WORLD = "other_world"


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that was typed or scanned: the code in it, or why there is none that counts here."""

    code: str = ""
    scanned: bool = False
    """Whether all of a QR's text was there: then the paper itself is in the hand."""
    misread: Misread | None = None


def paper_text(code: str, paper: str, world_mark: str) -> str:
    """What the QR code of a paper says."""
    return f"{code}.{paper}.{world_mark}"


def read_paper_code(text: str, paper: str, world_mark: str) -> Scan:
    """Understand a code as typed, however it is spaced, or the whole text of the QR code of such a paper."""
    typed, *more = [re.sub(r"[^0-9A-Z]", "", part) for part in text.upper().split(".")]
    bare = typed[2:] if len(typed) == CODE_BODY + 2 and typed.startswith("TH") else typed
    body = bare.translate(LOOK_ALIKES)
    if len(body) != CODE_BODY or len(more) not in {0, _PARTS - 1}:
        return Scan(misread=Misread.NO_CODE)
    if more and more[0] != paper:
        return Scan(misread=Misread.OTHER_PAPER)
    if more and more[1] != world_mark:
        return Scan(misread=Misread.OTHER_WORLD)
    return Scan(f"TH-{body[:4]}-{body[4:]}", scanned=bool(more))
