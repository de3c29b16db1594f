"""What stands on a receipt."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _

from vssid_app.agencies.remembered import office_name
from vssid_app.core import typesetting
from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.pages import show_date
from vssid_app.core.paper_qr import paper_qr_svg
from vssid_app.core.world import current_world
from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.read_back import card_lines, place_lines
from vssid_app.service_requests.receipt.scan_rules import RECEIPT

TEMPLATE = Path(__file__).with_name("receipt.typ")


@dataclass(frozen=True, slots=True)
class Receipt:
    """All words of a receipt, as plain values."""

    title: str
    code_label: str
    code: str
    qr: str
    lines: list[tuple[str, str]]
    advice: list[str]
    mark: str
    """Across the page, where the paper is worth nothing; empty in live."""
    made_by: str


def receipt_of(request: ServiceRequest, name: str, operator: str) -> bytes:
    """One page of A4 for a request about somebody of this name; the same bytes until it changes."""
    return typesetting.as_pdf(TEMPLATE, asdict(_content(request, name, operator)), request.sent_at)


def _content(request: ServiceRequest, name: str, operator: str) -> Receipt:
    practice = current_world().is_practice
    return Receipt(
        title=_("GIẤY TIẾP NHẬN YÊU CẦU"),
        code_label=_("Mã yêu cầu"),
        code=request.code,
        qr=paper_qr_svg(request.code, RECEIPT),
        lines=_lines(request, name),
        advice=[*_while_it_waits(request), _never(request)],
        mark=_("MẪU – KHÔNG CÓ GIÁ TRỊ") if practice else "",
        made_by=_("Thực hành VssID, không phải ứng dụng của BHXH Việt Nam")
        if practice
        else _("Thực hành VssID · %(operator)s", operator=operator),
    )


def _while_it_waits(request: ServiceRequest) -> list[str]:
    keep_code = _("Giữ mã này để theo dõi và để hỏi cơ quan BHXH.")
    match request.kind:
        case RequestKind.REISSUE:
            return [
                _("Giữ mã này để theo dõi và để nhận thẻ. Khi nhận, mang thêm CCCD hoặc giấy khai sinh."),
                _("Trong khi chờ, dùng thẻ BHYT điện tử hoặc CCCD gắn chip để khám chữa bệnh."),
            ]
        case RequestKind.FACILITY_CHANGE:
            return [keep_code, _("Trong khi chờ, vẫn khám ở nơi đang ghi trên thẻ.")]
        case _:
            return [keep_code, _("Trong khi chờ, dòng dữ liệu ghi “Đang đề nghị đính chính”.")]


def _never(request: ServiceRequest) -> str:
    if request.delivery is Delivery.POST:
        return _(
            "Không đưa mã xác nhận, mật khẩu hay tiền cho ai. Cước bưu điện chỉ trả cho bưu tá khi nhận."
        )
    return _("Không đưa mã xác nhận, mật khẩu hay tiền cho ai.")


def _lines(request: ServiceRequest, name: str) -> list[tuple[str, str]]:
    lines = [
        (_("Dịch vụ"), words.kind_word(RequestKind(request.kind))),
        *card_lines(request, name),
        (_("Gửi lúc"), _moment(request.sent_at) if request.sent_at else ""),
        (_("Dự kiến xong"), show_date(request.due_on) if request.due_on else ""),
    ]
    if request.delivery:
        return [*lines, *(line for line in place_lines(request) if _may_lie_about(request, line))]
    return [*lines, (_("Cơ quan xử lý"), office_name(request.office_code, today()))]


def _may_lie_about(request: ServiceRequest, line: tuple[str, str]) -> bool:
    """A printed receipt is carried around: name, phone and address of the recipient stay in the app."""
    private = {_("Người nhận"), _("Địa chỉ"), _("Dặn bưu tá")}
    return request.delivery is not Delivery.POST or line[0] not in private


def _moment(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"
