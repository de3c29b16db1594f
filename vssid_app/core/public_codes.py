"""Codes that people read out and type: of a dossier, a request, a case."""

from __future__ import annotations

import re
import secrets

# No I, L, O, U: nothing in a code is mistaken for something else when it is read out (Crockford).
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_HYPHEN_INSIDE = re.compile(r"(?<=[0-9A-Z])-(?=[0-9A-Z]{4}\b)")
_NO_BREAK = "\u2060"
"""Word joiner: seen by nobody, and taken off what is typed or pasted into a field."""


def new_public_code(prefix: str) -> str:
    """``TH-7K3M-Q9XA``: 40 random bits, so that nobody can count or guess them."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def unbroken(text: str) -> str:
    """A text in whose codes no line is broken after a hyphen, for lists and narrow columns."""
    return _HYPHEN_INSIDE.sub(f"-{_NO_BREAK}", text)
