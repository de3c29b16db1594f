"""The line between a phone and a site: slow, narrow, coming and going, or lost under an answer."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Lock, Thread
from urllib.parse import urlsplit

CHUNK = 65536
PACKET = 1400
"""Bytes that a narrow line passes on at once."""
BITS = 8
PATIENCE_SECONDS = 60
HOLD_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Width:
    """What a line is like: seconds there and back, thousands of bits a second down, and the same up."""

    round_trip: float
    down: float
    up: float


# Source: Lighthouse 12, core/config/constants.js, throttling.mobileRegular3G and mobileSlow4G; DevTools.
SLOW_4G = Width(0.150, 1638.4, 675)
REGULAR_3G = Width(0.300, 700, 700)
SLOW_3G = Width(0.400, 400, 400)


class Line(ThreadingTCPServer):
    """Passes bytes on to a site.

    Each piece that the phone sends waits for ``delay`` seconds first. While ``is_up`` is not set nothing
    passes, and nobody is told, as where a phone has lost its mast. While ``is_cut`` every connection ends at
    once. What begins with ``holds`` stays on the line as long as that is said. The answer to what begins with
    ``loses`` reaches nobody.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: str) -> None:
        self.delay = 0.0
        self.holds = b""
        self.loses = b""
        self.lost = 0
        self.is_cut = False
        self.is_up = Event()
        self.is_up.set()
        self.upstream = _place(site)
        self._seconds_a_byte = {"down": 0.0, "up": 0.0}
        self._turn = {"down": Lock(), "up": Lock()}
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Passing)

    @property
    def address(self) -> str:
        """Where the phone finds the site."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def narrow(self, width: Width) -> None:
        """Be like this from now on, for all connections together."""
        self.delay = width.round_trip
        self._seconds_a_byte = {"down": BITS / width.down / 1000, "up": BITS / width.up / 1000}

    def widen(self) -> None:
        """Be as fast as the machine again."""
        self.delay = 0.0
        self._seconds_a_byte = {"down": 0.0, "up": 0.0}

    def lead_to(self, site: str) -> None:
        """Lead to another site from now on: what runs at the old one ends."""
        self.upstream = _place(site)
        self.hang_up()

    def cut(self) -> None:
        """End every connection, and those that come, until ``is_cut`` is taken back."""
        self.is_cut = True
        self.hang_up()

    def hang_up(self) -> None:
        """End every connection that there is."""
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def flapping(self, seconds: float, *, breaks: bool = False) -> Iterator[None]:
        """Down for so long, up for so long, and again, until the block is left; it begins down.

        Down, bytes wait for the line; where it ``breaks``, connections end instead.
        """
        over = Event()

        def flap() -> None:
            is_down = False
            while not over.is_set():
                is_down = not is_down
                self._be(is_down=is_down, breaks=breaks)
                over.wait(seconds)
            self._be(is_down=False, breaks=breaks)

        thread = Thread(target=flap, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _be(self, *, is_down: bool, breaks: bool) -> None:
        if breaks:
            self.is_cut = is_down
            if is_down:
                self.hang_up()
        elif is_down:
            self.is_up.clear()
        else:
            self.is_up.set()

    def pace(self, way: str, size: int) -> None:
        """Take the time that so many bytes need, one after the other; where the line is down, wait."""
        seconds = self._seconds_a_byte[way] * size
        if seconds:
            with self._turn[way]:
                time.sleep(seconds)
        self.is_up.wait(PATIENCE_SECONDS)

    def packet(self, way: str) -> int:
        """How much is read at once."""
        return PACKET if self._seconds_a_byte[way] else CHUNK

    @contextmanager
    def known(self, *ends: socket.socket) -> Iterator[None]:
        """Ends of a connection that ``hang_up`` ends."""
        self._open.update(ends)
        try:
            yield
        finally:
            self._open.difference_update(ends)


class _Passing(BaseRequestHandler):
    """One connection."""

    server: Line

    def handle(self) -> None:
        """Both ways at once, until either side hangs up."""
        line = self.server
        if line.is_cut:
            return
        # The greeting of a connection takes a round trip as well.
        time.sleep(line.delay)
        with (
            suppress(OSError),
            socket.create_connection(line.upstream) as site,
            line.known(site, self.request),
        ):
            self.is_lost = False
            back = Thread(target=self._back, args=(site,), daemon=True)
            back.start()
            self._there(site)
            back.join()

    def _there(self, site: socket.socket) -> None:
        line = self.server
        with suppress(OSError):
            while data := self.request.recv(line.packet("up")):
                if line.loses and data.startswith(line.loses):
                    self.is_lost = True
                while line.holds and data.startswith(line.holds) and not line.is_cut:
                    time.sleep(HOLD_SECONDS)
                time.sleep(line.delay)
                line.pace("up", len(data))
                site.sendall(data)
        with suppress(OSError):
            site.shutdown(socket.SHUT_WR)

    def _back(self, site: socket.socket) -> None:
        line = self.server
        with suppress(OSError):
            while data := site.recv(line.packet("down")):
                if self.is_lost:
                    line.lost += 1
                    self.request.shutdown(socket.SHUT_RDWR)
                    break
                line.pace("down", len(data))
                self.request.sendall(data)
        with suppress(OSError):
            self.request.shutdown(socket.SHUT_WR)


def _place(site: str) -> tuple[str, int]:
    parts = urlsplit(site)
    return parts.hostname or "", parts.port or 80


@contextmanager
def line_to(site: str) -> Iterator[Line]:
    """A line of one's own, until the block is left."""
    with Line(site) as line:
        thread = Thread(target=line.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield line
        finally:
            line.is_up.set()
            line.shutdown()
            thread.join()
