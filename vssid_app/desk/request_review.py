"""The page of one request on the desk: what is asked beside the register's data, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import render_template, url_for
from flask_babel import gettext as _

from vssid_app.agencies.remembered import commune, school_name
from vssid_app.core.clock import today
from vssid_app.core.forms import AppForm
from vssid_app.core.pages import show_date
from vssid_app.core.text import group_card_code, group_number, show_money, show_phone
from vssid_app.desk.request_cards import to_print
from vssid_app.desk.request_rows import due_words
from vssid_app.enrolment.staff_frame import REQUESTS, desk_frame
from vssid_app.registry.messages import facility_words
from vssid_app.registry.overview import CardOverview
from vssid_app.registry.reference import reference_on
from vssid_app.service_requests import staff_words, words
from vssid_app.service_requests.cards import CardProblem, NoCard, card_to_reissue, overview_today
from vssid_app.service_requests.kinds import CardLoss, Delivery, PhotoKind, RequestKind, WhyPaper
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.queries import working_days_overdue
from vssid_app.service_requests.read_back import about_group
from vssid_app.service_requests.staff_actions import SLUGS, offered
from vssid_app.service_requests.staff_forms import (
    ApproveForm,
    DispatchForm,
    ReturnForm,
    collect_form,
    reason_form,
)
from vssid_app.service_requests.states import Action, Status

Line = tuple[str, str]


@dataclass(slots=True)
class Forms:
    """The forms of what can be done now, by action; ``failed`` is the one that is not in order."""

    by_action: dict[Action, AppForm] = field(default_factory=dict)
    sent: Action | None = None

    @property
    def failed(self) -> AppForm | None:
        """The form to say errors of."""
        form = self.by_action.get(self.sent) if self.sent else None
        return form if form is not None and form.error_list else None


def form_of(request: ServiceRequest, action: Action) -> AppForm | None:
    """The form of an action, as sent or fresh; None for what is done by one tap."""
    prefix = f"{SLUGS[action]}-"
    if action in {Action.ASK_SUPPLEMENT, Action.REJECT}:
        return reason_form(request, action, prefix)
    if action is Action.COLLECT:
        return collect_form(request, prefix)
    kinds = {Action.APPROVE: ApproveForm, Action.DISPATCH: DispatchForm, Action.RETURN: ReturnForm}
    return kinds[action](prefix=prefix) if action in kinds else None


def fresh_forms(request: ServiceRequest) -> Forms:
    """The forms of all that can be done now."""
    found = {action: form_of(request, action) for action in offered(request)}
    return Forms({action: form for action, form in found.items() if form is not None})


def request_page(request: ServiceRequest, forms: Forms) -> str:
    """Draw the page."""
    actions = offered(request)
    overview = overview_today(request.person)
    return render_template(
        "desk/request.html",
        **desk_frame(REQUESTS),
        request=request,
        title=request.person.full_name,
        kind=words.kind_word(RequestKind(request.kind)),
        status_word=staff_words.status_word(Status(request.status)),
        due=due_words(request, working_days_overdue(request)),
        asked=asked_lines(request),
        quoted=about_group(request, request.person.full_name)
        if request.kind is RequestKind.CORRECTION
        else None,
        place=place_lines(request),
        register=register_lines(request, overview),
        news=staff_words.to_weigh(request),
        warning=_warning(request, overview),
        photos=[
            (photo.kind, words.photo_word(PhotoKind(photo.kind)), photo.is_sample) for photo in request.photos
        ],
        history=staff_words.history_of(request),
        last=staff_words.last_sentence(request),
        actions=[(action, SLUGS[action], staff_words.do_word(action)) for action in actions],
        forms=forms.by_action,
        sent=forms.sent,
        cards_url=url_for("desk.request_cards", ma=request.code) if to_print([request]) else None,
        form=forms.failed,
        next_url=url_for("desk.next_request", sau=request.code),
    )


def asked_lines(request: ServiceRequest) -> list[Line]:
    """What is asked for and why."""
    lines = [(_("Dịch vụ"), words.kind_word(RequestKind(request.kind)))]
    if request.loss:
        lines.append((_("Lý do"), words.loss_word(CardLoss(request.loss))))
    if request.why_paper:
        lines.append((_("Vì sao cần thẻ giấy"), words.why_paper_word(WhyPaper(request.why_paper))))
    if request.facility_code:
        names = reference_on(today()).facilities
        lines += [
            (_("Nơi khám mới"), names.get(request.facility_code, request.facility_code)),
            (_("Dùng từ"), show_date(request.facility_from)),
        ]
    if request.told:
        lines.append((_("Gia đình ghi"), request.told))
    if request.sent_at:
        lines.append((_("Gửi lúc"), words.moment_words(request.sent_at)))
    return lines


def place_lines(request: ServiceRequest) -> list[Line]:
    """Where the card goes, and what the family was told that the post takes."""
    if not request.delivery:
        return []
    lines = [(_("Nhận thẻ"), words.delivery_word(Delivery(request.delivery)))]
    if request.delivery == Delivery.SCHOOL:
        lines += [(_("Trường"), school_name(request.school_code, today())), (_("Lớp"), request.class_name)]
    if request.delivery == Delivery.POST:
        address = commune(request.commune_code, today())
        whole = ", ".join(part for part in (request.street, str(address or "")) if part)
        lines += [
            (_("Người nhận"), request.recipient),
            (_("Điện thoại"), show_phone(request.phone) if request.phone else ""),
            (_("Địa chỉ"), whole),
            (_("Dặn bưu tá"), request.delivery_note),
            (_("Cước đã báo"), show_money(request.postage) if request.postage is not None else ""),
            (_("Mã vận đơn"), request.tracking_number),
        ]
    return [(label, value) for label, value in lines if value]


def register_lines(request: ServiceRequest, overview: CardOverview) -> list[Line]:
    """The person and the card, as the register has them today."""
    person = request.person
    lines = [
        (_("Họ và tên"), person.full_name),
        (_("Ngày sinh"), person.birth.show()),
        (_("Mã số BHXH"), group_number(person.si_number)),
        (_("Số giấy tờ tuỳ thân"), group_number(person.citizen_id) if person.citizen_id else ""),
    ]
    if overview.card:
        card = overview.card
        until = show_date(card.row.valid_to) if card.row.valid_to else _("không ghi")
        lines += [
            (_("Mã thẻ"), group_card_code(card.row.card_code)),
            (_("Hạn thẻ"), f"{show_date(card.row.valid_from)} – {until}"),
            (_("Nơi khám ban đầu"), facility_words(card)),
        ]
    return [(label, value) for label, value in lines if value]


def _warning(request: ServiceRequest, overview: CardOverview) -> str:
    """What the officer has to see before a card is printed."""
    if request.kind is not RequestKind.REISSUE or request.is_ended:
        return ""
    try:
        card = card_to_reissue(overview)
    except NoCard as without:
        return {
            CardProblem.NONE: _("Người này hiện không có thẻ trong dữ liệu BHXH."),
            CardProblem.EXPIRED: _("Thẻ đã hết hạn: không có thẻ còn hạn để in."),
            CardProblem.SUSPENDED: _("Thẻ đang tạm khoá: chưa in được."),
            CardProblem.TO_COME: _("Thẻ mới chờ ghi nhận hoặc chưa tới ngày: chưa in được."),
        }[without.problem]
    if request.card_code and card.row.card_code != request.card_code:
        return _("Từ khi gửi, mã thẻ đã đổi. Thẻ in ra là thẻ mới nhất.")
    return ""
