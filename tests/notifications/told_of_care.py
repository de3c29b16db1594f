"""The messages about a change in care: how each is told, its words as they leave, its parts by SMS."""

from __future__ import annotations

from collections.abc import Callable

from tests.notifications.telling import NAMED, of_change, of_change_of
from vssid_app.core.clock import today
from vssid_app.people import care_messages as changes
from vssid_app.people.change_rules import Change
from vssid_app.people.sight_rules import ALL_PARTS

SITE = "https://thuchanh.example"
SAFE = "Không đưa mã, mật khẩu hay tiền cho ai."
TOLD_OF_CARE: dict[str, tuple[Callable[[], None], str, int]] = {
    "care.hand_over_begun": (
        lambda: of_change_of(lambda child: changes.hand_over_begun(child, today())),
        (
            f"{NAMED} đã có tài khoản riêng và sẽ chọn bạn còn xem được gì. "
            f"Nếu chưa chọn, từ 30/11/2026 bạn chỉ xem thẻ BHYT. {SAFE}\n{SITE}/toi"
        ),
        3,
    ),
    "care.shares_chosen": (
        lambda: of_change_of(lambda child: changes.shares_chosen(child, ALL_PARTS, grown=False)),
        (
            f"{NAMED} cho bạn xem: Thẻ BHYT, Quá trình tham gia, Thông tin hưởng, Sổ khám chữa bệnh, "
            f"Dịch vụ công. Bạn không nộp thay nữa. {SAFE}\n{SITE}/toi"
        ),
        3,
    ),
    "care.shares_chosen nothing": (
        lambda: of_change_of(lambda child: changes.shares_chosen(child, (), grown=True)),
        f"{NAMED} không cho bạn xem hồ sơ nữa. {SAFE}\n{SITE}/toi",
        2,
    ),
    "care.own_account": (
        lambda: of_change(Change.OWN_ACCOUNT, 15),
        (
            f"{NAMED} tròn 15 tuổi ngày 30/11/2026. Có CCCD thì con tự đăng ký tài khoản và chọn bạn còn xem "
            f"được gì. {SAFE}\n{SITE}/toi"
        ),
        3,
    ),
    "care.of_age_near": (
        lambda: of_change(Change.OF_AGE_SOON, 18),
        (
            f"Từ 30/11/2026 {NAMED} đủ 18 tuổi, bạn không xem được hồ sơ nữa. "
            f"Có tài khoản riêng thì có thể cho bạn xem tiếp. {SAFE}\n{SITE}/toi"
        ),
        3,
    ),
    "care.of_age_soon": (
        lambda: of_change_of(lambda _child: changes.of_age_soon(today(), 18)),
        (
            "Từ 30/11/2026 bạn đủ 18 tuổi: cha mẹ, người giám hộ không xem được hồ sơ của bạn nữa. "
            f"Từ hôm đó bạn có thể cho họ xem tiếp. {SAFE}\n{SITE}/toi/chia-se"
        ),
        3,
    ),
    "care.ends": (
        lambda: of_change(Change.CARE_ENDS, 18),
        (
            f"Quyền giám hộ của bạn với {NAMED} hết sau ngày 30/11/2026. "
            f"Có quyết định mới thì đăng ký lại trước hôm đó. {SAFE}\n{SITE}/them-con"
        ),
        3,
    ),
    "care.over": (
        lambda: of_change(Change.CARE_ENDED, 18),
        (
            f"Quyền chăm sóc của bạn với {NAMED} đã hết sau ngày 30/11/2026. "
            f"Bạn không xem được hồ sơ này nữa. {SAFE}\n{SITE}/toi"
        ),
        3,
    ),
    "care.ended_by_office": (
        lambda: of_change_of(lambda child: changes.ended_by_office(child, is_other=False)),
        (
            f"Cơ quan BHXH đã chấm dứt quyền chăm sóc của bạn với {NAMED}. "
            f"Thấy không đúng? Mang giấy tờ tới cơ quan BHXH. {SAFE}\n{SITE}/toi"
        ),
        3,
    ),
    "care.ended_by_office another's": (
        lambda: of_change_of(lambda child: changes.ended_by_office(child, is_other=True)),
        f"Cơ quan BHXH đã chấm dứt quyền của một người chăm sóc {NAMED}. {SAFE}\n{SITE}/toi",
        3,
    ),
}
