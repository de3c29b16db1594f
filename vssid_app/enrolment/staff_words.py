"""What the desk says of a dossier: who did what, why it cannot be accepted, what has just been done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.core.pages import show_moment
from vssid_app.enrolment import words
from vssid_app.enrolment.findings import Decision
from vssid_app.enrolment.models import Dossier, DossierChange
from vssid_app.enrolment.operations.opening import Obstacle
from vssid_app.enrolment.staff_queries import staff_names
from vssid_app.enrolment.states import Action, Status


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history."""

    at: str
    who: str
    what: str
    reasons: str
    note: str


def action_word(action: Action) -> str:
    """A change as the history names it."""
    return {
        Action.RECORD: _("gửi hồ sơ"),
        Action.RECEIVE_PAPER: _("nhận tờ khai ký"),
        Action.OPEN_REVIEW: _("mở xem"),
        Action.ASK_SUPPLEMENT: _("yêu cầu bổ sung"),
        Action.RESUBMIT: _("gửi lại"),
        Action.ACCEPT: _("chấp nhận"),
        Action.ACCEPT_ONLINE: _("chấp nhận trực tuyến, mọi thông tin khớp"),
        Action.REJECT: _("từ chối"),
        Action.ACTIVATE: _("kích hoạt tài khoản"),
        Action.WITHDRAW: _("rút hồ sơ"),
    }[action]


def history_of(dossier: Dossier, names: Mapping[int, str]) -> list[Happened]:
    """What has happened to the dossier, the latest first; ``names`` are those of staff by account."""
    return [
        Happened(
            at=show_moment(change.at),
            who=_who(change, names),
            what=action_word(change.action),
            reasons="; ".join(words.reason_word(reason) for reason in change.asked),
            note=change.note,
        )
        for change in reversed(dossier.changes)
    ]


def last_sentence(dossier: Dossier, names: Mapping[int, str] | None = None) -> str:
    """Who did the last thing, and when (``Lê Thử Huy đã chấp nhận lúc 09:41, 22/11``), as a sentence."""
    change = dossier.changes[-1]
    known = staff_names([change.by_id]) if names is None else names
    return _(
        "%(who)s đã %(what)s lúc %(at)s.",
        who=_who(change, known),
        what=action_word(change.action),
        at=show_moment(change.at),
    )


def _who(change: DossierChange, names: Mapping[int, str]) -> str:
    if change.by_id is not None:
        return names.get(change.by_id) or _("Cán bộ")
    return _("Hệ thống") if change.by_system else _("Gia đình")


def too_late(dossier: Dossier) -> str:
    """Why a decision was not taken: somebody came first, or the family acted meanwhile."""
    if dossier.status in {Status.RECORDED, Status.PAPER_RECEIVED, Status.UNDER_REVIEW}:
        return _("Hồ sơ vừa thay đổi. Xem lại rồi quyết định.")
    return _("%(last)s Quyết định của bạn chưa được ghi.", last=last_sentence(dossier))


def sent_again_meanwhile() -> str:
    """Why a decision was not taken: it was about what the family has replaced since."""
    return _("Gia đình vừa gửi lại hồ sơ. Quyết định của bạn chưa được ghi, hãy xem lại.")


def done_sentence(dossier: Dossier, decision: Decision) -> str:
    """What the officer has just decided."""
    return {
        Decision.ACCEPT: _("Đã chấp nhận hồ sơ %(code)s.", code=dossier.code),
        Decision.SUPPLEMENT: _("Đã gửi yêu cầu bổ sung cho hồ sơ %(code)s.", code=dossier.code),
        Decision.REJECT: _("Đã từ chối hồ sơ %(code)s.", code=dossier.code),
    }[decision]


def obstacle_sentence(obstacle: Obstacle) -> str:
    """Why the dossier cannot be accepted, and what to do."""
    return {
        Obstacle.NO_PAPER: _("Chưa có tờ khai có chữ ký. Tích vào ô này khi đã nhận tờ khai."),
        Obstacle.NOT_IN_REGISTER: _(
            "Mã số này không có trong dữ liệu BHXH, chưa mở được tài khoản. "
            "Hãy yêu cầu gia đình xem lại mã số."
        ),
        Obstacle.CHILD_HAS_ACCOUNT: _("Con đã có tài khoản riêng. Hãy từ chối và chọn lý do."),
        Obstacle.ALREADY_IN_CARE: _("Người này đã có con trong tài khoản. Hãy từ chối và chọn lý do."),
        Obstacle.CUSTODY_OVER: _(
            "Quyết định giám hộ đã hết hạn. Hãy yêu cầu gia đình nộp quyết định mới, hoặc sửa ngày cuối."
        ),
        Obstacle.AGES_DO_NOT_FIT: _(
            "Tuổi của hai người không cho phép giám hộ. Hãy từ chối, hoặc yêu cầu gia đình xem lại quan hệ."
        ),
        Obstacle.ALREADY_REGISTERED: _(
            "Mã số hoặc số điện thoại này đã có tài khoản. Hãy từ chối và chọn lý do."
        ),
    }[obstacle]


def paper_received_sentence(dossier: Dossier, *, before: bool) -> str:
    """The signed paper of a dossier was ticked, now or before."""
    name = dossier.full_name or ""
    if before:
        return _("Tờ khai của %(code)s, %(name)s đã nhận từ trước.", code=dossier.code, name=name)
    return _("Đã nhận tờ khai của %(code)s, %(name)s.", code=dossier.code, name=name)
