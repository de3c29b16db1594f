"""What the family is told: exactly one message a change, in words of its own, to whoever asked.

Guardians with whom a child shares its services read in the app that it has asked for one.
"""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from vssid_app.agencies.queries import office, school
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.pages import show_date, show_day
from vssid_app.core.text import show_money
from vssid_app.identity.models import Account
from vssid_app.identity.queries import accounts_of_persons
from vssid_app.identity.telling import tell
from vssid_app.notifications.notices import Notice
from vssid_app.people.handing_over import guardians_shown
from vssid_app.people.models import Person
from vssid_app.people.sight_rules import Part
from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import Action

Said = tuple[str, str]
"""Title and text."""


def tell_of_change(request: ServiceRequest, change: ServiceRequestChange) -> None:
    """Tell whoever asked, inside the running transaction."""
    account = db.session.get_one(Account, request.asked_by_id)
    title, text = _SAID[Action(change.action)](request, change)
    notice = Notice(
        kind=f"service.{change.action}",
        title=title,
        text=text,
        brief=_("Yêu cầu %(code)s có tin mới: %(title)s. Mở yêu cầu để đọc.", code=request.code, title=title),
        link=page_of(request),
        warning=_warning(request, change),
        about_id=request.person_id,
        case_code=request.code,
    )
    tell(account, notice)
    if change.action == Action.SUBMIT and account.person_id == request.person_id:
        _tell_guardians(request)


def _tell_guardians(request: ServiceRequest) -> None:
    child = db.session.get_one(Person, request.person_id)
    text = _(
        "%(name)s tự gửi yêu cầu %(code)s: %(kind)s. Bạn chỉ xem, không phải làm gì.",
        name=child.short_name,
        code=request.code,
        kind=_kind(request),
    )
    notice = Notice(
        kind="service.own_submit",
        title=_("%(name)s đã gửi yêu cầu", name=child.short_name),
        text=text,
        link=page_of(request),
        about_id=child.id,
        case_code=request.code,
    )
    for account in accounts_of_persons(guardians_shown(child, Part.SERVICES)):
        tell(account, notice, at=())


def page_of(request: ServiceRequest) -> str:
    """The path of a request's own page. Messages are written outside of requests too."""
    person = db.session.get_one(Person, request.person_id)
    return f"/nguoi/{person.public_id}/dich-vu/{request.code}"


def _warning(request: ServiceRequest, change: ServiceRequestChange) -> str:
    """The postman is rightly paid, and nobody else."""
    if change.action != Action.DISPATCH or not request.postage:
        return ""
    return _("Ngoài cước đó, không đưa mã, mật khẩu hay tiền cho ai.")


def _kind(request: ServiceRequest) -> str:
    return words.kind_word(RequestKind(request.kind))


def _due(request: ServiceRequest) -> str:
    return show_day(request.due_on) if request.due_on else ""


def _office(request: ServiceRequest) -> str:
    place = office(request.office_code or "", today())
    return place.name if place else _("cơ quan BHXH")


def _submitted(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    return _("Đã gửi yêu cầu"), _(
        "Đã gửi yêu cầu %(code)s: %(kind)s. Dự kiến xong %(due)s.",
        code=request.code,
        kind=_kind(request),
        due=_due(request),
    )


def _received(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    return _("Đã tiếp nhận yêu cầu"), _(
        "%(office)s đã tiếp nhận yêu cầu %(code)s. Hẹn xong %(due)s.",
        office=_office(request),
        code=request.code,
        due=_due(request),
    )


def _begun(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    return _("Yêu cầu đang được xử lý"), _(
        "%(office)s đang xử lý yêu cầu %(code)s.", office=_office(request), code=request.code
    )


def _why(change: ServiceRequestChange) -> str:
    return " ".join(words.asked_words(Reason(reason)) for reason in change.reasons)


def _supplement_asked(request: ServiceRequest, change: ServiceRequestChange) -> Said:
    text = _(
        "Yêu cầu %(code)s cần bổ sung. %(why)s Các phần khác giữ nguyên.",
        code=request.code,
        why=_why(change),
    )
    return _("Yêu cầu cần bổ sung"), f"{text} {change.note}".strip()


def _supplemented(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    return _("Đã nhận phần bổ sung"), _(
        "Đã nhận phần bổ sung của yêu cầu %(code)s. Dự kiến xong %(due)s.",
        code=request.code,
        due=_due(request),
    )


def _approved(request: ServiceRequest, change: ServiceRequestChange) -> Said:
    if request.kind is RequestKind.REISSUE:
        text = _("Yêu cầu %(code)s được duyệt. Thẻ sẽ được in.", code=request.code)
    elif request.kind is RequestKind.FACILITY_CHANGE:
        day = show_date(request.facility_from)
        text = _("Yêu cầu %(code)s được duyệt. Nơi khám mới dùng từ %(day)s.", code=request.code, day=day)
    else:
        text = _("Yêu cầu %(code)s đã xong: %(kind)s.", code=request.code, kind=_kind(request))
    return _("Yêu cầu được duyệt"), f"{text} {change.note}".strip()


def _rejected(request: ServiceRequest, change: ServiceRequestChange) -> Said:
    text = _("Yêu cầu %(code)s không được chấp nhận. %(why)s", code=request.code, why=_why(change))
    return _("Yêu cầu không được chấp nhận"), f"{text} {change.note}".strip()


def _printed(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    then = {
        Delivery.POST: _("Thẻ sắp được giao cho bưu điện."),
        Delivery.SCHOOL: _("Thẻ sắp được chuyển cho trường."),
    }
    text = _("Thẻ của yêu cầu %(code)s đã in.", code=request.code)
    after = then[request.delivery] if request.delivery in then else _("Chờ tin khi nào đến nhận.")
    return _("Thẻ đã in"), f"{text} {after}"


def _dispatched(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    text = _(
        "Thẻ của yêu cầu %(code)s đã giao bưu điện, mã %(number)s.",
        code=request.code,
        number=request.tracking_number,
    )
    pay = _("Trả cước %(money)s cho bưu tá.", money=show_money(request.postage)) if request.postage else ""
    return _("Thẻ đang được gửi tới"), f"{text} {pay}".strip()


def _delivered(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    return _("Bưu điện đã phát thẻ"), _(
        "Bưu điện báo đã phát thẻ của yêu cầu %(code)s. Chưa nhận được? Hỏi cơ quan BHXH.", code=request.code
    )


def _returned(request: ServiceRequest, change: ServiceRequestChange) -> Said:
    text = _(
        "Bưu điện chưa phát được thẻ của yêu cầu %(code)s, đã trả về %(office)s.",
        code=request.code,
        office=_office(request),
    )
    return _("Thẻ bị trả về"), f"{text} {change.note}".strip()


def _ready(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    return _("Mời bạn đến nhận thẻ"), _(
        "Thẻ của yêu cầu %(code)s đã có tại %(office)s. Mang CCCD và mã yêu cầu đến nhận.",
        code=request.code,
        office=_office(request),
    )


def _handed_to_school(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    place = school(request.school_code or "", today())
    return _("Thẻ đã chuyển cho trường"), _(
        "Thẻ của yêu cầu %(code)s đã chuyển cho %(school)s. Hỏi cô chủ nhiệm để nhận.",
        code=request.code,
        school=place.name if place else _("trường"),
    )


def _collected(request: ServiceRequest, _change: ServiceRequestChange) -> Said:
    return _("Đã nhận thẻ"), _(
        "Thẻ của yêu cầu %(code)s đã được nhận. Không phải bạn? Báo cơ quan BHXH ngay.", code=request.code
    )


def _withdrawn(request: ServiceRequest, change: ServiceRequestChange) -> Said:
    told = _("Yêu cầu %(code)s đã rút, không làm gì thêm.", code=request.code)
    return _("Yêu cầu đã rút"), f"{told} {change.note}".strip()


_SAID: dict[Action, Callable[[ServiceRequest, ServiceRequestChange], Said]] = {
    Action.SUBMIT: _submitted,
    Action.RECEIVE: _received,
    Action.BEGIN: _begun,
    Action.ASK_SUPPLEMENT: _supplement_asked,
    Action.SUPPLEMENT: _supplemented,
    Action.APPROVE: _approved,
    Action.REJECT: _rejected,
    Action.PRINT: _printed,
    Action.DISPATCH: _dispatched,
    Action.DELIVER: _delivered,
    Action.RETURN: _returned,
    Action.READY: _ready,
    Action.HAND_TO_SCHOOL: _handed_to_school,
    Action.COLLECT: _collected,
    Action.WITHDRAW: _withdrawn,
}
