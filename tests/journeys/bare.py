"""A browser whose service workers nobody watches, and which can be ended as a phone ends an app.

Playwright puts a debugger on each service worker; one with a debugger is never idle, so the next one may not
come, and pages wait for it. Here only pages are spoken to, by Chrome's own protocol over their web sockets.
Sources: Chrome DevTools Protocol; RFC 6455.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import struct
import subprocess
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PORT_FILE = "DevToolsActivePort"
PATIENCE_SECONDS = 20
ALONE = ["--headless=new", "--remote-debugging-port=0", "--no-first-run", "--window-size=360,640"]
MASKED, TEXT_FRAME, LAST, SIXTEEN_BITS, SIXTY_FOUR_BITS = 0x80, 0x81, 0x80, 126, 127


class Socket:
    """As much of a web socket as Chrome's protocol needs: short texts there, long ones back."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        self._line = socket.create_connection(
            (place.hostname or "", place.port or 80), timeout=PATIENCE_SECONDS
        )
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            f"GET {place.path} HTTP/1.1",
            f"Host: {place.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        )
        self._line.sendall("\r\n".join((*lines, "", "")).encode())
        self._read = self._line.makefile("rb")
        while self._read.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Send one text."""
        data, mask = text.encode(), os.urandom(4)
        size = len(data)
        length = (
            bytes([MASKED | size]) if size < SIXTEEN_BITS else struct.pack(">BH", MASKED | SIXTEEN_BITS, size)
        )
        hidden = bytes(byte ^ mask[n % 4] for n, byte in enumerate(data))
        self._line.sendall(bytes([TEXT_FRAME]) + length + mask + hidden)

    def receive(self) -> str:
        """Wait for one text."""
        whole = b""
        while True:
            head, size = self._read.read(2)
            if size == SIXTEEN_BITS:
                (size,) = struct.unpack(">H", self._read.read(2))
            elif size == SIXTY_FOUR_BITS:
                (size,) = struct.unpack(">Q", self._read.read(8))
            whole += self._read.read(size)
            if head & LAST:
                return whole.decode()

    def close(self) -> None:
        """Hang up."""
        self._read.close()
        self._line.close()


class BarePage:
    """One page: opened, looked at and tapped by scripts."""

    def __init__(self, socket_address: str, site: str) -> None:
        self._socket = Socket(socket_address)
        self._site = site
        self._asked = 0

    def ask(self, method: str, **values: object) -> dict[str, Any]:
        """Call a method of the protocol."""
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": values}))
        while True:
            answer = json.loads(self._socket.receive())
            if answer.get("id") == self._asked:
                result: dict[str, Any] = answer.get("result", {})
                return result

    def read(self, script: str) -> Any:
        """The value of an expression, or of its promise; None where the page was left meanwhile."""
        found = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return found.get("result", {}).get("value")

    def until(self, script: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until an expression says yes."""
        end = time.monotonic() + seconds
        while not self.read(script):
            assert time.monotonic() < end, f"never: {script} at {self.read('document.body.innerText')}"
            time.sleep(0.05)

    def go(self, path: str) -> None:
        """Begin to open an address."""
        self.ask("Page.navigate", url=path if "://" in path else self._site + path)

    def open(self, path: str) -> None:
        """Open an address, and wait for all of its page."""
        self.read("window.isLeft = true")
        self.go(path)
        self.until("!window.isLeft && document.readyState === 'complete'")

    def tap(self, words: str) -> None:
        """Tap the button or link with these words."""
        of_all = "[...document.querySelectorAll('a, button')]"
        named = f"{of_all}.find((one) => one.innerText.includes({json.dumps(words)}))"
        self.until(f"Boolean({named})")
        self.read(f"void setTimeout(() => {named}.click())")

    def sees(self, words: str) -> None:
        """Wait until the words are shown."""
        self.until(f"document.body.innerText.includes({json.dumps(words)})")

    def close(self) -> None:
        """Close the tab."""
        self.ask("Page.close")

    def hang_up(self) -> None:
        """Say nothing more to it."""
        self._socket.close()


class BareBrowser:
    """One start of a browser over a profile; what it has written there is what the next start finds."""

    def __init__(self, program: str, arguments: list[str], profile: Path) -> None:
        (profile / PORT_FILE).unlink(missing_ok=True)
        command = [program, *arguments, *ALONE, f"--user-data-dir={profile}", "about:blank"]
        quiet = subprocess.DEVNULL
        # A group of its own: its renderers and its disk writer are ended with it.
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
        self._profile = profile
        self._pages: list[BarePage] = []

    def page(self, site: str) -> BarePage:
        """A new tab."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            with suppress(OSError, IndexError):
                port = (self._profile / PORT_FILE).read_text(encoding="utf-8").splitlines()[0]
                wanted = urllib.request.Request(f"http://127.0.0.1:{port}/json/new", method="PUT")
                with urllib.request.urlopen(wanted, timeout=5) as answer:
                    self._pages.append(BarePage(json.load(answer)["webSocketDebuggerUrl"], site))
                    return self._pages[-1]
            time.sleep(0.05)
        raise TimeoutError("the browser does not start")

    def kill(self) -> None:
        """End all its processes at once."""
        while self._pages:
            self._pages.pop().hang_up()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=PATIENCE_SECONDS)
        # It could not take its mark away; the next start would think that it still runs.
        for mark in self._profile.glob("Singleton*"):
            mark.unlink()
