"""What look-ups say: the codes of a check in words, and why there is no answer now."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.core.pages import show_date
from vssid_app.lookups.rules import Counted, TooMany
from vssid_app.policy.identity_papers import papers_today
from vssid_app.registry.card_rules import CardFacts
from vssid_app.registry.check_rules import CheckCode, CheckResult
from vssid_app.registry.reference import Share

MINUTE = 60


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A result on a page: the first sentence, and what to do."""

    headline: str
    advice: str
    tone: str = "over"
    icon: str = "calendar-x"


def code_words(result: CheckResult) -> str:
    """One sentence for a result code; 050 has one, whatever differs."""
    if result.begins_later:
        return _("Thẻ chưa đến ngày có giá trị.")
    return {
        CheckCode.CORRECT: _("Thẻ còn giá trị sử dụng."),
        CheckCode.EXPIRED: _("Thẻ đã hết giá trị sử dụng."),
        CheckCode.NOT_FOUND: _("Không thấy thẻ nào khớp cả số, họ tên và ngày sinh."),
        CheckCode.WRONG_NUMBER: _("Số thẻ này không phải của người trong hồ sơ."),
        CheckCode.WRONG_PROVINCE: _("Mã tỉnh trong số thẻ khác hồ sơ."),
        CheckCode.WRONG_LEVEL: _("Mức hưởng trong số thẻ khác hồ sơ."),
        CheckCode.NAME_DIFFERS: _("Họ tên khác hồ sơ."),
        CheckCode.NAME_DIFFERS_LIKE: _("Họ tên khác hồ sơ, nhưng gần giống."),
        CheckCode.BIRTH_DIFFERS: _("Ngày sinh khác hồ sơ."),
        CheckCode.SEX_DIFFERS: _("Giới tính khác hồ sơ."),
        CheckCode.FACILITY_DIFFERS: _("Nơi khám chữa bệnh ban đầu khác hồ sơ."),
        CheckCode.WITHDRAWN: _("Thẻ đã bị thu hồi hoặc tạm khoá."),
        CheckCode.REPORTED_OFF: _("Thẻ đã báo giảm."),
        CheckCode.MOVED_PROVINCE: _("Thẻ đã báo giảm vì chuyển sang tỉnh khác."),
        CheckCode.MOVED_INSIDE: _("Thẻ đã báo giảm vì chuyển nơi khác trong tỉnh."),
        CheckCode.BACK_IN_UNIT: _("Thẻ đã báo giảm rồi tăng lại tại cùng đơn vị."),
        CheckCode.STOPPED: _("Thẻ đã báo giảm vì ngừng tham gia."),
        CheckCode.NOT_ENOUGH: _("Chưa đủ thông tin: cần số, họ tên và ngày sinh."),
    }[result.code]


def check_words(result: CheckResult) -> CheckWords:
    """A result as the page says it."""
    said = code_words(result).removesuffix(".")
    if result.code is CheckCode.CORRECT:
        return CheckWords(
            said, _("Khi đi khám, mang theo %(papers)s.", papers=papers_today()), "ok", "circle-check"
        )
    if result.begins_later:
        return CheckWords(said, _("Trước ngày đó, dùng thẻ đang còn hạn nếu có."), "wait", "hourglass")
    if result.code is CheckCode.EXPIRED:
        return CheckWords(said, _("Học sinh đóng tại trường. Người khác đóng tại đơn vị hoặc điểm thu."))
    if result.code < CheckCode.WITHDRAWN:
        return CheckWords(
            said, _("Xem lại từng ô. Nếu giấy tờ đúng, hỏi cơ quan BHXH."), "differ", "equal-not"
        )
    return CheckWords(said, _("Hỏi cơ quan BHXH hoặc nơi đóng để biết vì sao."), "", "lock")


def validity_words(card: CardFacts) -> str:
    """From when to when a card is valid."""
    start = show_date(card.valid_from)
    if card.valid_to is None:
        return _("Từ %(start)s, không ghi ngày hết hạn", start=start)
    return _("%(start)s – %(end)s", start=start, end=show_date(card.valid_to))


def level_words(level: int | None, share: Share | None) -> str:
    """What the fund pays at a level."""
    if level is None or share is None:
        return _("Chưa rõ. Hỏi cơ quan BHXH.")
    return _("Mức %(level)s: quỹ trả %(percent)s%% chi phí", level=level, percent=share.percent)


def please_wait(wait: TooMany) -> str:
    """Why there is no answer now, and when to try again."""
    after = _in_words(wait.seconds)
    if wait.counted is Counted.NUMBER:
        return _("Thông tin này đã được tra cứu quá nhiều lần. Thử lại sau %(after)s.", after=after)
    if wait.counted is Counted.DEVICE:
        return _("Máy này đã tra cứu nhiều lần. Thử lại sau %(after)s.", after=after)
    return _("Mạng này đang tra cứu quá nhiều. Thử lại sau %(after)s.", after=after)


def _in_words(seconds: int) -> str:
    if seconds <= 2 * MINUTE:
        return _("%(count)s giây", count=seconds)
    return _("%(count)s phút", count=-(-seconds // MINUTE))
