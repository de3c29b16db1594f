"""The services that VssID has, explained; those that work here lead to a form.

Names, numbers, papers and fees are general knowledge (k): the pages say where to look them up, and never call
them law. Time limits and postage of what works here come from dated parameters instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _

from vssid_app.core.form_words import Words
from vssid_app.service_requests.kinds import RequestKind


class Service(StrEnum):
    """A service, by what stands in the address of its page."""

    REISSUE = "612a"
    FACILITY = "doi-noi-kham"
    CORRECTION = "dinh-chinh"
    FIRST_CARD = "603"
    VOLUNTARY = "607a"
    HOUSEHOLD = "608a"
    UNEMPLOYMENT = "635"
    RECIPIENT = "639"
    MOVE = "652"


@dataclass(frozen=True, slots=True)
class Explained:
    """What a service is for, and what one needs for it."""

    service: Service
    name: Words
    number: str
    """As VssID numbers it; empty where it has none."""
    purpose: Words
    papers: Words
    time: Words
    """Empty where a dated parameter says it."""
    fee: Words
    where: Words
    icon: str
    kind: RequestKind | None = None
    """What it leads to; None is not in practice."""


_OFFICIAL = _("Ứng dụng VssID, Cổng Dịch vụ công của BHXH Việt Nam, hoặc cơ quan BHXH")
_FREE = _("Không thu phí")

SERVICES: dict[Service, Explained] = {
    each.service: each
    for each in (
        Explained(
            Service.REISSUE,
            _("Cấp lại thẻ BHYT do hỏng, mất"),
            "612A",
            _("Thẻ mất hoặc hỏng, thông tin trên thẻ vẫn đúng. Mã số giữ nguyên."),
            _("Không cần giấy tờ. Thẻ hỏng thì gửi kèm ảnh nếu có."),
            "",
            _("Không thu phí. Nhận qua bưu điện thì trả cước cho bưu tá."),
            _("Ngay tại đây, hoặc cơ quan BHXH"),
            "id-card",
            RequestKind.REISSUE,
        ),
        Explained(
            Service.FACILITY,
            _("Đổi nơi khám chữa bệnh ban đầu"),
            "",
            _("Chọn bệnh viện, phòng khám khác để khám đúng tuyến."),
            _("Không cần giấy tờ."),
            "",
            _FREE,
            _("Ngay tại đây, trong kỳ đổi của quý; hoặc cơ quan BHXH"),
            "stethoscope",
            RequestKind.FACILITY_CHANGE,
        ),
        Explained(
            Service.CORRECTION,
            _("Đính chính thông tin"),
            "",
            _("Một dòng trên thẻ hoặc trong quá trình tham gia bị sai."),
            _("Ảnh giấy tờ có thông tin đúng, nếu có."),
            "",
            _FREE,
            _("Bấm “Báo sai” ngay ở dòng bị sai"),
            "pencil",
            RequestKind.CORRECTION,
        ),
        Explained(
            Service.FIRST_CARD,
            _("Đăng ký đóng, cấp thẻ cho người chỉ tham gia BHYT"),
            "603",
            _("Tham gia BHYT lần đầu theo hộ gia đình, học sinh hoặc nhóm được hỗ trợ."),
            _("Tờ khai TK1-TS; giấy tờ chứng minh nhóm được hỗ trợ, nếu có."),
            _("Khoảng 5 ngày làm việc"),
            _FREE,
            _OFFICIAL,
            "users-round",
        ),
        Explained(
            Service.VOLUNTARY,
            _("Đóng tiếp BHXH tự nguyện"),
            "607A",
            _("Đóng các tháng tiếp theo cho người đang tham gia BHXH tự nguyện."),
            _("Không cần giấy tờ. Cần mã số BHXH và tài khoản để trả tiền."),
            _("Ngay sau khi trả tiền"),
            _("Không thu phí ngoài tiền đóng"),
            _OFFICIAL,
            "hand-coins",
        ),
        Explained(
            Service.HOUSEHOLD,
            _("Gia hạn thẻ BHYT theo hộ gia đình"),
            "608A",
            _("Đóng tiếp BHYT hộ gia đình để thẻ không bị ngắt."),
            _("Mã số BHXH của người được gia hạn; sổ hộ gia đình nếu có giảm trừ."),
            _("Ngay sau khi trả tiền"),
            _("Không thu phí ngoài tiền đóng"),
            _OFFICIAL,
            "calendar-check",
        ),
        Explained(
            Service.UNEMPLOYMENT,
            _("Hưởng trợ cấp thất nghiệp"),
            "635",
            _("Nhận trợ cấp khi mất việc và đã đóng bảo hiểm thất nghiệp."),
            _("Đơn đề nghị; quyết định thôi việc hoặc hợp đồng đã hết hạn."),
            _("Khoảng 20 ngày làm việc"),
            _FREE,
            _("Trung tâm dịch vụ việc làm, hoặc Cổng Dịch vụ công"),
            "file-text",
        ),
        Explained(
            Service.RECIPIENT,
            _("Đổi thông tin, cách nhận lương hưu và trợ cấp"),
            "639",
            _("Đổi số tài khoản, số điện thoại hoặc nơi nhận tiền hằng tháng."),
            _("Tờ khai thay đổi thông tin; số tài khoản mang tên người hưởng."),
            _("Khoảng 5 ngày làm việc"),
            _FREE,
            _OFFICIAL,
            "hand-coins",
        ),
        Explained(
            Service.MOVE,
            _("Chuyển nơi hưởng lương hưu, trợ cấp"),
            "652",
            _("Chuyển sang tỉnh khác sống và nhận tiền ở đó."),
            _("Giấy đề nghị chuyển nơi hưởng."),
            _("Khoảng 5 ngày làm việc"),
            _FREE,
            _OFFICIAL,
            "landmark",
        ),
    )
}
WORKING = tuple(each for each in SERVICES.values() if each.kind)
EXPLAINED_ONLY = tuple(each for each in SERVICES.values() if each.kind is None)
SERVICE_OF = {each.kind: each.service for each in WORKING}
