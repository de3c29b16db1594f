"""The sentences of these pages: parameters and their values, refusals, what the log tells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from flask_babel import gettext as _

from vssid_app.core.dated import Dated
from vssid_app.core.dated_rules import DatedProblem, Place
from vssid_app.core.pages import NBSP, show_date
from vssid_app.core.text import show_money
from vssid_app.identity.models import Account, Role
from vssid_app.identity.staff.operations import StaffProblem
from vssid_app.policy.models import Parameter, PolicyValue
from vssid_app.policy.rules import month_and_day
from vssid_app.policy.value_rules import DAY_OF_YEAR, FLAG, MONEY, PRICE, SHARE, ValueProblem

Row = TypeVar("Row", bound=Dated)


def parameter_word(name: Parameter) -> str:
    """What a parameter is called."""
    return {
        Parameter.BASE_SALARY: _("Lương cơ sở"),
        Parameter.PREMIUM_RATE: _("Mức đóng BHYT học sinh"),
        Parameter.SUBSIDY_RATE: _("Nhà nước hỗ trợ học sinh"),
        Parameter.CHILD_AGE_LIMIT: _("Tuổi cần có giấy tờ tuỳ thân"),
        Parameter.ADULT_AGE: _("Tuổi tự đăng ký và được làm người giám hộ"),
        Parameter.PARENT_AGE_GAP: _("Cha mẹ hơn con ít nhất"),
        Parameter.CHILD_CONSENT_AGE: _("Tuổi hỏi ý con"),
        Parameter.ONLINE_CHILD_DECISION: _("Duyệt con ngay khi khớp dữ liệu"),
        Parameter.MAX_GAP_MONTHS: _("Gián đoạn tối đa của 5 năm liên tục"),
        Parameter.EXPIRING_DAYS: _("Báo thẻ sắp hết hạn trước"),
        Parameter.DECISION_WORKING_DAYS: _("Hạn xét duyệt hồ sơ"),
        Parameter.SIGNED_PAPER_DAYS: _("Hạn nộp tờ khai đã ký"),
        Parameter.FRESH_PROOF_MINUTES: _("Gửi hồ sơ không hỏi lại mã trong"),
        Parameter.INVITATION_MINUTES: _("Lời mời chăm sóc con dùng được trong"),
        Parameter.INVITATION_CONFIRM_DAYS: _("Xác nhận người nhận lời mời trong"),
        Parameter.CASE_LATE_DAYS: _("Yêu cầu ở bàn xét duyệt là trễ sau"),
        Parameter.IDENTITY_CARD_AGE: _("Tuổi được cấp CCCD"),
        Parameter.HAND_OVER_NOTICE_DAYS: _("Báo trước khi con đủ tuổi có tài khoản, đủ tuổi trưởng thành"),
        Parameter.HAND_OVER_ANSWER_DAYS: _("Thời gian để con chọn người giám hộ còn xem được gì"),
        Parameter.CARE_END_NOTICE_DAYS: _("Báo trước khi hết hạn quyết định giám hộ"),
        Parameter.CASE_CLOSE_DAYS: _("Yêu cầu chưa ai quyết định tự đóng sau"),
        Parameter.PHOTO_RETENTION_DAYS: _("Giữ ảnh sau khi quyết định"),
        Parameter.DELETION_WAIT_DAYS: _("Rút được yêu cầu xoá tài khoản trong"),
        Parameter.RECORD_RETENTION_YEARS: _("Giữ hồ sơ đã quyết định ít nhất"),
        Parameter.LOOK_RETENTION_DAYS: _("Giữ danh sách ai đã xem hồ sơ"),
        Parameter.ONLINE_DECISION: _("Duyệt ngay khi khớp dữ liệu"),
        Parameter.PHOTO_SIDES_ALWAYS: _("Luôn hỏi ảnh hai mặt giấy tờ"),
        Parameter.LEGACY_ID_CARD_ACCEPTED: _("Nhận CMND 9 số"),
        Parameter.PAPER_CARD_FOR_ALL: _("In thẻ giấy cho mọi người"),
        Parameter.SMALL_CHILD_MONTHS: _("Thẻ trẻ em dùng đến tháng tuổi"),
        Parameter.SCHOOL_YEAR_END: _("Ngày thẻ theo năm học cũ hết hạn"),
        Parameter.SMALL_VISIT_SHARE: _("Lần khám chi phí thấp, so với lương cơ sở"),
        Parameter.COPAY_CAP_SALARIES: _("Mức cùng chi trả tối đa một năm"),
        Parameter.AWAY_SHARE_BASIC: _("Trái tuyến cấp cơ bản, phần quỹ còn trả"),
        Parameter.AWAY_SHARE_ADVANCED: _("Trái tuyến cấp chuyên sâu, phần quỹ còn trả"),
        Parameter.REISSUE_WORKING_DAYS: _("Hạn cấp lại thẻ, không đổi thông tin"),
        Parameter.DATA_CHANGE_WORKING_DAYS: _("Hạn trả lời khi đổi thông tin"),
        Parameter.FACILITY_CHANGE_DAYS: _("Kỳ đổi nơi khám ban đầu, từ đầu quý"),
        Parameter.POST_WORKING_DAYS: _("Bưu điện phát thẻ trong"),
        Parameter.POSTAGE_SAME_PROVINCE: _("Cước gửi thẻ trong tỉnh"),
        Parameter.POSTAGE_SAME_REGION: _("Cước gửi thẻ sang tỉnh cùng miền"),
        Parameter.POSTAGE_FAR: _("Cước gửi thẻ sang miền khác"),
    }[name]


def value_words(unit: str, value: str) -> str:
    """A value as people read it: ``2.530.000 đ/tháng``, ``4,5%``, ``30 ngày``, ``Có``."""
    if unit == FLAG:
        return _("Có") if value == "true" else _("Không")
    if unit == SHARE:
        return f"{(Decimal(value) * 100).normalize():f}%".replace(".", ",")
    if unit == MONEY:
        return _("%(money)s/tháng", money=show_money(Decimal(value)))
    if unit == PRICE:
        return show_money(Decimal(value))
    if unit == DAY_OF_YEAR:
        month, day = month_and_day(value)
        return f"{day}/{month}"
    units = {
        "minutes": _("phút"),
        "days": _("ngày"),
        "working days": _("ngày làm việc"),
        "months": _("tháng"),
        "years": _("năm"),
        "years of age": _("tuổi"),
        "base salaries": _("tháng lương cơ sở"),
    }
    return f"{value}{NBSP}{units.get(unit, unit)}"


def value_hint(unit: str) -> str:
    """How a value is typed."""
    return {
        SHARE: _("Phần trăm, ví dụ 4,5."),
        MONEY: _("Số đồng một tháng, ví dụ 2.530.000."),
        PRICE: _("Số đồng, ví dụ 22.000."),
        DAY_OF_YEAR: _("Ngày và tháng, ví dụ 30/9."),
    }.get(unit, _("Số nguyên, ví dụ 30."))


def value_problem(problem: ValueProblem) -> str:
    """What is wrong with a typed value, and how it is right."""
    return {
        ValueProblem.NOT_WHOLE: _("Nhập số nguyên từ 1 đến 3650, ví dụ 30."),
        ValueProblem.NOT_PERCENT: _("Nhập phần trăm từ 0 đến 100, ví dụ 4,5."),
        ValueProblem.NOT_MONEY: _("Nhập số đồng, chỉ gồm chữ số, ví dụ 2.530.000."),
        ValueProblem.NOT_YES_NO: _("Chọn Có hoặc Không."),
        ValueProblem.NOT_DAY: _("Nhập ngày và tháng, ví dụ 30/9."),
    }[problem]


def dated_problem(problem: DatedProblem) -> str:
    """Why a row cannot begin on a day."""
    return {
        DatedProblem.OVERLAP: _("Đã có một dòng bắt đầu đúng ngày này. Chọn ngày khác."),
        DatedProblem.PAST: _("Ngày này đã qua. Ghi lý do ở ô “Lý do” nếu vẫn cần đổi."),
    }[problem]


def change_words(place: Place[PolicyValue], value: str) -> str:
    """What a new value would change, in one line."""
    earlier = place.earlier
    unit_words = value_words(earlier.unit, earlier.value) if earlier else ""
    return _change(place.valid_from, value, unit_words)


def rename_words(first_day: date, name: str, before: str) -> str:
    """What a new name would change, in one line."""
    return _change(first_day, name, before)


def _change(first_day: date, now: str, before: str) -> str:
    day = show_date(first_day)
    if before:
        return _("Từ %(day)s: %(now)s, thay %(before)s.", day=day, now=now, before=before)
    return _("Từ %(day)s: %(now)s. Trước đó chưa có gì.", day=day, now=now)


def until_words(place: Place[Row]) -> str:
    """What becomes of the days around a new row."""
    parts = []
    if place.earlier is not None:
        parts.append(_("Dòng cũ kết thúc ngày %(day)s.", day=show_date(place.earlier_to)))
    if place.valid_to is not None:
        parts.append(_("Dòng mới kết thúc ngày %(day)s, như dòng cũ.", day=show_date(place.valid_to)))
    else:
        parts.append(_("Dòng mới có hiệu lực tới khi được thay."))
    return " ".join(parts)


def role_word(role: Role) -> str:
    """What a role is called."""
    return _("Quản trị") if role is Role.ADMIN else _("Cán bộ xét duyệt")


def staff_problem(problem: StaffProblem) -> str:
    """Why staff cannot be added or changed so."""
    return {
        StaffProblem.BAD_NAME: _(
            "Tên đăng nhập gồm 3–40 chữ thường không dấu, số, dấu chấm hoặc gạch, bắt đầu bằng chữ."
        ),
        StaffProblem.TAKEN: _("Tên đăng nhập này đã có. Chọn tên khác."),
        StaffProblem.UNKNOWN_OFFICE: _("Hôm nay không có cơ quan BHXH với mã này. Ví dụ: 00104."),
        StaffProblem.UNKNOWN_USER: _("Không có cán bộ nào tên đăng nhập như vậy."),
        StaffProblem.OWN_ACCOUNT: _("Bạn không tự đổi tài khoản của mình. Nhờ một quản trị viên khác."),
        StaffProblem.SHARED_PART: _("Đây là vai dùng thử chung của mọi người, không đổi được."),
        StaffProblem.LAST_ROLE: _("Đây là vai duy nhất. Thêm vai khác trước, hoặc khoá tài khoản."),
        StaffProblem.HAS_ROLE: _("Người này đã có vai đó."),
    }[problem]


def state_word(account: Account) -> str:
    """Whether a member of staff can sign in."""
    if account.disabled_at is not None:
        return _("Đã khoá")
    return _("Đang làm việc") if account.activated_at is not None else _("Chưa đăng nhập lần đầu")
