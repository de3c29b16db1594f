"""Column types that need the process's keys."""

from __future__ import annotations

from sqlalchemy import Dialect, String, Text, TypeDecorator

from vssid_app.core.extensions import keyring


class EncryptedText(TypeDecorator[str]):
    """A text that is encrypted at rest; ``purpose`` names its column, and binds the value to it."""

    impl = Text
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Encrypt on the way in."""
        return None if value is None else keyring.encrypt(value, self.purpose)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Decrypt on the way out."""
        return None if value is None else keyring.decrypt(value, self.purpose)


class StoredFile(TypeDecorator[str]):
    """The id of a private file: a file that no column of this type names is deleted after a day."""

    impl = String(32)
    cache_ok = True
