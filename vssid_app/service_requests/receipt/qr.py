"""The QR code of a receipt, and the mark of the world that it belongs to."""

from __future__ import annotations

from io import BytesIO

from vssid_app.core.extensions import keyring
from vssid_app.core.late import segno
from vssid_app.core.world import current_world
from vssid_app.service_requests.receipt.scan_rules import qr_text

MARK_DIGITS = 6
# A quarter of the code may be soiled or creased: the paper is carried around.
CORRECTION = "q"


def world_mark() -> str:
    """Six digits that tell this world from those of other rooms and installations."""
    secret = keyring.fingerprint("receipt.world", str(current_world().id))
    return str(int(secret, 16) % 10**MARK_DIGITS).zfill(MARK_DIGITS)


def qr_svg(code: str) -> str:
    """The QR code of a request's receipt as SVG, with its quiet zone, black on white."""
    out = BytesIO()
    segno.make(qr_text(code, world_mark()), error=CORRECTION, micro=False).save(
        out, kind="svg", xmldecl=False, omitsize=True, light="#fff", nl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()
