"""A dossier as a line of five steps: what is done, who holds it, what comes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.pages import show_day, show_moment
from vssid_app.enrolment import words
from vssid_app.enrolment.models import Dossier, DossierChange
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Action, Status


@dataclass(frozen=True, slots=True)
class Node:
    """One step of the line; ``state`` is done, now, todo (waits for the family), later or ended."""

    state: str
    title: str
    text: str = ""
    bare: str = ""
    """What of the text tells nothing of the person: days and delays."""


def bare_timeline_of(dossier: Dossier) -> list[Node]:
    """The steps for who has shown the code and the phone, but no code sent to it."""
    return [replace(node, text=node.bare) for node in timeline_of(dossier)]


def timeline_of(dossier: Dossier) -> list[Node]:
    """The five steps in order, with dates of what has happened."""
    if dossier.status is Status.DRAFT:
        return [Node("todo", _("Điền hồ sơ"), _("Còn chờ bạn điền nốt")), *_later(3), _account(dossier)]
    sent = _last(dossier, Action.RECORD)
    line = [Node("done", _("Đã gửi"), _by_family(sent), _moment(sent))]
    if dossier.decided_on_line:
        return [*line, *_decided_on_line(dossier)]
    return [*line, _paper(dossier), _review(dossier), _decision(dossier), _account(dossier)]


def _decided_on_line(dossier: Dossier) -> list[Node]:
    at = _moment(_last(dossier, Action.ACCEPT_ONLINE))
    said = _("%(at)s · khớp hồ sơ BHXH, duyệt trực tuyến", at=at)
    return [Node("done", _("Đã chấp nhận"), said, at), _account(dossier)]


def _paper(dossier: Dossier) -> Node:
    if dossier.paper_received_at is not None:
        at = show_moment(dossier.paper_received_at)
        return Node("done", _("Đã nhận tờ khai ký"), at, at)
    if dossier.status in {Status.WITHDRAWN, Status.REJECTED}:
        return Node("later", _("Nộp tờ khai ký"))
    until = show_day(dossier.paper_due_on) if dossier.paper_due_on else ""
    how = words.handover_word(dossier.handover) if dossier.handover else ""
    text = _("%(how)s, trước %(until)s", how=how, until=until)
    return Node("todo", _("Chờ tờ khai ký"), text, _("Trước %(until)s", until=until))


def _review(dossier: Dossier) -> Node:
    resent = _last(dossier, Action.RESUBMIT)
    if dossier.status is Status.SUPPLEMENT_ASKED:
        asked = _last(dossier, Action.ASK_SUPPLEMENT)
        reasons = "; ".join(words.reason_word(reason) for reason in asked.asked) if asked else ""
        return Node("todo", _("Chờ bạn bổ sung"), reasons, _moment(asked))
    if dossier.status in WAITING_FOR_OFFICE:
        again = _("Đã gửi lại %(at)s. ", at=_moment(resent)) if resent else ""
        text = again + _due(dossier)
        return Node("now", _("Cơ quan BHXH kiểm tra"), text, text)
    if dossier.status is Status.WITHDRAWN:
        return _dated("ended", _("Đã rút"), _last(dossier, Action.WITHDRAW))
    return Node("done", _("Cơ quan BHXH đã kiểm tra"))


def _decision(dossier: Dossier) -> Node:
    accepted = _last(dossier, Action.ACCEPT)
    if accepted is not None:
        return _dated("done", _("Đã chấp nhận"), accepted)
    if dossier.status is Status.REJECTED:
        return _dated("todo", _("Chưa được chấp nhận"), _last(dossier, Action.REJECT))
    return Node("later", _("Trả kết quả"))


def _account(dossier: Dossier) -> Node:
    if dossier.is_of_child:
        done = dossier.status is Status.ACTIVE
        return Node("done" if done else "later", _("Xem thẻ của con trong tài khoản"))
    if dossier.status is Status.ACTIVE:
        return _dated("done", _("Tài khoản đã dùng được"), _last(dossier, Action.ACTIVATE))
    if dossier.status is Status.ACCEPTED:
        return Node("todo", _("Kích hoạt tài khoản"), _("Nhập mã trong tin nhắn, rồi đặt mật khẩu"))
    return Node("later", _("Kích hoạt tài khoản"))


def _due(dossier: Dossier) -> str:
    """Until when the office answers; late ones say by how much."""
    if dossier.due_on is None:
        return ""
    late = (today() - dossier.due_on).days
    if late > 0:
        return _("Quá hẹn %(days)s ngày.", days=late)
    return _("Hẹn trả lời trước %(due)s.", due=show_day(dossier.due_on))


def _dated(state: str, title: str, change: DossierChange | None) -> Node:
    """A step that says no more than when it was taken."""
    at = _moment(change)
    return Node(state, title, at, at)


def _later(count: int) -> list[Node]:
    names = (_("Nộp tờ khai ký"), _("Cơ quan BHXH kiểm tra"), _("Trả kết quả"))
    return [Node("later", name) for name in names[:count]]


def _by_family(change: DossierChange | None) -> str:
    return _("%(at)s · bạn gửi", at=_moment(change)) if change else ""


def _last(dossier: Dossier, action: Action) -> DossierChange | None:
    return next((change for change in reversed(dossier.changes) if change.action is action), None)


def _moment(change: DossierChange | None) -> str:
    return show_moment(change.at) if change else ""
