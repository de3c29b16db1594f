"""The words of a one-time code, and of what can go wrong with one."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.core.pages import show_moment, show_time
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.rules import (
    CODE_DIGITS,
    MAX_PER_ADDRESS,
    MAX_WRONG,
    Answer,
    Purpose,
    Refusal,
    Wait,
)
from vssid_app.notifications.models import Channel
from vssid_app.notifications.notices import Notice, written
from vssid_app.notifications.operations import Message
from vssid_app.notifications.rules import CODE_KINDS

# Where a code is typed. Messages are written outside of requests too, where no address can be computed;
# a test holds these against the routes.
PAGES = {
    Purpose.REGISTER: "/dang-ky/ma/{}",
    Purpose.EMAIL: "/dang-ky/ma-email/{}",
    Purpose.SIGN_IN: "/dang-nhap/ma/{}",
    Purpose.RECOVER: "/quen-mat-khau/{}",
    Purpose.ACTIVATE: "/kich-hoat/{}",
    Purpose.OPEN_DOSSIER: "/ho-so/ma/{}",
    Purpose.NEW_DEVICE: "/dang-nhap/may-nay/{}",
    Purpose.OLD_CONTACT: "/tai-khoan/ma-cu/{}",
    Purpose.NEW_CONTACT: "/tai-khoan/ma-moi/{}",
    Purpose.LOST_PHONE: "/mat-so-dien-thoai/{}",
    Purpose.HAND_OVER: "/ho-so/xac-nhan/{}",
    Purpose.WITHDRAW: "/ho-so/xac-nhan/{}",
    Purpose.OWN_DATA: "/tai-khoan/du-lieu/ma/{}",
    Purpose.CLOSE_ACCOUNT: "/tai-khoan/xoa/ma/{}",
    Purpose.SEND_REQUEST: "/dich-vu/ma/{}",
    Purpose.CARE: "/moi/ma/{}",
}
MINUTE = 60


def page_of(challenge: Challenge) -> str | None:
    """The path of the page that asks for the challenge's code, where there is one of its own."""
    pattern = PAGES.get(Purpose(challenge.purpose))
    return pattern.format(challenge.public_id) if pattern else None


def valid_until(challenge: Challenge) -> str:
    """Until when the newest code holds: a time, with the date where the code holds for days."""
    until = challenge.codes[-1].expires_at
    return show_moment(until) if challenge.purpose == Purpose.ACTIVATE else show_time(until)


def one_time_code(challenge: Challenge, code: str) -> Message:
    """The code, and the warning that nobody may ask for it; short, so that a phone shows it whole."""
    notice = Notice(
        kind=f"{CODE_KINDS}{challenge.purpose}",
        title=_("Mã xác nhận"),
        text=_("%(code)s là mã xác nhận.", code=code),
        code=code,
        link=page_of(challenge),
        useless_from=challenge.codes[-1].expires_at,
    )
    channel = Channel(challenge.channel)
    return written(notice, channel, challenge.address or "", only_device=challenge.device_hash)


def wrong_length(typed: str) -> str:
    """Said of something that cannot be a code; ``typed`` is without spaces and hyphens."""
    if not typed:
        return _("Nhập mã %(digits)s số trong tin nhắn.", digits=CODE_DIGITS)
    if not (typed.isascii() and typed.isdigit()):
        return _("Mã chỉ có số. Xem lại %(digits)s số trong tin nhắn.", digits=CODE_DIGITS)
    if len(typed) < CODE_DIGITS:
        return _("Bạn mới nhập %(count)s số, mã có %(digits)s số.", count=len(typed), digits=CODE_DIGITS)
    return _("Bạn đã nhập %(count)s số, mã chỉ có %(digits)s số.", count=len(typed), digits=CODE_DIGITS)


def refused(verdict: Answer, challenge: Challenge, left: int) -> str:
    """Said of a code that does not open; ``left`` is how many more guesses the newest code bears."""
    newer = show_time(challenge.codes[-1].issued_at)
    if verdict is Answer.USED:
        return _("Mã này đã dùng rồi. Hãy làm lại từ đầu để nhận mã mới.")
    if verdict is Answer.EXHAUSTED:
        return _("Bạn đã nhập sai %(count)s lần. Bấm “Gửi lại mã” để nhận mã mới.", count=MAX_WRONG)
    if verdict is Answer.EXPIRED:
        return _("Mã này đã hết hạn. Còn mã mới hơn gửi lúc %(time)s – hãy dùng mã đó.", time=newer)
    if len(challenge.codes) > 1:
        return _("Mã chưa đúng. Còn mã mới hơn gửi lúc %(time)s – hãy dùng mã đó.", time=newer)
    return _("Mã chưa đúng. Xem lại tin nhắn; bạn còn %(left)s lần nhập.", left=left)


def expired_and_sent_again() -> str:
    """All codes were too old, so a new one is on its way."""
    return _("Mã đã hết hạn. Chúng tôi vừa gửi mã mới.")


def expired(wait: Wait) -> str:
    """All codes were too old, and another one has to wait."""
    return _("Mã đã hết hạn. %(wait)s", wait=please_wait(wait))


def please_wait(wait: Wait) -> str:
    """Why no code is sent now, and when to try again."""
    after = _in_words(wait.seconds)
    if wait.refusal is Refusal.ADDRESS_LIMIT:
        return _("Đã gửi %(count)s mã tới đây. Thử lại sau %(after)s.", count=MAX_PER_ADDRESS, after=after)
    if wait.refusal is Refusal.DEVICE_LIMIT:
        return _("Máy này đã xin nhiều mã. Thử lại sau %(after)s.", after=after)
    return _("Thử lại sau %(after)s. Mã vừa gửi vẫn dùng được.", after=after)


def _in_words(seconds: int) -> str:
    if seconds <= 2 * MINUTE:
        return _("%(count)s giây", count=seconds)
    return _("%(count)s phút", count=-(-seconds // MINUTE))
