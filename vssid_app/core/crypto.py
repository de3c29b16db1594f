"""Encryption at rest, keyed hashes for look-up, and the keys that both come from."""

from __future__ import annotations

import hmac
import os
import unicodedata

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class Keyring:
    """The process's keys; a bare object until ``start``."""

    def __init__(self) -> None:
        self._secret = b""
        self._derived: dict[str, bytes] = {}
        self._file_keys: tuple[tuple[str, bytes], ...] = ()

    def start(self, secret_key: str, file_keys: tuple[tuple[str, bytes], ...]) -> None:
        """Take the keys from the settings; the first file key encrypts, the others still decrypt."""
        self._secret = secret_key.encode()
        self._derived.clear()
        self._file_keys = file_keys

    @property
    def current(self) -> tuple[str, bytes]:
        """Id and bytes of the key that encrypts."""
        return self._file_keys[0]

    def get(self, key_id: str) -> bytes:
        """The key of an id.

        Raises:
            KeyError: when the settings no longer hold it.
        """
        return dict(self._file_keys)[key_id]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all keys, the one that encrypts first."""
        return tuple(key_id for key_id, _key in self._file_keys)

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose."""
        key = self._derived.get(purpose)
        if key is None:
            key = self._derived[purpose] = hmac.digest(self._secret, purpose.encode(), "sha256")
        return key

    def fingerprint(self, kind: str, value: str) -> str:
        """A keyed hash to look a secret value up by; the same value of another kind hashes apart."""
        text = f"{kind}\x00{unicodedata.normalize('NFC', value)}".encode()
        return hmac.digest(self.derive("lookup"), text, "sha256").hex()

    def encrypt(self, text: str, purpose: str, *, under: str | None = None) -> str:
        """``key id : hex(nonce + ciphertext)``; bound to the purpose, so that it cannot be moved.

        ``under`` is the id of another key than the current one.
        """
        key_id, key = (under, self.get(under)) if under else self.current
        nonce = os.urandom(NONCE_BYTES)
        return f"{key_id}:{(nonce + AESGCM(key).encrypt(nonce, text.encode(), purpose.encode())).hex()}"

    def decrypt(self, sealed: str, purpose: str) -> str:
        """The text of ``encrypt``."""
        key_id, _, digits = sealed.partition(":")
        data = bytes.fromhex(digits)
        return (
            AESGCM(self.get(key_id))
            .decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], purpose.encode())
            .decode()
        )
