"""The words in which a QR code is judged.

The page gives all of them to its script as well, so that the browser says without network what the server
says: ``frontend/scripts/verify.js`` puts an outcome together as ``verify_outcome`` does.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.registry.card_qr import CardToday, QrKind, Reason
from vssid_app.registry.reference import reference_on

MOST_NAMES = 300
"""A province has some hundred facilities, the country over ten thousand."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """State = icon + word + colour; ``tone`` is a colour's name, empty for none."""

    tone: str
    icon: str
    title: str
    sentence: str


def verdicts() -> dict[str, Verdict]:
    """A verdict for each reason, each answer of the register (``today_…``) and each unsigned kind."""
    return {**_good(), **_too_early_or_late(), **_bad(), **_by_register(), **_unsigned()}


def _good() -> dict[str, Verdict]:
    # Said while the register has not answered, or cannot: a lock comes after the code.
    return {
        Reason.OK: Verdict(
            *("ok", "circle-check", _("Chữ ký đúng, theo mã thẻ còn hạn")),
            _("Thẻ bị khoá sau khi tạo mã thì ở đây chưa thấy: phải hỏi dữ liệu hôm nay."),
        ),
        "old": Verdict(
            *("soon", "clock", _("Chữ ký đúng, nhưng mã đã cũ")),
            _("Mã tạo hơn một ngày trước, từ đó thẻ có thể đã bị khoá hoặc đổi: tra thêm bằng mã số."),
        ),
    }


def _too_early_or_late() -> dict[str, Verdict]:
    return {
        Reason.CARD_EXPIRED: Verdict(
            *("over", "calendar-x", _("Không hợp lệ: thẻ đã hết hạn")),
            _("Chữ ký đúng, nhưng ngày trên thẻ đã qua."),
        ),
        Reason.CARD_NOT_YET: Verdict(
            *("wait", "hourglass", _("Không hợp lệ: thẻ chưa đến ngày dùng")),
            _("Chữ ký đúng, nhưng thẻ chưa có hiệu lực."),
        ),
        Reason.EXPIRED: Verdict(
            *("over", "clock", _("Không hợp lệ: mã đã quá 30 ngày")),
            _("Chữ ký đúng, nhưng mã quá cũ. Chủ thẻ mở lại trang thẻ khi có mạng để có mã mới."),
        ),
        Reason.FROM_FUTURE: Verdict(
            *("soon", "clock", _("Không kiểm tra được: giờ không khớp")),
            _("Mã ghi giờ sau giờ của máy này. Xem lại ngày giờ trên máy rồi thử lại."),
        ),
    }


def _bad() -> dict[str, Verdict]:
    foreign = _("Mã này không do ứng dụng này ký. Nếu trang mở đã lâu, tải lại trang rồi thử lại.")
    not_ours = _("Nội dung không phải mã của thẻ điện tử. Hãy quét lại mã trên trang thẻ.")
    unknown = Verdict("over", "circle-x", _("Không hợp lệ: không rõ ai ký"), foreign)
    unread = Verdict("over", "circle-x", _("Không hợp lệ: không phải mã thẻ"), not_ours)
    return {
        Reason.BAD_SIGNATURE: Verdict(
            *("over", "circle-x", _("Không hợp lệ: chữ ký sai")),
            _("Nội dung đã bị sửa hoặc chép thiếu. Đừng dùng thông tin trong mã này."),
        ),
        Reason.OTHER_WORLD: Verdict(
            *("over", "circle-x", _("Không hợp lệ ở đây: thẻ của bản khác")),
            _("Chữ ký đúng, nhưng mã không phải của bản đang mở: bản chính, bản dùng thử hay buổi tập khác."),
        ),
        Reason.UNKNOWN_KEY: unknown,
        Reason.WRONG_ALGORITHM: unread,
        Reason.MALFORMED: unread,
        Reason.TOO_LONG: unread,
    }


def _by_register() -> dict[str, Verdict]:
    return {
        f"today_{CardToday.VALID}": Verdict(
            *("ok", "circle-check", _("Hợp lệ, hôm nay thẻ dùng được")),
            _("Chữ ký đúng. Dữ liệu hôm nay cũng ghi thẻ còn dùng được."),
        ),
        f"today_{CardToday.LOCKED}": Verdict(
            *("over", "lock", _("Hôm nay thẻ không dùng được")),
            _("Chữ ký đúng, nhưng thẻ đã bị khoá sau khi tạo mã. Chủ thẻ hỏi cơ quan BHXH."),
        ),
        f"today_{CardToday.EXPIRED}": Verdict(
            *("over", "calendar-x", _("Hôm nay thẻ không dùng được")),
            _("Chữ ký đúng, nhưng theo dữ liệu hôm nay thẻ đã hết hạn."),
        ),
        f"today_{CardToday.NOT_YET}": Verdict(
            *("wait", "hourglass", _("Hôm nay thẻ chưa dùng được")),
            _("Chữ ký đúng, nhưng thẻ chưa đến ngày có hiệu lực."),
        ),
        f"today_{CardToday.UNKNOWN}": Verdict(
            *("soon", "circle-alert", _("Hôm nay không thấy thẻ này")),
            _("Chữ ký đúng, nhưng dữ liệu không còn thẻ như trong mã: thẻ có thể đã được đổi."),
        ),
    }


def _unsigned() -> dict[str, Verdict]:
    proves_nothing = _("Ai cũng in được mã như vậy. Chỉ để đọc nhanh, không chứng minh thẻ thật.")
    return {
        QrKind.CARD_2021: Verdict("", "info", _("Thẻ giấy mẫu 2021: không có chữ ký"), proves_nothing),
        QrKind.CARD_OLD: Verdict("", "info", _("Thẻ giấy mẫu cũ: không có chữ ký"), proves_nothing),
        QrKind.CCCD: Verdict(
            *("", "info", _("CCCD gắn chip: không có chữ ký")),
            _("Mã in trên CCCD chỉ để đọc nhanh, không chứng minh giấy tờ thật."),
        ),
        QrKind.UNKNOWN: Verdict(
            *("over", "circle-x", _("Không phải mã thẻ BHYT")),
            _("Trang này đọc mã của thẻ điện tử, thẻ BHYT giấy và CCCD gắn chip."),
        ),
    }


def labels() -> dict[str, str]:
    """The names of what a code says, in the order in which it is shown."""
    return {
        "full_name": _("Họ và tên"),
        "date_of_birth": _("Ngày sinh"),
        "sex": _("Giới tính"),
        "si_number": _("Mã số BHXH"),
        "card_code": _("Số thẻ BHYT"),
        "citizen_id": _("Số CCCD"),
        "legacy_id_card": _("Số CMND cũ"),
        "valid_from": _("Dùng từ"),
        "valid_to": _("Đến hết"),
        "level": _("Mức hưởng"),
        "facility_code": _("Nơi KCB ban đầu"),
        "five_year_date": _("Đủ 5 năm liên tục từ"),
        "address": _("Địa chỉ"),
        "parent_name": _("Cha hoặc mẹ"),
        "issued_on": _("Ngày cấp"),
        "office_name": _("Nơi cấp"),
        "made": _("Mã tạo lúc"),
    }


def script_words() -> dict[str, object]:
    """All words that the script needs."""
    return {
        "verdicts": {str(code): asdict(verdict) for code, verdict in verdicts().items()},
        # As pairs: JSON is written with its names in order, these have one of their own.
        "labels": list(labels().items()),
        "sexes": sexes(),
        "level": _("Mức %(level)s", level="{}"),
        "no_end": no_end(),
        "facilities": facility_names(),
    }


def facility_names() -> dict[str, str]:
    """What facilities are called, by their codes, for a page that must know it without network.

    None where there are so many that the page would grow by more than some kilobytes: codes alone stand then.
    """
    names = reference_on(today()).facilities
    return dict(names) if len(names) <= MOST_NAMES else {}


def no_end() -> str:
    """In the place of the last day, which the card of 2021 does not print."""
    return _("không ghi ngày")


def sexes() -> dict[str, str]:
    """As a card prints them."""
    return {"M": _("Nam"), "F": _("Nữ")}
