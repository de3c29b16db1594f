"""The line between a phone and a site: it can be slow, and it can be cut."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

CHUNK = 65536


class Line(ThreadingTCPServer):
    """Passes bytes on to a site; each piece that the phone sends waits for ``delay`` seconds first."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: str) -> None:
        parts = urlsplit(site)
        self.upstream = (parts.hostname or "", parts.port or 80)
        self.delay = 0.0
        super().__init__(("127.0.0.1", 0), _Passing)

    @property
    def address(self) -> str:
        """Where the phone finds the site."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Passing(BaseRequestHandler):
    """One connection."""

    server: Line

    def handle(self) -> None:
        """Both ways at once, until either side hangs up."""
        with suppress(OSError), socket.create_connection(self.server.upstream) as site:
            back = Thread(target=_pump, args=(site, self.request), daemon=True)
            back.start()
            _pump(self.request, site, self.server)
            back.join()


def _pump(source: socket.socket, target: socket.socket, line: Line | None = None) -> None:
    with suppress(OSError):
        while data := source.recv(CHUNK):
            time.sleep(line.delay if line else 0)
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def line_to(site: str) -> Iterator[Line]:
    """A line of one's own, until the block is left."""
    with Line(site) as line:
        thread = Thread(target=line.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield line
        finally:
            line.shutdown()
            thread.join()
