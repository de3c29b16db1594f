"""The first page: what an administrator can do."""

from __future__ import annotations

from flask import render_template

from vssid_app.administration.blueprint import pages
from vssid_app.administration.frame import HOME, administrator, frame


@pages.get("")
@administrator
def home() -> str:
    """The parts, in words."""
    return render_template("administration/home.html", **frame(HOME))
