"""Password hashes: argon2id, as many at once as there are cores."""

from __future__ import annotations

import os
import secrets
import threading
from base64 import b64encode

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

# source: OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane
MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1


def _letters(count: int) -> str:
    """So many bytes of chance, as argon2 writes them."""
    return b64encode(secrets.token_bytes(count)).rstrip(b"=").decode()


_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID)
# Each hash takes its memory and a core: more at once would slow all of them and could exhaust the machine.
_room = threading.BoundedSemaphore(os.cpu_count() or 1)
# The hash of no password, made up: checked where there is no account, so that it takes as long.
_NOBODY = f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${_letters(16)}${_letters(32)}"


def hash_password(password: str) -> str:
    """The hash to keep; takes some 20 ms, so call it outside of transactions."""
    with _room:
        return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was hashed; takes as long where none is kept."""
    with _room:
        try:
            _hasher.verify(kept or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)
