"""The manifest, how to put the site on a home screen, and the service worker with its pages."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app, render_template, request, url_for

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


@pages.get("/doc-truoc.json")
@public
def read_ahead_rules() -> Response:
    """Which pages a browser may fetch before their link is tapped."""
    response = Response(json.dumps(read_ahead.rules()), mimetype=read_ahead.MEDIA_TYPE)
    response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
    return response


@pages.after_app_request
def _offer_to_read_ahead(response: Response) -> Response:
    """On public pages only: elsewhere nothing is fetched that nobody has asked for."""
    rule = rule_of(current_app, request.endpoint) if request.endpoint else None
    if rule and rule.is_public and response.mimetype == "text/html":
        read_ahead.offer(response, url_for("pwa.read_ahead_rules"))
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
