"""One page, and the browser of who reads it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from tests.support.dossiers import held
from tests.support.pages import PageClient
from vssid_app.core.device import COOKIE as DEVICE
from vssid_app.enrolment.access import HELD
from vssid_app.training.roles import Part
from vssid_app.welcome.large_text import COOKIE as LARGE_TEXT
from vssid_app.welcome.large_text import LARGE

WIDE = ("administration.", "desk.", "enrolment_staff.")


@dataclass(frozen=True)
class Visit:
    """One page, and what the browser of its reader has."""

    name: str
    path: str
    cookies: tuple[tuple[str, str], ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether it is for a desk first."""
        return self.name.startswith(WIDE)


def holder(app: Flask, code: str) -> PageClient:
    """The browser that holds a dossier."""
    client = PageClient(app)
    proven = held(code)
    with client.raw.session_transaction() as cookie:
        cookie[HELD] = proven
    return client


def play(client: PageClient, part: Part) -> PageClient:
    """Take a part of the practice world, as the start page offers it."""
    client.get("/").submit(action=f"/vai/{part}")
    return client


def visit_of(name: str, path: str, client: PageClient, *, large: bool = False) -> Visit:
    """What this browser would open now."""
    names = (client.app.config["SESSION_COOKIE_NAME"], DEVICE)
    found = [(name, cookie.value) for name in names if (cookie := client.raw.get_cookie(name))]
    return Visit(name, path, tuple(found + [(LARGE_TEXT, LARGE)] * large))
