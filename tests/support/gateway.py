"""A real SMS gateway on this machine, which behaves as badly as it is told."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TAKEN = b'{"status": "queued"}'
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Asked:
    """One request, as it came in."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body of a JSON gateway."""
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, list[str]]:
        """The body of a gateway with forms."""
        return parse_qs(self.body.decode(), keep_blank_values=True)

    @property
    def query(self) -> dict[str, list[str]]:
        """What stands in the address."""
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def key(self) -> str:
        """The message's one name."""
        return self.headers["Idempotency-Key"]


@dataclass
class Gateway:
    """Takes messages in, and answers as ``status``, ``body`` and ``headers`` say, or as ``reply`` does."""

    status: int = 200
    body: bytes = TAKEN
    headers: dict[str, str] = field(default_factory=lambda: dict(JSON))
    delay: float = 0
    reply: Callable[[BaseHTTPRequestHandler], None] | None = None
    asked: list[Asked] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)
    certificate: str = ""
    port: int = 0
    _server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Listen; after a stop on the same port."""
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.gateway = self
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True).start()

    def stop(self) -> None:
        """Be away."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def url(self) -> str:
        """Where messages are handed over."""
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}/send"

    @property
    def keys(self) -> list[str]:
        """The keys that came in, in order."""
        return [each.key for each in self.asked]

    @property
    def texts(self) -> list[str]:
        """The texts that came in as JSON, in order."""
        return [each.json["text"] for each in self.asked]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    gateway: Gateway

    def handle_error(self, _request: Any, _client: Any) -> None:
        """A sender that goes away in the middle is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _take(self) -> None:
        gateway = self.server.gateway
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        gateway.asked.append(Asked(self.command, self.path, dict(self.headers), body))
        gateway.came.set()
        time.sleep(gateway.delay)
        if gateway.reply:
            gateway.reply(self)
            return
        self.send_response(gateway.status)
        for name, value in gateway.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(gateway.body)))
        self.end_headers()
        self.wfile.write(gateway.body)

    do_POST = do_PUT = do_GET = _take  # noqa: N815 - the names of the library

    def log_message(self, *_parts: Any) -> None:
        """Silent."""
