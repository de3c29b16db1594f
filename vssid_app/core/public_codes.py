"""Codes that people read out and type: of a dossier, a request, a case."""

from __future__ import annotations

import secrets

# No I, L, O, U: nothing in a code is mistaken for something else when it is read out (Crockford).
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_public_code(prefix: str) -> str:
    """``TH-7K3M-Q9XA``: 40 random bits, so that nobody can count or guess them."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
