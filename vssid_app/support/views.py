"""Help: how to reach a person, and answers to what people ask."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from vssid_app.core.access import public
from vssid_app.core.clock import today
from vssid_app.core.settings import Settings
from vssid_app.core.world import current_world
from vssid_app.support.answers import answers

pages = Blueprint("support", __name__)

# Source: the letter and the hotline's own announcements; the same since 2021.
HOTLINE = "1900 9068"
PRACTICE_EMAIL = "trogiup@thuchanh.example"


@pages.get("/tro-giup")
@public
def help() -> str:  # noqa: A001 - the endpoint's name
    """The hotline, the email, how to see a fraud, and ten answers."""
    settings: Settings = current_app.extensions["settings"]
    practice = current_world().is_practice
    return render_template(
        "support/help.html",
        answers=answers(today(), practice=practice),
        hotline=HOTLINE,
        contact=PRACTICE_EMAIL if practice else settings.operator_contact,
        privacy_url=settings.privacy_url,
    )
