"""Eleven questions that people ask most, each with a short answer that ends at the exact screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from vssid_app.core.pages import NBSP
from vssid_app.core.text import show_money
from vssid_app.policy.identity_papers import paper_today, papers_today
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import UnknownParameter, whole_number
from vssid_app.registry.rules import pupil_premium
from vssid_app.registry.terms import all_terms

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its steps; ``real`` says how it is on the real VssID where that differs."""

    key: str
    question: str
    steps: Sequence[str]
    endpoint: str
    link: str
    real: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether the steps are done one after another."""
        return len(self.steps) > 1


def answers(on: date, *, practice: bool) -> list[Answer]:
    """The eleven answers as they are true on a day."""
    return [
        _no_code(practice=practice),
        _forgotten_password(),
        _already_registered(),
        _what_to_prepare(),
        _where_is_the_number(),
        _sent_back(),
        _how_long(on),
        _at_the_hospital(practice=practice),
        _without_network(),
        _expired_but_paid(),
        _what_it_costs(on),
    ]


def _no_code(*, practice: bool) -> Answer:
    return Answer(
        "khong-nhan-duoc-ma",
        _("Không nhận được mã?"),
        [
            _("Xem lại số điện thoại. Sai thì bấm “Sửa số”."),
            _("Xem máy có sóng không, có chặn tin nhắn lạ không."),
            _("Đợi 30 giây rồi bấm “Gửi lại mã”. Mã trước vẫn dùng được đến hết giờ ghi trong tin."),
        ],
        "inbox.messages" if practice else "identity.sign_in_by_code",
        _("Mở hộp thư thực hành") if practice else _("Nhận mã để đăng nhập"),
        _("mã chỉ dùng được trong 5 phút."),
    )


def _forgotten_password() -> Answer:
    return Answer(
        "quen-mat-khau",
        _("Quên mật khẩu?"),
        [
            _(
                "Mở trang “Quên mật khẩu”, nhập mã số BHXH, số %(paper)s hoặc số điện thoại.",
                paper=paper_today(),
            ),
            _("Nhập mã gửi về điện thoại."),
            _("Đặt mật khẩu mới. Bạn đăng nhập được ngay, không mất tiền."),
        ],
        "identity.recover",
        _("Lấy lại mật khẩu"),
        _("lấy lại qua e-mail, hoặc nhắn tin có phí từ số đã đăng ký: BH MK, mã số BHXH, gửi 8079."),
    )


def _already_registered() -> Answer:
    return Answer(
        "ma-so-da-dang-ky",
        _("Ứng dụng báo mã số đã được đăng ký?"),
        [
            _("Nếu là tài khoản của bạn: lấy lại mật khẩu bằng điện thoại."),
            _("Nếu không phải bạn: ở bước đó, bấm “Không phải tôi”. Cơ quan BHXH sẽ kiểm tra."),
        ],
        "identity.recover",
        _("Lấy lại tài khoản của tôi"),
        _("nếu số điện thoại của tài khoản không phải của bạn, gọi tổng đài 1900 9068."),
    )


def _what_to_prepare() -> Answer:
    return Answer(
        "can-chuan-bi-gi",
        _("Đăng ký cần chuẩn bị gì?"),
        [
            _("Mã số BHXH, hoặc số %(paper)s.", paper=paper_today()),
            _("%(paper)s để xem ngày cấp, và để chụp hai mặt nếu được hỏi.", paper=paper_today()),
            _("Điện thoại đang dùng, nhận được tin nhắn."),
            _("Chỗ sáng để chụp ảnh chân dung."),
        ],
        "enrolment.prepare",
        _("Xem giấy tờ cần có"),
    )


def _where_is_the_number() -> Answer:
    return Answer(
        "ma-so-o-dau",
        _("Mã số BHXH ở đâu?"),
        [
            _("Thẻ BHYT mới: 10 số in trên thẻ."),
            _("Thẻ cũ có 15 ký tự: 10 số cuối."),
            _("Không có thẻ: nhập số %(paper)s vào cùng ô đó, hoặc hỏi nhà trường.", paper=paper_today()),
        ],
        "enrolment.kinds",
        _("Đăng ký tài khoản"),
    )


def _sent_back() -> Answer:
    return Answer(
        "ho-so-bi-tra-lai",
        _("Hồ sơ hoặc ảnh bị trả lại?"),
        [
            _("Mở hồ sơ bằng mã trong tin nhắn, đọc lý do: ảnh mờ, thiếu mặt, tên hoặc ngày sinh chưa khớp…"),
            _("Sửa đúng chỗ được nêu. Các phần khác giữ nguyên."),
            _("Gửi lại. Bạn không phải đăng ký từ đầu."),
        ],
        "enrolment.find",
        _("Tìm hồ sơ của tôi"),
    )


def _how_long(on: date) -> Answer:
    return Answer(
        "bao-lau-co-tai-khoan",
        _("Bao lâu thì có tài khoản?"),
        [
            _(
                "Hồ sơ khớp có thể được duyệt ngay. Nếu không, thường %(days)s sau khi hồ sơ đủ.",
                days=_days(on),
            ),
            _("Được duyệt, bạn nhận mã kích hoạt về điện thoại."),
            _("Tên đăng nhập là mã số BHXH. Mật khẩu do bạn tự đặt."),
        ],
        "enrolment.find",
        _("Xem hồ sơ đang ở đâu"),
        _("mật khẩu đầu tiên được gửi qua tin nhắn hoặc e-mail; hãy đổi ngay."),
    )


def _at_the_hospital(*, practice: bool) -> Answer:
    steps = [
        _("Đăng nhập, mở “Thẻ BHYT”."),
        _("Đưa màn hình cho nhân viên, hoặc đọc dãy số trên thẻ."),
        _("Mang %(papers)s để đối chiếu.", papers=papers_today()),
    ]
    sample = [_("Thẻ trong bản này là thẻ mẫu, không dùng đi khám được.")]
    return Answer(
        "di-kham",
        _("Đi khám dùng thẻ trên điện thoại thế nào?"),
        steps + sample if practice else steps,
        "registry.my_home",
        _("Mở thẻ của tôi"),
        _("Quản lý cá nhân → Thẻ BHYT → Sử dụng thẻ (mã QR) hoặc Hình ảnh thẻ."),
    )


def _without_network() -> Answer:
    return Answer(
        "mat-mang",
        _("Mất mạng có mở được thẻ không?"),
        [
            _("Khi có mạng, mở thẻ rồi bấm “Giữ thẻ”."),
            _("Mất mạng, mở lại: thẻ hiện ngay, kèm giờ lưu."),
            _("Máy giữ 7 ngày. Đăng xuất là xoá ngay."),
            _("Mất máy: đăng xuất nó từ máy khác. Thẻ bị xoá khi máy đó có mạng."),
            _("Trước lúc đó, ai mở khoá được máy vẫn xem được thẻ."),
        ],
        "registry.my_card",
        _("Mở thẻ của tôi"),
    )


def _expired_but_paid() -> Answer:
    return Answer(
        "da-dong-tien",
        _("Đã đóng tiền ở trường mà thẻ báo hết hạn?"),
        [
            _("Mở thẻ. Nếu ghi “chờ ghi nhận”, danh sách của trường đang được xử lý."),
            _("Giữ biên lai, báo cô chủ nhiệm kiểm tra danh sách."),
            _("Nhờ cơ quan BHXH xem danh sách gia hạn."),
        ],
        "registry.my_home",
        _("Xem hạn thẻ"),
    )


def _what_it_costs(on: date) -> Answer:
    return Answer(
        "hoc-sinh-dong-bao-nhieu",
        _("Học sinh đóng bao nhiêu?"),
        [_premium(on), _("Nhà trường thu theo 3, 6 hoặc 12 tháng.")],
        "registry.my_home",
        _("Xem hạn thẻ"),
    )


def _premium(on: date) -> str:
    terms = all_terms().premium_on(on)
    premium = pupil_premium(MONTHS_A_YEAR, terms)
    if premium is None or terms.state_support is None:
        return _("Hỏi nhà trường mức đóng của năm nay.")
    return _(
        "Năm nay: %(sum)s cho 12 tháng, sau khi nhà nước hỗ trợ %(percent)s%%.",
        sum=show_money(premium.own),
        percent=f"{terms.state_support:.0%}".rstrip("%"),
    )


def _days(on: date) -> str:
    try:
        days = whole_number(Parameter.DECISION_WORKING_DAYS, on)
    except UnknownParameter:
        return _("vài ngày làm việc")
    return _("trong %(count)s ngày làm việc", count=days).replace(f" {days} ", f"{NBSP}{days}{NBSP}")
