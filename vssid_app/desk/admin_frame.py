"""The desk's head on pages that administrators share with officers."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from vssid_app.enrolment.staff_frame import administration_item, desk_frame, figures_item, messages_item
from vssid_app.identity.access import Permission, signed_in_visitor


def frame_for_all(current: str, *, at_the_desk: str) -> dict[str, Any]:
    """The desk's frame for who reviews too, at a list of it; an administrator alone sees no lists."""
    if signed_in_visitor().offices_where(Permission.REVIEW_DOSSIERS):
        return desk_frame(at_the_desk)
    return {
        "desk_items": [administration_item(), figures_item(), messages_item()],
        "desk_current": current,
        "desk_home": url_for("administration.home"),
        "desk_brand": _("Quản trị"),
    }
