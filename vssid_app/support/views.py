"""Help: how to reach a person, and answers to what people ask."""

from __future__ import annotations

from flask import Blueprint, render_template

from vssid_app.core.access import public
from vssid_app.support.content import help_content

pages = Blueprint("support", __name__)


@pages.get("/tro-giup")
@public
def help() -> str:  # noqa: A001 - the endpoint's name
    """The hotline, the email, how to see a fraud, and eleven answers."""
    return render_template("support/help.html", **help_content())
