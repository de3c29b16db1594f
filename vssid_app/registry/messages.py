"""What pages say of a card: its state in words, why it is so, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from vssid_app.core.pages import show_date
from vssid_app.people.rules import IdentityField
from vssid_app.policy.identity_papers import papers_today
from vssid_app.policy.models import FundScope
from vssid_app.registry.models import CardStatus
from vssid_app.registry.overview import CardOverview, ShownCard
from vssid_app.registry.rules import CardHold, CardState, Continuity

ONE_DAY = timedelta(days=1)

# Who pays, hence where a renewal is asked for (source: domain facts, "Beneficiary codes and levels").
PUPILS = frozenset({"HS", "SV"})
WORKERS = frozenset({"DN", "HX", "CH", "NN", "TK", "HC", "XK"})
SMALL_CHILDREN = frozenset({"TE"})
PENSIONERS = frozenset({"HT"})
HOUSEHOLDS = frozenset({"GD"})


@dataclass(frozen=True, slots=True)
class StateWords:
    """The words for a state: on the chip, as the page's first sentence, why it is so, and what to do."""

    chip: str
    headline: str
    why: str
    advice: tuple[str, ...]


def state_words(overview: CardOverview) -> StateWords | None:
    """The words for what the card is today; None for who has nothing in the register."""
    if overview.state is None:
        return None
    if overview.card is None:
        return _reported(overview)
    if overview.is_paid_on:
        return _paid_on(overview, overview.card)
    writers = {
        CardState.VALID: _valid,
        CardState.EXPIRING: _expiring,
        CardState.EXPIRED: _expired,
        CardState.MISMATCH: _mismatch,
        CardState.SUSPENDED: _suspended,
    }
    if overview.state is CardState.REPORTED:
        return _reported(overview) if overview.reported else _to_come(overview.card)
    return writers[overview.state](overview.card)


def days_left_words(card: ShownCard) -> str:
    """``còn 39 ngày``, ``hôm nay là ngày cuối``; empty for a card that has ended or has no end."""
    return "" if card.days_left is None or card.days_left < 0 else left_words(card.days_left)


def left_words(days: int) -> str:
    """``còn 39 ngày``, ``hôm nay là ngày cuối``: the same on pages and in reminders."""
    return _("còn %(n)s ngày", n=days) if days else _("hôm nay là ngày cuối")


def validity_words(card: ShownCard) -> str:
    """From when to when the card is valid."""
    start = show_date(card.row.valid_from)
    if card.row.valid_to is None:
        return _("Từ %(start)s, không ghi ngày hết hạn", start=start)
    return _("%(start)s – %(end)s", start=start, end=show_date(card.row.valid_to))


def facility_words(card: ShownCard) -> str:
    """Where the holder is seen first; before another one holds that was approved, also that and from when."""
    now = card.facility or _("Chưa đăng ký")
    coming = next_facility_words(card)
    return f"{now}. {coming}" if coming else now


def next_facility_words(card: ShownCard) -> str:
    """Another facility that was approved, and from when; empty without one."""
    if card.next_move is None:
        return ""
    day, end = card.next_move.holds_from, card.row.valid_to
    words = _("Nơi khám mới %(name)s dùng từ %(day)s", name=card.next_facility, day=show_date(day))
    return words if end is None or end >= day else _("%(words)s, sau khi gia hạn thẻ", words=words)


def level_words(card: ShownCard) -> str:
    """What the fund pays at the card's level today."""
    if card.level is None or card.share is None:
        return _("Chưa rõ. Hỏi cơ quan BHXH.")
    scopes = {
        FundScope.WITHOUT_LIMITS: _("không giới hạn tỷ lệ với một số thuốc và dịch vụ"),
        FundScope.WITH_LIMITS: _("trong phạm vi được hưởng"),
        FundScope.BEYOND_SCOPE: _("cả ngoài phạm vi được hưởng"),
    }
    return _(
        "Mức %(level)s: quỹ trả %(percent)s%% chi phí, %(scope)s",
        level=card.level,
        percent=card.share.percent,
        scope=scopes[card.share.scope],
    )


def five_year_words(overview: CardOverview) -> str:
    """The five-year date in a few words."""
    run = overview.continuity
    if run is None:
        return _("Chưa có quá trình tham gia")
    if run.broken_since:
        return _("Đã gián đoạn từ %(day)s", day=show_date(run.broken_since))
    if run.is_reached_on(overview.on):
        return _("Từ %(day)s", day=show_date(run.five_year_date))
    return _("Chưa đủ, đủ vào %(day)s", day=show_date(run.five_year_date))


def five_year_sentence(run: Continuity | None, on: date) -> str:
    """The five-year date as one sentence, where its name does not stand beside it."""
    if run is None:
        return _("Chưa có tháng tham gia nào")
    if run.broken_since:
        return _("Đã gián đoạn từ %(day)s", day=show_date(run.broken_since))
    if run.is_reached_on(on):
        return _("Đủ 5 năm liên tục từ %(day)s", day=show_date(run.five_year_date))
    return _("Đủ 5 năm liên tục vào %(day)s", day=show_date(run.five_year_date))


def five_year_account(overview: CardOverview, max_gap_months: int) -> tuple[str, ...]:
    """How the five-year date was computed, sentence by sentence."""
    run = overview.continuity
    if run is None:
        return (_("Chưa có tháng tham gia BHYT nào được ghi nhận."),)
    start, full = show_date(run.start), show_date(run.five_year_date)
    rule = _("Nghỉ không quá %(n)s tháng vẫn tính là liên tục.", n=max_gap_months)
    began = _("Đợt tham gia liên tục gần nhất bắt đầu từ %(day)s.", day=start)
    if run.broken_since:
        broken = show_date(run.broken_since)
        again = _("Khi tham gia lại, 5 năm được tính từ đầu.")
        return (
            began,
            rule,
            _("Đã gián đoạn quá %(n)s tháng, từ %(day)s.", n=max_gap_months, day=broken),
            again,
        )
    return began, rule, _("Cộng 5 năm: %(day)s.", day=full)


def holds_words(status: CardStatus) -> str:
    """What the office has said of a card, for the list of other cards; empty for an active one."""
    return {
        CardStatus.WITHDRAWN: _("Đã thu hồi"),
        CardStatus.REPORTED_OFF: _("Đã báo giảm"),
        CardStatus.SUSPENDED: _("Tạm khoá"),
        CardStatus.ACTIVE: "",
    }[status]


def todo_words(overview: CardOverview) -> str:
    """The one thing to do about a card, as it stands on Home."""
    return {
        CardState.EXPIRING: _("đóng BHYT kỳ tiếp theo"),
        CardState.EXPIRED: _("gia hạn thẻ BHYT"),
        CardState.MISMATCH: _("sửa thông tin chưa khớp"),
        CardState.SUSPENDED: _("hỏi vì sao thẻ bị khoá"),
    }.get(overview.state or CardState.VALID, "")


def _valid(card: ShownCard) -> StateWords:
    end, since = card.row.valid_to, show_date(card.row.valid_from)
    bring = _("Khi đi khám, mang thêm %(papers)s để đối chiếu.", papers=papers_today())
    if end is None:
        why = _("Thẻ không ghi ngày hết hạn: dùng đến khi được đổi hoặc thu hồi.")
        return StateWords(_("Còn hạn"), _("Thẻ còn hạn"), why, (bring,))
    return StateWords(
        _("Còn hạn đến %(day)s", day=show_date(end)),
        _("Thẻ còn hạn đến %(day)s", day=show_date(end)),
        _followed(card) or _("Cơ quan BHXH ghi nhận thẻ có giá trị từ %(day)s.", day=since),
        (bring,),
    )


def _followed(card: ShownCard) -> str:
    """That another card goes on after the one that ends soon; empty without one, and where it has begun."""
    end, start = card.row.valid_to, card.followed_from
    if end is None or start is None or start <= end:
        return ""
    return _("Thẻ tiếp theo đã được cấp, dùng từ %(day)s.", day=show_date(start))


def _expiring(card: ShownCard) -> StateWords:
    end = show_date(card.row.valid_to or card.row.valid_from)
    return StateWords(
        _("Sắp hết hạn: %(day)s", day=end),
        _("Thẻ sắp hết hạn: %(day)s", day=end),
        _("Tiền đóng mới được ghi nhận đến hết ngày này. Thẻ vẫn dùng được đến hết ngày."),
        (renewal_words(card.facts.beneficiary_code), _("Đóng sớm để thời gian tham gia không bị gián đoạn.")),
    )


def _expired(card: ShownCard) -> StateWords:
    end = card.row.valid_to or card.row.valid_from
    since = show_date(end + ONE_DAY)
    return StateWords(
        _("Hết hạn từ %(day)s", day=since),
        _("Thẻ hết hạn từ %(day)s", day=since),
        _("Chưa có tiền đóng nào được ghi nhận sau ngày %(day)s.", day=show_date(end)),
        (renewal_words(card.facts.beneficiary_code), _("Nếu đã đóng, giữ biên lai và hỏi nơi thu tiền.")),
    )


def _reported(overview: CardOverview) -> StateWords:
    payment = overview.reported
    if payment is None:
        raise ValueError("a reported state without a payment")
    sent = show_date(payment.sent_on)
    why = _(
        "%(school)s đã gửi danh sách số %(list)s ngày %(day)s. Cơ quan BHXH chưa ghi nhận.",
        school=payment.school_name,
        list=payment.list_number,
        day=sent,
    )
    ask = _("Muốn biết bao giờ xong, hỏi %(contact)s.", contact=payment.contact or payment.school_name)
    return StateWords(
        _("Trường đã nộp, chờ ghi nhận"),
        _("Trường đã nộp, chờ ghi nhận"),
        why,
        (_("Bạn không phải đóng lại."), ask),
    )


def _paid_on(overview: CardOverview, card: ShownCard) -> StateWords:
    """The card ends soon, and the school has paid for what comes after it."""
    ending, paid = _expiring(card), _reported(overview)
    return StateWords(ending.chip, ending.headline, paid.why, paid.advice)


def _to_come(card: ShownCard) -> StateWords:
    start = show_date(card.row.valid_from)
    return StateWords(
        _("Dùng được từ %(day)s", day=start),
        _("Thẻ dùng được từ %(day)s", day=start),
        _("Thẻ mới đã được cấp, chưa đến ngày bắt đầu."),
        (_("Nếu phải đi khám trước ngày này, hỏi %(office)s.", office=_office(card)),),
    )


def _mismatch(card: ShownCard) -> StateWords:
    differing = {
        IdentityField.FULL_NAME: _("Họ và tên in trên thẻ khác với hồ sơ BHXH."),
        IdentityField.BIRTH_DATE: _("Ngày sinh in trên thẻ khác với hồ sơ BHXH."),
    }
    return StateWords(
        _("Thông tin chưa khớp"),
        _("Thông tin trên thẻ chưa khớp"),
        " ".join(differing[field] for field in card.facts.differs),
        (
            _("Mang %(papers)s đến %(office)s để sửa.", papers=papers_today(), office=_office(card)),
            _("Trong lúc chờ, thẻ vẫn còn hạn. Đi khám nhớ mang giấy tờ gốc."),
        ),
    )


def _suspended(card: ShownCard) -> StateWords:
    reasons = {
        CardHold.WITHDRAWN: _("Cơ quan BHXH đã thu hồi thẻ này."),
        CardHold.REPORTED_OFF: _("Nơi đóng BHYT đã báo giảm: không còn đóng cho thẻ này."),
        CardHold.SUSPENDED: _("Cơ quan BHXH đang tạm khoá thẻ để kiểm tra."),
    }
    return StateWords(
        _("Tạm khoá"),
        _("Thẻ đang tạm khoá"),
        reasons[card.facts.hold or CardHold.SUSPENDED],
        (
            _("Chưa dùng thẻ này khi đi khám."),
            _("Hỏi %(office)s để biết cách mở lại hoặc đổi thẻ.", office=_office(card)),
        ),
    )


def renewal_words(group: str) -> str:
    """Where who pays in a group of beneficiaries goes on paying, so that the card does not end."""
    ways = {
        PUPILS: _("Đóng BHYT kỳ tiếp theo tại trường đang học."),
        WORKERS: _("Hỏi bộ phận nhân sự nơi làm việc để đóng tiếp."),
        SMALL_CHILDREN: _("Từ 6 tuổi, đóng BHYT tại trường. Chưa đi học thì hỏi UBND phường, xã."),
        PENSIONERS: _("Hỏi cơ quan BHXH đang trả lương hưu: tiền BHYT do quỹ đóng."),
        HOUSEHOLDS: _("Đóng tiếp theo hộ gia đình tại đại lý thu hoặc cơ quan BHXH."),
    }
    other = _("Hỏi UBND phường, xã hoặc cơ quan BHXH để được cấp tiếp.")
    return next((words for codes, words in ways.items() if group in codes), other)


def _office(card: ShownCard) -> str:
    return card.office or _("cơ quan BHXH")
