"""Requests whose files stay in memory."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Request


class InMemoryRequest(Request):
    """Keeps an uploaded photo in memory: the library's way writes what is larger to a temporary file.

    A real photo in a practice world must not reach the disk; in a live one no paper does unencrypted.
    ``MAX_CONTENT_LENGTH`` bounds what is held.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, filename, content_length
        return BytesIO()
