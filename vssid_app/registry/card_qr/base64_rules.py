"""Base64 as tokens have it (RFC 7515): for addresses, without padding, one spelling for one content."""

from __future__ import annotations

import base64


def to_base64(content: bytes) -> str:
    """Letters, digits, hyphen and underscore."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """The content of ``to_base64``.

    The last letter has bits to spare: another letter there would be the same content, so that a changed
    token would pass. Only the spelling of ``to_base64`` is taken.

    Raises:
        ValueError: when it is none.
    """
    content = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if to_base64(content) != text:
        raise ValueError("not the one spelling")
    return content
