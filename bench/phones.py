"""Many phones in one process: keep-alive connections on one epoll loop, each playing a script.

Written on bare sockets, since the phones share two cores with the site: a client library would take more
than the site it measures.
"""

from __future__ import annotations

import gzip
import re
import select
import socket
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

CHUNK = 65536
BACKLOG_PAUSE = 0.0005
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: ([^\r]*)", re.IGNORECASE)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        """The status code."""
        return int(self.head[9:12])

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        found = _LOCATION.search(self.head)
        return found[1].decode() if found else ""

    @property
    def text(self) -> str:
        """The page, unpacked."""
        packed = b"content-encoding: gzip" in self.head.lower()
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def token(self) -> str:
        """The CSRF token of its first form."""
        found = _TOKEN.search(self.text)
        if found is None:
            raise LookupError(f"no form in {self.head[:60]!r}")
        return found[1]


Script = Generator[bytes, Answer, None]


@dataclass
class Phone:
    """A browser's cookies, and its requests as bytes."""

    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> bytes:
        """Ask for a page."""
        return self._request(f"GET {path} HTTP/1.1", b"")

    def post(self, path: str, **values: str) -> bytes:
        """Send a form."""
        body = urlencode(values).encode()
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        return self._request(f"POST {path} HTTP/1.1", body, f"{kind}Content-Length: {len(body)}\r\n")

    def keep(self, answer: Answer) -> Answer:
        """Take the cookies of an answer."""
        for name, value in _COOKIE.findall(answer.head):
            self.cookies[name.decode()] = value.decode()
        return answer

    def _request(self, line: str, body: bytes, more: str = "") -> bytes:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = f"Cookie: {cookie}\r\n" if cookie else ""
        head = f"{line}\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, br\r\n{sent}{more}\r\n"
        return head.encode() + body


def play(port: int, scripts: Iterable[Script], *, on_answer: Callable[[float], None] | None = None) -> None:
    """Play all scripts at once, each on a connection of its own, until all have ended.

    ``on_answer`` hears how long each answer took, in seconds.
    """
    loop = select.epoll()
    lines = {line.number: line for line in (_Line(port, script, on_answer) for script in scripts)}
    for line in lines.values():
        loop.register(line.number, select.EPOLLIN)
        line.begin()
    while lines:
        for number, _event in loop.poll():
            if not lines[number].hear():
                loop.unregister(number)
                lines.pop(number).socket.close()
    loop.close()


class _Line:
    """One connection and the script that it plays."""

    def __init__(self, port: int, script: Script, on_answer: Callable[[float], None] | None) -> None:
        self.socket = _connect(port)
        self.number = self.socket.fileno()
        self._script, self._on_answer = script, on_answer
        self._received, self._sent_at = b"", 0.0

    def begin(self) -> None:
        """Send the first request."""
        self._send(next(self._script))

    def hear(self) -> bool:
        """Take what has come; False when the script has ended."""
        part = self.socket.recv(CHUNK)
        if not part:
            raise ConnectionError("the site hung up")
        self._received += part
        answer = _complete(self._received)
        if answer is None:
            return True
        self._received = b""
        if self._on_answer:
            self._on_answer(time.perf_counter() - self._sent_at)
        try:
            self._send(self._script.send(answer))
        except StopIteration:
            return False
        return True

    def _send(self, request: bytes) -> None:
        self._sent_at = time.perf_counter()
        self.socket.sendall(request)


def _connect(port: int) -> socket.socket:
    """Connect; a full backlog is waited for, as a phone's network does."""
    while True:
        try:
            made = socket.create_connection(("127.0.0.1", port), 30)
        except OSError:
            time.sleep(BACKLOG_PAUSE)
        else:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return made


def _complete(received: bytes) -> Answer | None:
    """The answer, once all of it has come."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head, body = received[: end + 2], received[end + 4 :]
    length = _LENGTH.search(head)
    return Answer(head, body) if length is None or len(body) >= int(length[1]) else None
