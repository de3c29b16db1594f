"""What the help page says, for whoever shows it."""

from __future__ import annotations

from typing import Any

from flask import current_app

from vssid_app.core.clock import today
from vssid_app.core.settings import Settings
from vssid_app.core.world import current_world
from vssid_app.support.answers import answers

# Source: the letter and the hotline's own announcements; the same since 2021.
HOTLINE = "1900 9068"
PRACTICE_EMAIL = "trogiup@thuchanh.example"


def help_content() -> dict[str, Any]:
    """The values of ``support/help.html`` in the current world."""
    settings: Settings = current_app.extensions["settings"]
    practice = current_world().is_practice
    return {
        "answers": answers(today(), practice=practice),
        "hotline": HOTLINE,
        "contact": PRACTICE_EMAIL if practice else settings.operator_contact,
        "privacy_url": settings.privacy_url,
    }
