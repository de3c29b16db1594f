"""The head of every page of the desk: its lists with their numbers."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from vssid_app.enrolment.staff_access import my_offices
from vssid_app.enrolment.staff_queries import count_for_desk
from vssid_app.identity.access import Permission, signed_in_visitor

WAITING = "waiting"
SUPPLEMENT = "supplement"
DONE = "done"
CASES = "cases"
CARE = "care"
REQUESTS = "requests"
MESSAGES = "messages"
FIGURES = "figures"


def messages_item() -> tuple[str, str, str]:
    """The list of messages that leave, which administrators have."""
    return MESSAGES, _("Tin gửi đi"), url_for("desk.messages")


def figures_item() -> tuple[str, str, str]:
    """The figures of all offices, for who is not at the desk itself."""
    return FIGURES, _("Số liệu"), url_for("desk.figures")


def administration_item() -> tuple[str, str, str]:
    """The administrators' pages, for who reviews too."""
    return "administration", _("Quản trị"), url_for("administration.home")


def desk_frame(current: str) -> dict[str, Any]:
    """The values that the layout of the desk needs; ``current`` is the list that the page belongs to."""
    counts = count_for_desk(my_offices())
    administered = signed_in_visitor().offices_where(Permission.ADMINISTER)
    return {
        "desk_items": [
            (WAITING, _("Hàng chờ (%(n)s)", n=counts.waiting), url_for("desk.queue")),
            (
                SUPPLEMENT,
                _("Chờ bổ sung (%(n)s)", n=counts.asked),
                url_for("desk.supplement"),
            ),
            (DONE, _("Đã xử lý"), url_for("desk.done")),
            (REQUESTS, _("Yêu cầu dịch vụ (%(n)s)", n=counts.requests), url_for("desk.requests")),
            (
                CASES,
                _("Yêu cầu kiểm tra (%(n)s)", n=counts.cases) if counts.cases else _("Yêu cầu kiểm tra"),
                url_for("desk.cases"),
            ),
            (CARE, _("Quyền chăm sóc"), url_for("desk.find_care")),
            *([messages_item(), administration_item()] if "" in administered else []),
        ],
        "desk_current": current,
        "desk_home": url_for("desk.queue"),
        "waiting": counts.waiting,
        "automatic": counts.is_automatic,
    }
