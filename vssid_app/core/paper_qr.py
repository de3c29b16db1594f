"""The QR code on a paper of ours, and the mark of the world that the paper belongs to."""

from __future__ import annotations

from io import BytesIO

from vssid_app.core.extensions import keyring
from vssid_app.core.late import segno
from vssid_app.core.paper_codes import paper_text
from vssid_app.core.world import current_world

MARK_DIGITS = 6
# A quarter of the code may be soiled or creased: the paper is carried around.
CORRECTION = "q"


def world_mark() -> str:
    """Six digits that tell this world from those of other rooms and installations."""
    # Named for the first paper that had it: the marks on what is printed stay as they are.
    secret = keyring.fingerprint("declaration.world", str(current_world().id))
    return str(int(secret, 16) % 10**MARK_DIGITS).zfill(MARK_DIGITS)


def paper_qr_svg(code: str, paper: str) -> str:
    """The QR code of a paper as SVG, with its quiet zone, black on white."""
    out = BytesIO()
    segno.make(paper_text(code, paper, world_mark()), error=CORRECTION, micro=False).save(
        out, kind="svg", xmldecl=False, omitsize=True, light="#fff", nl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()
