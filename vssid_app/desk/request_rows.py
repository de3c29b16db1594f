"""A request as one line of the desk's list: what is asked, where it is, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.pages import show_day
from vssid_app.policy.queries import working_days_late_each
from vssid_app.service_requests import staff_words
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.states import TIMED, Status


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request of a list."""

    code: str
    name: str
    kind: str
    status: Status
    status_word: str
    when: str
    late: bool
    due_today: bool


def request_rows(requests: Sequence[ServiceRequest]) -> list[RequestRow]:
    """Lines for requests; a fixed number of statements, however many there are."""
    due = (request.due_on for request in requests if request.due_on and _is_late(request))
    late = working_days_late_each(due, today())
    return [_row(request, late.get(request.due_on, 0) if request.due_on else 0) for request in requests]


def _row(request: ServiceRequest, days_late: int) -> RequestRow:
    is_late = _is_late(request)
    return RequestRow(
        code=request.code,
        name=request.person.full_name,
        kind=staff_words.kind_word(request),
        status=Status(request.status),
        status_word=staff_words.status_word(Status(request.status)),
        when=due_words(request, days_late if is_late else 0),
        late=is_late,
        due_today=request.status in TIMED and request.due_on == today(),
    )


def _is_late(request: ServiceRequest) -> bool:
    return request.status in TIMED and request.due_on is not None and request.due_on < today()


def due_words(request: ServiceRequest, days_late: int) -> str:
    """By when the office answers; late ones say by how much. Empty once there is a result."""
    if request.status not in TIMED or request.due_on is None:
        return ""
    if days_late:
        return _("Quá hẹn %(n)s ngày làm việc", n=days_late)
    if request.due_on == today():
        return _("Hẹn hôm nay")
    return _("Hẹn %(day)s", day=show_day(request.due_on))
