"""A request as a line of steps: what is done, who holds it, what comes."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.core.clock import VIETNAM
from vssid_app.core.pages import show_day
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import deadline, whole_number
from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.states import Action, Status


@dataclass(frozen=True, slots=True)
class Node:
    """One step of the line; ``state`` is done, now, todo (waits for the family), later or ended."""

    state: str
    title: str
    text: str = ""


def timeline_of(request: ServiceRequest, office: str, school: str = "") -> list[Node]:
    """What has happened, in its order; then what comes, while the request goes on."""
    done = [
        _done(change, office, school, request.tracking_number)
        for change in request.changes
        if change.action in _TOLD
    ]
    if request.is_draft:
        return [Node("todo", _("Chưa gửi"), _("Còn chờ bạn điền và nhập mã")), *_coming(request)]
    if request.is_ended:
        return _ended(request, done)
    return [*done, *_now(request), *_coming(request)]


_TOLD = frozenset(Action) - {Action.ASK_SUPPLEMENT, Action.BEGIN}
"""What stands as a step of its own: what is asked for, or worked on, is said as what is going on."""


def _done(change: ServiceRequestChange, office: str, school: str, tracking_number: str) -> Node:
    by = {Action.SUBMIT: _("bạn gửi"), Action.SUPPLEMENT: _("bạn gửi"), Action.WITHDRAW: _("bạn rút")}
    who = by.get(change.action, office) if not change.by_staff else office
    if change.action in {Action.DELIVER, Action.RETURN}:
        who = _("bưu điện")
    at_school = change.action is Action.HAND_TO_SCHOOL or change.from_status is Status.HANDED_TO_SCHOOL
    if at_school and school:
        who = school
    text = f"{words.moment_words(change.at)} · {who}"
    if change.action is Action.DISPATCH and tracking_number:
        text = _("%(text)s, mã vận đơn %(number)s", text=text, number=tracking_number)
    return Node(
        "done", words.action_word(Action(change.action)), f"{text}. {change.note}" if change.note else text
    )


def _ended(request: ServiceRequest, done: list[Node]) -> list[Node]:
    """The last step tells the end; a refusal or a withdrawal is no tick."""
    if request.status in {Status.REJECTED, Status.WITHDRAWN} and done:
        last = done[-1]
        why = " ".join(words.asked_words(reason) for reason in request.changes[-1].asked)
        text = f"{last.text.removesuffix('.')}. {why}" if why else last.text
        return [*done[:-1], Node("ended", last.title, text)]
    return done


def _now(request: ServiceRequest) -> list[Node]:
    if request.status is Status.SUPPLEMENT_ASKED:
        return [Node("todo", _("Chờ bạn bổ sung"), words.asked_now(request))]
    if request.status is Status.IN_PROCESS:
        begun = request.last(Action.BEGIN)
        since = _("Từ %(at)s", at=words.moment_words(begun.at)) if begun else ""
        return [Node("now", _("BHXH đang xử lý"), since)]
    return []


def _coming(request: ServiceRequest) -> list[Node]:
    """The steps that are still to come on the way that was chosen; the first of them is the next."""
    path = _path(request)
    reached = _REACHED[Status(request.status)]
    nodes = [Node("later", title, text) for rank, title, text in path if rank > reached]
    if nodes and not _now(request) and not request.is_draft:
        first = nodes[0]
        state = "todo" if request.status is Status.READY_AT_OFFICE else "now"
        nodes[0] = Node(state, first.title, first.text)
    return nodes


_REACHED = {
    Status.AWAITING_CODE: 0,
    Status.SENT: 1,
    Status.RECEIVED: 2,
    Status.IN_PROCESS: 3,
    Status.SUPPLEMENT_ASKED: 2,
    Status.APPROVED: 4,
    Status.PRINTED: 5,
    Status.RETURNED: 5,
    Status.IN_DELIVERY: 6,
    Status.READY_AT_OFFICE: 6,
    Status.HANDED_TO_SCHOOL: 6,
    Status.DELIVERED: 7,
    Status.COLLECTED: 7,
    Status.DONE: 7,
    Status.REJECTED: 7,
    Status.WITHDRAWN: 7,
}


def _path(request: ServiceRequest) -> list[tuple[int, str, str]]:
    """Each step that may come: its rank, its title, and by when."""
    due = _("Chậm nhất %(day)s", day=show_day(request.due_on)) if request.due_on else ""
    first = [(2, _("BHXH tiếp nhận"), ""), (3, _("BHXH xử lý"), due)]
    if request.kind is not RequestKind.REISSUE:
        return [*first, (4, _("Trả kết quả"), due)]
    last = {
        Delivery.POST: [(6, _("Giao bưu điện"), ""), (7, _("Phát tại nhà"), _post(request))],
        Delivery.SCHOOL: [(6, _("Chuyển cho trường"), ""), (7, _("Nhận tại trường"), "")],
    }
    office_way = [(6, _("Thẻ về bàn trả kết quả"), ""), (7, _("Bạn đến nhận"), "")]
    back = request.status is Status.READY_AT_OFFICE
    way = office_way if back or request.delivery not in last else last[Delivery(request.delivery)]
    return [*first, (4, _("Duyệt"), due), (5, _("In thẻ"), due), *way]


def _post(request: ServiceRequest) -> str:
    """By when the post usually brings it; said from the day on which it was given to the post."""
    given = request.last(Action.DISPATCH)
    if given is None or request.status is not Status.IN_DELIVERY:
        return ""
    day = given.at.astimezone(VIETNAM).date()
    usual = deadline(day, whole_number(Parameter.POST_WORKING_DAYS, day))
    return _("Thường chậm nhất %(day)s", day=show_day(usual))
