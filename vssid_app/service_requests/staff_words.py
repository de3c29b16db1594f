"""What the desk says of a request: where it is, who did what, what has just been done."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.parcels import NumberTaken
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import Action, Status
from vssid_app.service_requests.turns import Turn


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history."""

    at: str
    who: str
    what: str
    reasons: str
    note: str


def status_word(status: Status) -> str:
    """Where a request is, as the office says it."""
    own = {
        Status.SENT: _("Chờ tiếp nhận"),
        Status.RECEIVED: _("Chờ xét"),
        Status.SUPPLEMENT_ASKED: _("Chờ gia đình bổ sung"),
        Status.PRINTED: _("Đã in, chờ giao đi"),
        Status.READY_AT_OFFICE: _("Chờ đến nhận"),
        Status.REJECTED: _("Đã từ chối"),
    }
    return own.get(status) or words.status_word(status)


def kind_word(request: ServiceRequest) -> str:
    """What is asked for, with the way that a card goes, in a few words."""
    kind = words.kind_word(RequestKind(request.kind))
    return f"{kind} · {delivery_word(Delivery(request.delivery))}" if request.delivery else kind


def delivery_word(delivery: Delivery) -> str:
    """The way a card goes, short."""
    return {
        Delivery.OFFICE: _("nhận tại cơ quan"),
        Delivery.SCHOOL: _("nhận tại trường"),
        Delivery.POST: _("qua bưu điện"),
    }[delivery]


def turn_word(turn: Turn) -> str:
    """A pile of the desk."""
    return {
        Turn.WAITING: _("Tất cả"),
        Turn.RECEIVE: _("Nhận"),
        Turn.DECIDE: _("Xét"),
        Turn.PRINT: _("In"),
        Turn.HAND_ON: _("Giao đi"),
        Turn.TAKE: _("Chờ lấy"),
        Turn.FAMILY: _("Chờ bổ sung"),
        Turn.ENDED: _("Đã xong"),
    }[turn]


def do_word(action: Action) -> str:
    """An action as its button says it."""
    return {
        Action.RECEIVE: _("Tiếp nhận"),
        Action.APPROVE: _("Duyệt"),
        Action.ASK_SUPPLEMENT: _("Yêu cầu bổ sung"),
        Action.REJECT: _("Từ chối"),
        Action.PRINT: _("In thẻ"),
        Action.DISPATCH: _("Giao bưu điện"),
        Action.HAND_TO_SCHOOL: _("Chuyển cho trường"),
        Action.READY: _("Đặt ở bàn trả"),
        Action.DELIVER: _("Bưu điện đã phát"),
        Action.RETURN: _("Bưu điện trả về"),
        Action.COLLECT: _("Trao thẻ"),
    }[action]


def did_word(action: Action) -> str:
    """A change as the history names it, after who did it."""
    return {
        Action.SUBMIT: _("gửi yêu cầu"),
        Action.RECEIVE: _("tiếp nhận"),
        Action.BEGIN: _("bắt đầu xử lý"),
        Action.ASK_SUPPLEMENT: _("yêu cầu bổ sung"),
        Action.SUPPLEMENT: _("gửi phần bổ sung"),
        Action.APPROVE: _("duyệt"),
        Action.REJECT: _("từ chối"),
        Action.PRINT: _("in thẻ"),
        Action.DISPATCH: _("giao bưu điện"),
        Action.DELIVER: _("ghi bưu điện đã phát"),
        Action.RETURN: _("ghi bưu điện trả về"),
        Action.READY: _("đặt thẻ ở bàn trả"),
        Action.HAND_TO_SCHOOL: _("chuyển thẻ cho trường"),
        Action.COLLECT: _("trao thẻ"),
        Action.WITHDRAW: _("rút yêu cầu"),
    }[action]


def reason_word(reason: Reason) -> str:
    """A coded reason: the sentence that the family gets."""
    return words.asked_words(reason)


def reason_title(reason: Reason) -> str:
    """A coded reason in a table: the first of its sentences, without what the family is to do."""
    return reason_word(reason).split(". ")[0].removesuffix(".")


def history_of(request: ServiceRequest) -> list[Happened]:
    """What has happened, the latest first."""
    return [
        Happened(
            at=words.moment_words(change.at),
            who=_who(change),
            what=did_word(Action(change.action)),
            reasons=" ".join(reason_word(reason) for reason in change.asked),
            note=change.note,
        )
        for change in reversed(request.changes)
    ]


def last_sentence(request: ServiceRequest) -> str:
    """Who did the last thing, and when, as a sentence."""
    change = request.changes[-1]
    return _(
        "%(who)s đã %(what)s lúc %(at)s.",
        who=_who(change),
        what=did_word(Action(change.action)),
        at=words.moment_words(change.at),
    )


def to_weigh(request: ServiceRequest) -> str:
    """What the last change leaves to weigh: why the post brought the card back, what has been answered."""
    change = request.changes[-1]
    if change.action is Action.RETURN:
        return f"{last_sentence(request)} {change.note}".strip()
    asked = request.last(Action.ASK_SUPPLEMENT)
    if change.action is not Action.SUPPLEMENT or asked is None:
        return ""
    return _(
        "%(last)s Đã hỏi: %(asked)s",
        last=last_sentence(request),
        asked=words.asked_whole(asked),
    )


def _who(change: ServiceRequestChange) -> str:
    if change.by_id is not None and change.by_staff:
        return (change.by and change.by.display_name) or _("Cán bộ")
    if change.by_staff and change.action not in {Action.DELIVER, Action.RETURN}:
        return _("Cán bộ tự động")
    # The simulator of the post; a draft that went with its account.
    return _("Hệ thống") if change.by_id is None else _("Gia đình")


def too_late(request: ServiceRequest) -> str:
    """Why an action was not taken: somebody came first, or the family acted meanwhile."""
    return _("%(last)s Việc của bạn chưa được ghi.", last=last_sentence(request))


def number_taken(taken: NumberTaken) -> str:
    """Why a number of the post is not written down."""
    return _("Mã vận đơn này đã ghi cho yêu cầu %(code)s, gửi nơi khác. Xem lại phiếu gửi.", code=taken.code)


def done_sentence(request: ServiceRequest, action: Action) -> str:
    """What the officer has just done."""
    return _("Yêu cầu %(code)s: đã %(what)s.", code=request.code, what=did_word(action))
