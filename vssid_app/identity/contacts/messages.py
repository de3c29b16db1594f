"""What is told of a changed phone or email, and of a case on the desk."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.clock import now
from vssid_app.core.pages import show_moment
from vssid_app.identity.models import AccountCase
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import Message
from vssid_app.policy.identity_papers import paper_today

DEVICES = "/tai-khoan/thiet-bi"
LOST_PHONE = "/mat-so-dien-thoai"


def contact_changed(channel: Channel) -> Notice:
    """What was changed; goes to the old phone or email, and to the account's phone of now."""
    text = _(
        "%(what)s của tài khoản vừa được đổi lúc %(time)s. Không phải bạn? Đến cơ quan BHXH gần nhất ngay.",
        what=_("E-mail") if channel is Channel.EMAIL else _("Số điện thoại"),
        time=show_moment(now()),
    )
    return Notice("account.contact_changed", _("Liên hệ vừa được đổi"), text, link=DEVICES)


def case_asked(case: AccountCase, office_name: str) -> Message:
    """To the new phone: what to bring where. Reads the same whether there is an account or not."""
    text = _(
        "Yêu cầu %(code)s: mang %(paper)s tới %(office)s. "
        "Cán bộ xem giấy tờ rồi đổi số điện thoại cho bạn, miễn phí.",
        code=case.code,
        paper=paper_today(),
        office=office_name,
    )
    brief = _(
        "Yêu cầu %(code)s: mang %(paper)s tới cơ quan BHXH đã chọn để đổi số, miễn phí.",
        code=case.code,
        paper=paper_today(),
    )
    notice = Notice("account.case_asked", _("Xin đổi số điện thoại"), text, brief, link=LOST_PHONE)
    return written(notice, Channel.SMS, case.new_phone)


def case_opened() -> Notice:
    """To whoever has the account: somebody says that its phone is lost."""
    text = _(
        "Có người xin đổi số điện thoại của tài khoản bạn tại cơ quan BHXH. "
        "Không phải bạn? Báo cơ quan BHXH ngay."
    )
    return Notice("account.case_opened", _("Có người xin đổi số điện thoại"), text, link=DEVICES)


def case_lapsed(case: AccountCase) -> Message:
    """To the phone that was to be the new one: nothing was changed, and how to ask again."""
    text = _(
        "Yêu cầu %(code)s đã hết hạn, chưa đổi gì. Vẫn cần thì xin lại và mang %(paper)s tới cơ quan BHXH.",
        code=case.code,
        paper=paper_today(),
    )
    notice = Notice("account.case_lapsed", _("Yêu cầu đổi số đã hết hạn"), text, link=LOST_PHONE)
    return written(notice, Channel.SMS, case.new_phone)


def case_refused(case: AccountCase) -> Message:
    """To the phone that was to be the new one."""
    text = _(
        "Yêu cầu %(code)s chưa được nhận: giấy tờ chưa đúng người. "
        "Mang %(paper)s tới cơ quan BHXH và xin lại.",
        code=case.code,
        paper=paper_today(),
    )
    notice = Notice("account.case_refused", _("Chưa đổi số điện thoại"), text, link=LOST_PHONE)
    return written(notice, Channel.SMS, case.new_phone)
