"""Numbers of parcels, as the post writes them.

Source: UPU standard S10: service (two letters), eight digits and a check digit, country (two letters). The
check digit is not asked for: practice invents numbers, and the post's own forms are believed.
"""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")


def tidy_tracking_number(text: str) -> str:
    """A number as it is kept: capitals and digits, without spaces, dots or hyphens."""
    return re.sub(r"[\s.\-]", "", text).upper()


def is_tracking_number(text: str) -> bool:
    """Whether a text is a number of the post, however it is spaced."""
    return _SHAPE.fullmatch(tidy_tracking_number(text)) is not None
