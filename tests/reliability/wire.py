"""A browser over real HTTP that does what people do when a site is away: tries the same again."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urldefrag, urlencode

from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, TestResponse

from tests.support.pages import Page, PageClient

PATIENCE = 60
SERVER_ERROR = 500


class Browser(PageClient):
    """Cookies of its own; ``cut`` names the requests whose answer never came."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self.cut: list[str] = []
        self.server_errors: list[str] = []

    def get(self, path: str, **_more: Any) -> Page:
        """Open a page."""
        return self._insist("GET", path, b"", {})

    def post(self, path: str, data: dict[str, Any] | bytes | None = None, **more: Any) -> Page:
        """Send a form; when no answer comes, once more."""
        body = data if isinstance(data, bytes) else urlencode(data or {}, doseq=True).encode()
        kind = more.get("content_type", "application/x-www-form-urlencoded")
        return self._insist("POST", path, body, {"Content-Type": kind})

    def _insist(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Page:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                page = self._ask(method, urldefrag(path).url, body, headers)
            except ConnectionRefusedError:
                pass
            except (OSError, http.client.HTTPException) as silence:
                self.cut.append(f"{method} {path}: {silence!r}")
            else:
                if page.status < SERVER_ERROR:
                    return page
                self.server_errors.append(f"{method} {path}: {page.status}")
            if time.monotonic() > until:
                raise TimeoutError(
                    f"{PATIENCE} s without an answer: {self.cut[-3:]} {self.server_errors[-3:]}"
                )
            time.sleep(0.1)

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            sent = {**headers, "Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
            connection.request(method, path, body or None, sent)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        # Also those for https only: in front of a live installation stands what speaks it.
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies.update({name: kept.value for name, kept in SimpleCookie(line).items()})
        request = EnvironBuilder(path, method=method).get_request()
        status = f"{answer.status} {answer.reason}"
        return Page(TestResponse([text], status, Headers(answer.headers.items()), request), path, self)
