"""What an officer may do with a request now, and under which name in addresses."""

from __future__ import annotations

from collections.abc import Callable

from vssid_app.service_requests.cards import card_to_reissue, overview_today
from vssid_app.service_requests.kinds import Delivery
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing, office
from vssid_app.service_requests.states import Action, NotAllowed, Status

SLUGS: dict[Action, str] = {
    Action.RECEIVE: "tiep-nhan",
    Action.APPROVE: "phe-duyet",
    Action.ASK_SUPPLEMENT: "bo-sung",
    Action.REJECT: "tu-choi",
    Action.PRINT: "in",
    Action.DISPATCH: "gui",
    Action.HAND_TO_SCHOOL: "chuyen-truong",
    Action.READY: "san-sang",
    Action.DELIVER: "da-giao",
    Action.RETURN: "tra-ve",
    Action.COLLECT: "da-nhan",
}
"""In the order in which they are offered: what comes first is what is most often done."""

Doing = Callable[[ServiceRequest, int], None]
PLAIN: dict[Action, Doing] = {
    Action.RECEIVE: lambda request, by: office.receive(request, by=by),
    Action.APPROVE: lambda request, by: office.approve(request, by=by),
    Action.PRINT: lambda request, by: handing.print_card(request, by=by),
    Action.HAND_TO_SCHOOL: lambda request, by: handing.hand_to_school(request, by=by),
    Action.READY: lambda request, by: handing.make_ready(request, by=by),
    Action.DELIVER: lambda request, by: handing.deliver(request, by=by),
}
"""What is done by one tap, with nothing to be told beside."""

_DECISIONS = frozenset({Action.APPROVE, Action.ASK_SUPPLEMENT, Action.REJECT})
_WAYS = {
    Action.DISPATCH: Delivery.POST,
    Action.HAND_TO_SCHOOL: Delivery.SCHOOL,
    Action.READY: Delivery.OFFICE,
}


def can_now(request: ServiceRequest, action: Action) -> bool:
    """Whether an officer may take an action: by the state, and by the way that the card goes.

    A received request is begun with its decision.
    """
    if action in _DECISIONS and request.status is Status.RECEIVED:
        return True
    goes_back = action is Action.READY and request.status is Status.RETURNED
    if action in _WAYS and not goes_back and request.delivery != _WAYS[action]:
        return False
    return request.can(action)


def offered(request: ServiceRequest) -> list[Action]:
    """What an officer may do now, the most usual first."""
    return [action for action in SLUGS if can_now(request, action)]


def do_plainly(request: ServiceRequest, action: Action, *, by: int) -> None:
    """Do one of ``PLAIN``.

    Raises:
        NotAllowed: when somebody came first, or the state does not allow it.
        NoCard: of printing, when the card has ended or was stopped meanwhile.
    """
    if action not in PLAIN:
        raise NotAllowed(Status(request.status), action)
    if action is Action.PRINT:
        card_to_reissue(overview_today(request.person))
    PLAIN[action](request, by)
