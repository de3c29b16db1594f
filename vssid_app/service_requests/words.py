"""The words of requests: what they are called, where they are, and why the office asks or refuses."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.pages import NBSP, show_date, show_day
from vssid_app.core.text import show_money
from vssid_app.registry.reference import reference_on
from vssid_app.service_requests.cards import CardProblem
from vssid_app.service_requests.kinds import CardLoss, Delivery, PhotoKind, RequestKind, WhyPaper
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import TIMED, Action, Status
from vssid_app.service_requests.steps import Step


def kind_word(kind: RequestKind) -> str:
    """What a service is called."""
    return {
        RequestKind.REISSUE: _("Cấp lại thẻ BHYT"),
        RequestKind.FACILITY_CHANGE: _("Đổi nơi khám chữa bệnh ban đầu"),
        RequestKind.CORRECTION: _("Đính chính thông tin"),
    }[kind]


def header_word(kind: RequestKind) -> str:
    """The same in one line of a phone's head."""
    return {
        RequestKind.REISSUE: _("Cấp lại thẻ BHYT"),
        RequestKind.FACILITY_CHANGE: _("Đổi nơi khám"),
        RequestKind.CORRECTION: _("Đính chính"),
    }[kind]


def status_word(status: Status) -> str:
    """Where a request is, in two to four words."""
    return {
        Status.AWAITING_CODE: _("Chưa gửi"),
        Status.SENT: _("Đã gửi"),
        Status.RECEIVED: _("Đã tiếp nhận"),
        Status.IN_PROCESS: _("Đang xử lý"),
        Status.SUPPLEMENT_ASKED: _("Cần bổ sung"),
        Status.APPROVED: _("Đã duyệt, chờ in"),
        Status.PRINTED: _("Đã in thẻ"),
        Status.IN_DELIVERY: _("Bưu điện đang phát"),
        Status.RETURNED: _("Bưu điện trả về"),
        Status.READY_AT_OFFICE: _("Chờ bạn đến nhận"),
        Status.HANDED_TO_SCHOOL: _("Đã chuyển cho trường"),
        Status.DELIVERED: _("Bưu điện đã phát"),
        Status.COLLECTED: _("Đã nhận"),
        Status.DONE: _("Đã xong"),
        Status.REJECTED: _("Không được chấp nhận"),
        Status.WITHDRAWN: _("Đã rút"),
    }[status]


def delivery_word(delivery: Delivery) -> str:
    """Where a card is handed over."""
    return {
        Delivery.OFFICE: _("Tại cơ quan BHXH"),
        Delivery.SCHOOL: _("Tại trường"),
        Delivery.POST: _("Tại nhà, qua bưu điện"),
    }[delivery]


def loss_word(loss: CardLoss) -> str:
    """Why a card is asked for again."""
    return _("Mất thẻ") if loss is CardLoss.LOST else _("Hỏng thẻ")


def why_paper_word(why: WhyPaper) -> str:
    """Why somebody needs a card on paper."""
    return {
        WhyPaper.NO_SMARTPHONE: _("Không có điện thoại thông minh"),
        WhyPaper.NO_CHIP_CARD: _("Chưa có CCCD gắn chip"),
        WhyPaper.ELDERLY: _("Cao tuổi"),
        WhyPaper.REMOTE: _("Ở vùng khó khăn, ít sóng"),
    }[why]


def photo_word(kind: PhotoKind) -> str:
    """What a picture shows."""
    return _("Ảnh thẻ bị hỏng") if kind is PhotoKind.DAMAGE else _("Ảnh giấy tờ chứng minh")


def asked_words(reason: Reason) -> str:
    """What the family is asked for, or why the office refuses: a sentence, with what to do."""
    return {
        Reason.ADDRESS_UNCLEAR: _("Địa chỉ nhận chưa rõ. Ghi thêm số nhà, ngõ, thôn."),
        Reason.RECIPIENT_UNCLEAR: _("Tên hoặc số điện thoại người nhận chưa rõ. Ghi lại cho đúng."),
        Reason.PHOTO_NEEDED: _("Cần ảnh thẻ bị hỏng. Chụp thẻ ở chỗ sáng đều."),
        Reason.PHOTO_UNREADABLE: _("Ảnh thẻ chưa rõ. Chụp lại ở chỗ sáng đều, giữ chắc tay."),
        Reason.WHY_PAPER_UNCLEAR: _("Lý do cần thẻ giấy chưa rõ. Chọn lại lý do."),
        Reason.WRONG_UNCLEAR: _("Chưa rõ chỗ nào sai. Ghi thông tin đúng theo giấy tờ."),
        Reason.PROOF_NEEDED: _("Cần ảnh giấy tờ chứng minh. Chụp giấy có thông tin đúng."),
        Reason.WHY_FACILITY_UNCLEAR: _("Lý do đổi nơi khám chưa rõ. Ghi lại lý do."),
        Reason.NO_VALID_CARD: _("Không có thẻ còn hạn để cấp lại. Gia hạn thẻ trước, rồi gửi lại."),
        Reason.PAPER_NOT_NEEDED: _("Dùng được thẻ điện tử hoặc CCCD, nên không in thẻ giấy."),
        Reason.DATA_DIFFERS: _("Thông tin trên thẻ cần sửa. Gửi yêu cầu đính chính trước."),
        Reason.ANOTHER_OFFICE: _("Thẻ thuộc cơ quan BHXH khác. Gửi lại tới cơ quan đó."),
        Reason.FACILITY_FULL: _("Cơ sở này không nhận thêm. Chọn cơ sở khác rồi gửi lại."),
        Reason.OUTSIDE_WINDOW: _("Chưa tới kỳ đổi nơi khám. Gửi lại vào đầu quý sau."),
        Reason.RECORDS_RIGHT: _("Dữ liệu đúng với hồ sơ đang lưu tại cơ quan BHXH."),
        Reason.PROOF_DIFFERS: _("Giấy tờ gửi kèm không khớp với đề nghị. Mang bản gốc tới cơ quan BHXH."),
    }[reason]


def asked_whole(change: ServiceRequestChange) -> str:
    """What the office asks for or why it refuses, with what the officer has written to it."""
    return " ".join([*(asked_words(reason) for reason in change.asked), change.note]).strip()


def asked_now(request: ServiceRequest) -> str:
    """What the family is asked for; empty unless it still has to answer."""
    change = request.last(Action.ASK_SUPPLEMENT)
    return asked_whole(change) if change and request.status is Status.SUPPLEMENT_ASKED else ""


def card_problem(problem: CardProblem, kind: RequestKind = RequestKind.REISSUE) -> str:
    """Why there is no card to print again, or whose facility could be changed, and what to do."""
    if kind is RequestKind.FACILITY_CHANGE:
        return {
            CardProblem.NONE: _("Chưa có thẻ BHYT nào để đổi nơi khám. Hỏi trường hoặc cơ quan BHXH."),
            CardProblem.EXPIRED: _("Thẻ đã hết hạn, không đổi nơi khám được. Gia hạn thẻ trước."),
            CardProblem.SUSPENDED: _("Thẻ đang tạm khoá, không đổi nơi khám được. Hỏi cơ quan BHXH trước."),
            CardProblem.TO_COME: _(
                "Thẻ mới chưa dùng được: còn chờ ghi nhận hoặc chưa tới ngày. Chờ thẻ dùng được rồi đổi."
            ),
        }[problem]
    return {
        CardProblem.NONE: _(
            "Chưa có thẻ BHYT nào để cấp lại. Hỏi trường hoặc cơ quan BHXH về việc tham gia."
        ),
        CardProblem.EXPIRED: _("Thẻ đã hết hạn, không cấp lại được. Gia hạn thẻ trước."),
        CardProblem.SUSPENDED: _("Thẻ đang tạm khoá, không cấp lại được. Hỏi cơ quan BHXH trước."),
        CardProblem.TO_COME: _(
            "Thẻ mới chưa dùng được: còn chờ ghi nhận hoặc chưa tới ngày. Chờ thẻ dùng được rồi xin."
        ),
    }[problem]


def moment_words(at: datetime) -> str:
    """``09:41, thứ Hai 23/11`` of a moment that is the world's already."""
    local = at.astimezone(VIETNAM)
    return f"{local:%H:%M},{NBSP}{show_day(local.date())}"


def state_words(request: ServiceRequest, late: int) -> str:
    """Where a request is, in one line for a list; ``late`` in working days."""
    word = status_word(Status(request.status))
    if late:
        return _("%(word)s · quá hẹn %(n)s ngày làm việc", word=word, n=late)
    if request.due_on is not None and request.due_on >= today() and not request.is_ended:
        return _("%(word)s · hẹn %(day)s", word=word, day=show_day(request.due_on))
    return word


def why_not_withdrawn(request: ServiceRequest) -> str:
    """Why a request cannot be taken back any more."""
    if request.status is Status.WITHDRAWN:
        return _("Yêu cầu này đã rút rồi.")
    if request.last(Action.PRINT):
        return _("Không rút được nữa: thẻ đã in. Xem bước mới nhất ở dưới.")
    return _("Không rút được nữa: yêu cầu đã đi tiếp. Xem bước mới nhất ở dưới.")


def action_word(action: Action) -> str:
    """What was done, as a step of the timeline."""
    return {
        Action.SUBMIT: _("Đã gửi"),
        Action.RECEIVE: _("BHXH đã tiếp nhận"),
        Action.BEGIN: _("BHXH bắt đầu xử lý"),
        Action.ASK_SUPPLEMENT: _("BHXH cần bổ sung"),
        Action.SUPPLEMENT: _("Đã bổ sung"),
        Action.APPROVE: _("Đã duyệt"),
        Action.REJECT: _("Không được chấp nhận"),
        Action.PRINT: _("Đã in thẻ"),
        Action.DISPATCH: _("Đã giao bưu điện"),
        Action.DELIVER: _("Bưu điện đã phát"),
        Action.RETURN: _("Bưu điện trả về"),
        Action.READY: _("Thẻ đã có ở bàn trả kết quả"),
        Action.HAND_TO_SCHOOL: _("Đã chuyển cho trường"),
        Action.COLLECT: _("Đã nhận"),
        Action.WITHDRAW: _("Đã rút"),
    }[action]


def step_word(step: Step) -> str:
    """What a step of the form is called, beside its number."""
    return {
        Step.PAPER: _("Thẻ giấy hay thẻ điện tử"),
        Step.LOSS: _("Lý do"),
        Step.PLACE: _("Nơi nhận"),
        Step.FACILITY: _("Nơi khám mới"),
        Step.WRONG: _("Chỗ sai"),
        Step.CHECK: _("Kiểm tra"),
    }[step]


def facility_words(request: ServiceRequest) -> str:
    """Of a change of facility that was approved: the new one, and from when."""
    code, names = request.facility_code or "", reference_on(today()).facilities
    name, day = names.get(code, code), show_date(request.facility_from)
    return _("Nơi khám mới %(name)s dùng từ %(day)s.", name=name, day=day)


def what_now(request: ServiceRequest, office: str, school: str) -> str:
    """Under the state: who has it and until when, or what the family does next."""
    status = Status(request.status)
    if status in TIMED and request.due_on is not None:
        return _("%(office)s. Dự kiến xong %(day)s.", office=office, day=show_day(request.due_on))
    told = {
        Status.AWAITING_CODE: _("Đã lưu. Chưa ai nhận được yêu cầu này cho tới khi bạn gửi."),
        Status.SUPPLEMENT_ASKED: _("Các phần khác giữ nguyên."),
        Status.PRINTED: _("Thẻ đã in tại %(office)s.", office=office),
        Status.RETURNED: _("%(office)s sẽ gửi lại, hoặc mời bạn đến nhận.", office=office),
        Status.READY_AT_OFFICE: _("%(office)s. Mang CCCD và mã yêu cầu đến nhận.", office=office),
        Status.HANDED_TO_SCHOOL: _("%(school)s. Hỏi cô chủ nhiệm để nhận.", school=school),
    }
    if status is Status.DONE and request.kind is RequestKind.FACILITY_CHANGE:
        return facility_words(request)
    if status is Status.IN_DELIVERY and request.postage:
        money = show_money(request.postage)
        return _("Trả cước %(money)s cho bưu tá khi nhận, không trả cho ai khác.", money=money)
    return told.get(status, office)
