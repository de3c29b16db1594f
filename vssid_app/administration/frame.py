"""Who may open these pages, and the head of each."""

from __future__ import annotations

from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.access import Rule
from vssid_app.enrolment.staff_frame import figures_item, messages_item
from vssid_app.identity.access import Permission, signed_in_visitor, staff

_any_administrator = staff(Permission.ADMINISTER)


def _check_administrator(path: dict[str, Any]) -> ResponseReturnValue | None:
    answer = _any_administrator.check(path)
    if answer is None and "" not in signed_in_visitor().offices_where(Permission.ADMINISTER):
        abort(404)
    return answer


administrator = Rule(_any_administrator.name, _check_administrator)
"""Administrators of the whole installation; an officer, or who is for one office only, finds nothing here."""

HOME = "home"
STAFF = "staff"
PARAMETERS = "parameters"
OFFICES = "offices"
BENEFITS = "benefits"
DAYS = "days"
LOG = "log"


def my_number() -> int:
    """Number of the administrator's account, as it stands in the log."""
    return signed_in_visitor().account_id


def frame(current: str) -> dict[str, Any]:
    """The values that the layout of the desk needs; ``current`` is the part that the page belongs to."""
    return {
        "desk_items": [
            (STAFF, _("Cán bộ"), url_for("administration.staff")),
            (PARAMETERS, _("Tham số"), url_for("administration.parameters")),
            (OFFICES, _("Cơ quan"), url_for("administration.offices")),
            (BENEFITS, _("Mức hưởng"), url_for("administration.benefits")),
            (DAYS, _("Ngày làm việc"), url_for("administration.working_days")),
            figures_item(),
            messages_item(),
            (LOG, _("Nhật ký"), url_for("administration.log")),
        ],
        "desk_current": current,
        "desk_home": url_for("administration.home"),
        "desk_brand": _("Quản trị"),
    }
