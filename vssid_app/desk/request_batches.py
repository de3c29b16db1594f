"""One action on many requests: what would happen to each, and what has happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.service_requests import staff_words, words
from vssid_app.service_requests.cards import NoCard
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing
from vssid_app.service_requests.parcels import NumberTaken
from vssid_app.service_requests.staff_actions import can_now, do_plainly
from vssid_app.service_requests.states import Action, NotAllowed, Status
from vssid_app.service_requests.tracking_rules import is_tracking_number, tidy_tracking_number
from vssid_app.service_requests.turns import Turn

OFFERED: Mapping[Turn, tuple[Action, ...]] = {
    Turn.RECEIVE: (Action.RECEIVE,),
    Turn.DECIDE: (Action.APPROVE,),
    Turn.PRINT: (Action.PRINT,),
    Turn.HAND_ON: (Action.DISPATCH, Action.HAND_TO_SCHOOL, Action.READY),
    Turn.TAKE: (Action.DELIVER,),
}
"""What can be done together, by the pile that the requests lie in."""
ACTIONS = frozenset(action for actions in OFFERED.values() for action in actions)


@dataclass(frozen=True, slots=True)
class Line:
    """One request of a batch: whether it is done (or would be), and in words what, or why not."""

    request: ServiceRequest
    good: bool
    words: str

    @property
    def kind(self) -> str:
        """What is asked for, and how the card goes."""
        return staff_words.kind_word(self.request)


def preview(requests: Sequence[ServiceRequest], action: Action) -> list[Line]:
    """What the action would do to each: first those that it leaves out, since they need a look."""
    lines = [
        Line(request, good=True, words=staff_words.do_word(action))
        if can_now(request, action) and not _needs_a_look(request, action)
        else Line(request, good=False, words=why_left_out(request, action))
        for request in requests
    ]
    return sorted(lines, key=lambda line: line.good)


def do_to_all(
    requests: Sequence[ServiceRequest], action: Action, *, by: int, numbers: Mapping[str, str]
) -> list[Line]:
    """Take the action on each, in a transaction of its own; ``numbers`` are those of the post, by code."""
    return sorted((_do(each, action, by, numbers) for each in requests), key=lambda line: line.good)


def _do(request: ServiceRequest, action: Action, by: int, numbers: Mapping[str, str]) -> Line:
    typed = numbers.get(request.code, "")
    if action is Action.DISPATCH and can_now(request, action) and not is_tracking_number(typed):
        wrong = _("Mã vận đơn %(typed)s chưa đúng.", typed=typed) if typed else _("Chưa có mã vận đơn.")
        return Line(request, good=False, words=wrong)
    if _needs_a_look(request, action):
        return Line(request, good=False, words=why_left_out(request, action))
    try:
        if action is Action.DISPATCH:
            handing.dispatch(request, tidy_tracking_number(typed), by=by)
        else:
            do_plainly(request, action, by=by)
    except NotAllowed:
        return Line(request, good=False, words=why_left_out(request, action))
    except NoCard as without:
        return Line(request, good=False, words=words.card_problem(without.problem))
    except NumberTaken as taken:
        return Line(request, good=False, words=staff_words.number_taken(taken))
    return Line(request, good=True, words=staff_words.status_word(Status(request.status)))


def _needs_a_look(request: ServiceRequest, action: Action) -> bool:
    """Whether the family's own words have to be read first: no two corrections are alike."""
    return action is Action.APPROVE and request.kind is RequestKind.CORRECTION and can_now(request, action)


def why_left_out(request: ServiceRequest, action: Action) -> str:
    """Why the action is not for this request: it is to be read, goes another way, or somebody came first."""
    if _needs_a_look(request, action):
        return _("Mở yêu cầu để đọc chỗ sai, rồi mới duyệt.")
    goes_on = request.status in {Status.PRINTED, Status.RETURNED}
    if goes_on and request.delivery and action in OFFERED[Turn.HAND_ON]:
        return _("Thẻ này %(way)s.", way=staff_words.delivery_word(Delivery(request.delivery)))
    return staff_words.last_sentence(request)
