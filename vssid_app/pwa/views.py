"""The manifest, and how to put the site on a home screen."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template, request

from vssid_app.core.access import public
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
