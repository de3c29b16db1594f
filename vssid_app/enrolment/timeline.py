"""A dossier as a line of five steps: what is done, who holds it, what comes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

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
    """What of the text tells nothing of the person: days, delays, and whose turn it was."""


def bare_timeline_of(dossier: Dossier) -> list[Node]:
    """The steps for who has shown the code and the phone, but no code sent to it."""
    return [replace(node, text=node.bare) for node in timeline_of(dossier)]


def timeline_of(dossier: Dossier) -> list[Node]:
    """The five steps in order, with dates of what has happened."""
    if dossier.status is Status.DRAFT:
        return [Node("todo", _("Điền hồ sơ"), _("Còn chờ bạn điền nốt")), *_later(3), _account(dossier)]
    sent = _last(dossier, Action.RECORD)
    line = [_dated("done", _("Đã gửi"), sent, _("bạn gửi"))]
    if dossier.decided_on_line:
        return [*line, *_decided_on_line(dossier)]
    return [*line, _paper(dossier), _review(dossier), _decision(dossier), _account(dossier)]


def _decided_on_line(dossier: Dossier) -> list[Node]:
    at = _moment(_last(dossier, Action.ACCEPT_ONLINE))
    said = _("%(at)s · khớp hồ sơ BHXH, duyệt trực tuyến", at=at)
    return [Node("done", _("Đã chấp nhận"), said, at), _account(dossier)]


def _paper(dossier: Dossier) -> Node:
    if dossier.paper_received_at is not None:
        said = _who_when(dossier.paper_received_at, _by_office(_last(dossier, Action.RECEIVE_PAPER)))
        return Node("done", _("Đã nhận tờ khai ký"), said, said)
    if dossier.status in {Status.WITHDRAWN, Status.REJECTED}:
        return Node("later", _("Nộp tờ khai ký"))
    how = words.handover_word(dossier.handover) if dossier.handover else ""
    until = _paper_until(dossier)
    return Node("todo", _("Chờ tờ khai ký"), _("%(how)s. %(until)s", how=how, until=until), until)


def _paper_until(dossier: Dossier) -> str:
    """Until when the signed paper is waited for; a late one is still taken."""
    if dossier.paper_due_on is None:
        return ""
    late = (today() - dossier.paper_due_on).days
    if late > 0:
        return _("Quá hẹn %(days)s ngày, vẫn nộp được.", days=late)
    return _("Trước %(until)s.", until=show_day(dossier.paper_due_on))


def _review(dossier: Dossier) -> Node:
    resent = _last(dossier, Action.RESUBMIT)
    if dossier.status is Status.SUPPLEMENT_ASKED:
        asked = _last(dossier, Action.ASK_SUPPLEMENT)
        reasons = "; ".join(words.reason_word(reason) for reason in asked.asked) if asked else ""
        said = _("%(at)s · cơ quan BHXH hỏi", at=_moment(asked))
        return Node("todo", _("Chờ bạn bổ sung"), f"{said}: {reasons}" if reasons else said, said)
    if dossier.status in WAITING_FOR_OFFICE:
        again = _("Đã gửi lại %(at)s. ", at=_moment(resent)) if resent else ""
        text = again + _due(dossier)
        return Node("now", _("Cơ quan BHXH kiểm tra"), text, text)
    if dossier.status is Status.WITHDRAWN:
        withdrawn = _last(dossier, Action.WITHDRAW)
        whose = _("hệ thống") if withdrawn and withdrawn.by_system else _("bạn rút")
        return _dated("ended", _("Đã rút"), withdrawn, whose)
    looked = _last(dossier, Action.OPEN_REVIEW)
    return _dated("done", _("Cơ quan BHXH đã kiểm tra"), looked, _by_office(looked))


def _decision(dossier: Dossier) -> Node:
    accepted = _last(dossier, Action.ACCEPT)
    if accepted is not None:
        return _dated("done", _("Đã chấp nhận"), accepted, _by_office(accepted))
    if dossier.status is Status.REJECTED:
        rejected = _last(dossier, Action.REJECT)
        return _dated("todo", _("Chưa được chấp nhận"), rejected, _by_office(rejected))
    return Node("later", _("Trả kết quả"))


def _account(dossier: Dossier) -> Node:
    if dossier.is_of_child:
        done = dossier.status is Status.ACTIVE
        return Node("done" if done else "later", _("Xem thẻ của con trong tài khoản"))
    if dossier.status is Status.ACTIVE:
        return _dated(
            "done", _("Tài khoản đã dùng được"), _last(dossier, Action.ACTIVATE), _("bạn kích hoạt")
        )
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


def _dated(state: str, title: str, change: DossierChange | None, whose: str) -> Node:
    """A step that says no more than when it was taken, and on which side."""
    said = _who_when(change.at, whose) if change else ""
    return Node(state, title, said, said)


def _who_when(at: datetime, whose: str) -> str:
    return f"{show_moment(at)} · {whose}"


def _by_office(change: DossierChange | None) -> str:
    """The office as a whole: families are not told the names of officers."""
    return _("hệ thống") if change and change.by_system else _("cơ quan BHXH")


def _later(count: int) -> list[Node]:
    names = (_("Nộp tờ khai ký"), _("Cơ quan BHXH kiểm tra"), _("Trả kết quả"))
    return [Node("later", name) for name in names[:count]]


def _last(dossier: Dossier, action: Action) -> DossierChange | None:
    return next((change for change in reversed(dossier.changes) if change.action is action), None)


def _moment(change: DossierChange | None) -> str:
    return show_moment(change.at) if change else ""
