"""Pages."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vssid_app.core.access import anybody, public
from vssid_app.core.settings import Settings
from vssid_app.core.world import current_world
from vssid_app.identity.arrivals import safe_path
from vssid_app.training.roles import FAMILY_BUTTONS, ROLE_BUTTONS
from vssid_app.welcome import large_text as text_size

pages = Blueprint("welcome", __name__)


@pages.get("/")
@public
def start() -> Response:
    """The first page: in practice roles to try at one tap, then registering and signing in."""
    practice = current_world().is_practice
    template = "welcome/practice_start.html" if practice else "welcome/start.html"
    settings: Settings = current_app.extensions["settings"]
    roles, families = (ROLE_BUTTONS, FAMILY_BUTTONS) if practice else ((), ())
    page = make_response(render_template(template, roles=roles, families=families, settings=settings))
    # The only page that search engines may show.
    page.headers["X-Robots-Tag"] = "all"
    return page


@pages.post("/co-chu")
@anybody
def large_text() -> ResponseReturnValue:
    """Turn large text on or off, and back to the page."""
    settings: Settings = current_app.extensions["settings"]
    response = make_response(redirect(safe_path(request.args.get("tiep")) or url_for(".start")))
    text_size.turn_over(response, secure=not settings.is_demo)
    return response
