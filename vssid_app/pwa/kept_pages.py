"""Pages that lie on the phone: what stands there without network, and the guide; nothing of anybody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache

from flask import render_template, url_for

from vssid_app.core.assets import BUILD, asset
from vssid_app.core.clock import today
from vssid_app.core.world import WorldKind, current_world
from vssid_app.pwa.kept_shell import kept_shell
from vssid_app.support.content import help_content

MARK_LENGTH = 10
REMEMBERED = 8


def offline_page() -> str:
    """The page of the cards on this phone; its script fills it in."""
    return render_template("pwa/offline.html", shell=kept_shell())


def guide_page() -> str:
    """The help page, as everybody sees it."""
    return render_template("support/help.html", shell=kept_shell(), **help_content())


PAGES: Mapping[str, Callable[[], str]] = {
    "pwa.offline": offline_page,
    "pwa.offline_guide": guide_page,
}


def worker_script() -> str:
    """The service worker, told which pages to keep; another content of any of them is another worker.

    A browser asks for it again when it opens a page: it is put together once a process, world and day.
    """
    return _script(current_world().kind, today())


@lru_cache(maxsize=REMEMBERED)
def _script(_kind: WorldKind, _day: date) -> str:
    pages = {url_for(endpoint): _mark(page()) for endpoint, page in PAGES.items()}
    return f"self.PAGES={json.dumps(pages)};\n{_built()}"


def _mark(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:MARK_LENGTH]


@cache
def _built() -> str:
    return (BUILD / asset("worker.js").rpartition("/")[2]).read_text(encoding="utf-8")
