"""What the family is told: one function a change; the words of text messages stay short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import gettext as _

from vssid_app.core.clock import world_time
from vssid_app.core.pages import show_date, show_day
from vssid_app.enrolment import words
from vssid_app.enrolment.models import Dossier, OwnershipCase
from vssid_app.enrolment.reasons import Reason
from vssid_app.identity.codes.operations import issue_activation
from vssid_app.identity.models import Account
from vssid_app.identity.queries import account_by_id
from vssid_app.identity.telling import tell
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import claim_address, enqueue
from vssid_app.people.queries import find_person
from vssid_app.policy.identity_papers import paper_today

HOME = "/toi"


def send_recorded(dossier: Dossier, *, again: bool) -> None:
    """The dossier is in: its code, and by when it is decided."""
    due = show_day(dossier.due_on) if dossier.due_on else ""
    text = (
        _("Đã nhận lại hồ sơ %(code)s. Hẹn trả lời trước %(due)s.", code=dossier.code, due=due)
        if again
        else _("Đã ghi nhận hồ sơ %(code)s. Hẹn trả lời trước %(due)s.", code=dossier.code, due=due)
    )
    _tell(dossier, Notice("dossier.recorded", _("Đã ghi nhận hồ sơ đăng ký"), text))


def send_withdrawn(dossier: Dossier) -> None:
    """The family took it back."""
    text = _("Hồ sơ %(code)s đã rút theo yêu cầu của bạn.", code=dossier.code)
    _tell(dossier, Notice("dossier.withdrawn", _("Hồ sơ đã rút"), text))


def send_supplement_asked(dossier: Dossier, reasons: Sequence[Reason]) -> None:
    """What is asked for, and that the rest stays."""
    asked = " ".join(words.told(reason).what for reason in reasons)
    text = _(
        "Hồ sơ %(code)s cần bổ sung. %(asked)s Các phần khác giữ nguyên.", code=dossier.code, asked=asked
    )
    brief = _(
        "Hồ sơ %(code)s cần bổ sung %(n)s chỗ. Các phần khác giữ nguyên. Mở hồ sơ để xem.",
        code=dossier.code,
        n=len(reasons),
    )
    _tell(dossier, Notice("dossier.supplement", _("Hồ sơ cần bổ sung"), text, brief))


def send_rejected(dossier: Dossier, reasons: Sequence[Reason]) -> None:
    """Why it was not accepted; goes to the phone and, if given, the email."""
    why = " ".join(words.told(reason).what for reason in reasons)
    text = _(
        "Hồ sơ %(code)s chưa được chấp nhận. %(why)s Bạn có thể sửa và gửi lại.", code=dossier.code, why=why
    )
    brief = _("Hồ sơ %(code)s chưa được chấp nhận. Mở hồ sơ để xem lý do, sửa và gửi lại.", code=dossier.code)
    _tell(dossier, Notice("dossier.rejected", _("Hồ sơ chưa được chấp nhận"), text, brief))


def send_accepted(dossier: Dossier, account: Account) -> None:
    """The account is open. The code goes only where a code of this dossier was answered."""
    challenge, code = issue_activation(
        dossier.phone, Channel.SMS, account_id=account.id, device=dossier.device_hash
    )
    until = show_date(world_time(challenge.codes[-1].expires_at).date())
    notice = _(
        "Hồ sơ %(code)s được chấp nhận. Tên đăng nhập: %(user)s.", code=dossier.code, user=account.user_name
    )
    # The code comes first: a phone shows the beginning of a message.
    with_code = _("%(code)s là mã kích hoạt, dùng đến %(until)s.", code=code, until=until) + " " + notice
    accepted = Notice("dossier.accepted", _("Tài khoản của bạn đã mở"), notice, case_code=dossier.code)
    inviting = replace(
        accepted,
        text=with_code,
        link=f"/kich-hoat/{challenge.public_id}",
        code=code,
        useless_from=challenge.codes[-1].expires_at,
    )
    # In the app without the code, which is for the phone alone.
    tell(account, replace(accepted, screen=HOME), at=())
    claim_address(dossier.device_hash, dossier.phone)
    enqueue(written(inviting, Channel.SMS, dossier.phone))
    if dossier.email:
        proven = dossier.email_proven_at is not None
        enqueue(written(inviting if proven else accepted, Channel.EMAIL, dossier.email))


def send_child_accepted(dossier: Dossier) -> None:
    """The guardian has the child in the account from now on; nothing is to be activated."""
    text = _(
        "Hồ sơ %(code)s được chấp nhận. Mở tài khoản của bạn để xem thẻ BHYT của con.", code=dossier.code
    )
    child = find_person(dossier.person_id) if dossier.person_id else None
    card = f"/nguoi/{child.public_id}/the" if child else ""
    title = _("Đã đăng ký xong cho con")
    _tell(
        dossier,
        Notice("dossier.child_accepted", title, text, screen=card, about_id=child.id if child else None),
    )


def send_case_opened(dossier: Dossier, case: OwnershipCase) -> None:
    """Somebody will look at it."""
    text = _("Đã nhận yêu cầu %(code)s: tài khoản không phải của bạn. Cán bộ sẽ kiểm tra.", code=case.code)
    _tell(dossier, Notice("case.opened", _("Đã nhận yêu cầu kiểm tra"), text))


def send_case_settled(dossier: Dossier, case: OwnershipCase) -> None:
    """What the officer answered."""
    text = _("Yêu cầu %(code)s đã xong: %(outcome)s", code=case.code, outcome=case.outcome)
    brief = _("Yêu cầu %(code)s đã có câu trả lời. Mở hồ sơ để đọc.", code=case.code)
    _tell(dossier, Notice("case.settled", _("Yêu cầu kiểm tra đã xong"), text, brief))


def send_case_lapsed(dossier: Dossier, case: OwnershipCase) -> None:
    """Nobody has answered in time: nothing was changed, and where to go."""
    text = _(
        "Yêu cầu %(code)s đã hết hạn, chưa đổi gì. Mời bạn mang %(paper)s tới cơ quan BHXH để được kiểm tra.",
        code=case.code,
        paper=paper_today(),
    )
    _tell(dossier, Notice("case.lapsed", _("Yêu cầu kiểm tra đã hết hạn"), text))


def _tell(dossier: Dossier, notice: Notice) -> None:
    """To the account that holds the dossier; without one to the phone, and to the email if one was given.

    Until a child is in the guardian's care, what is told of its dossier is about the guardian.
    """
    leading = replace(notice, link=f"/ho-so/{dossier.code}", case_code=dossier.code)
    account = account_by_id(dossier.account_id)
    if account is not None:
        tell(account, leading)
        return
    enqueue(written(leading, Channel.SMS, dossier.phone))
    if dossier.email:
        enqueue(written(leading, Channel.EMAIL, dossier.email))
