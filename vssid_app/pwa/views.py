"""The manifest, how to put the site on a home screen, and the service worker with its pages."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template, request

from vssid_app.core.access import public, rule_of
from vssid_app.pwa import read_ahead
from vssid_app.pwa.kept_pages import guide_page, offline_page, worker_script
from vssid_app.pwa.manifest import manifest

pages = Blueprint("pwa", __name__)

DAY_SECONDS = 24 * 3600


@pages.get("/manifest.webmanifest")
@public
def web_manifest() -> Response:
    """What a browser reads before it offers to install; the same for everybody."""
    response = Response(json.dumps(manifest(), ensure_ascii=False), mimetype="application/manifest+json")
    response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
    # Weak: compressed or not, it says the same.
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


@pages.get("/man-hinh-chinh")
@public
def home_screen() -> str:
    """How each kind of phone puts the site on its home screen."""
    return render_template("pwa/home_screen.html")


@pages.get("/sw.js")
@public
def worker() -> Response:
    """The service worker, from the root so that it serves every address; asked for anew with each page."""
    response = Response(worker_script(), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response


@pages.get("/mat-mang")
@public
def offline() -> str:
    """What stands on the phone for the hours without network; with network it says so and leads on."""
    return offline_page()


@pages.get("/mat-mang/tro-giup")
@public
def offline_guide() -> str:
    """The help page for the hours without network."""
    return guide_page()
