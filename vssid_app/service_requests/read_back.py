"""What was filled in, as it is read back: on the check page, on the request's page and on the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from vssid_app.agencies.remembered import commune, office_name, school_name
from vssid_app.core.clock import today
from vssid_app.core.pages import show_date
from vssid_app.core.text import group_card_code, show_money, show_phone
from vssid_app.registry.reference import reference_on
from vssid_app.service_requests import words
from vssid_app.service_requests.correction_forms import parted
from vssid_app.service_requests.kinds import CardLoss, Delivery, RequestKind, WhyPaper
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.quoted_lines import place_of_line
from vssid_app.service_requests.steps import Step


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of one step."""

    title: str
    lines: list[tuple[str, str]]
    step: Step


def groups_of(request: ServiceRequest) -> list[Group]:
    """All answers of a request, grouped by step."""
    groups = []
    if request.why_paper:
        why = words.why_paper_word(WhyPaper(request.why_paper))
        groups.append(Group(_("Thẻ giấy"), [(_("Vì sao cần"), why)], Step.PAPER))
    if request.loss:
        lines = [(_("Lý do"), words.loss_word(CardLoss(request.loss)))]
        if request.photos:
            lines.append((_("Ảnh thẻ"), _("Có gửi kèm")))
        groups.append(Group(_("Lý do cấp lại"), lines, Step.LOSS))
    if request.delivery:
        groups.append(Group(_("Nơi nhận"), place_lines(request), Step.PLACE))
    if request.told and request.kind is RequestKind.CORRECTION:
        lines = [told_line(request)]
        if request.photos:
            lines.append((_("Ảnh giấy tờ"), _("Có gửi kèm")))
        groups.append(Group(_("Đề nghị sửa"), lines, Step.WRONG))
    if request.facility_code and request.kind is RequestKind.FACILITY_CHANGE:
        names = reference_on(today()).facilities
        lines = [
            (_("Nơi khám mới"), names.get(request.facility_code, request.facility_code)),
            (_("Dùng từ"), show_date(request.facility_from)),
            (_("Vì sao đổi"), request.told),
        ]
        groups.append(Group(_("Nơi khám mới"), lines, Step.FACILITY))
    return groups


def told_line(request: ServiceRequest) -> tuple[str, str]:
    """Of a correction: what is wrong, and how it is right."""
    what, told = parted(request.told, request.quoted)
    return what or _("Đúng ra là"), told


def about_group(request: ServiceRequest, name: str) -> tuple[str, list[tuple[str, str]]]:
    """What a request is about, as a title and lines: the card, or the quoted line."""
    if request.kind is RequestKind.REISSUE:
        return _("Thẻ được cấp lại"), card_lines(request, name)
    if request.kind is RequestKind.FACILITY_CHANGE:
        return _("Thẻ được đổi nơi khám"), card_lines(request, name)
    title = _("Dòng bị sai: %(place)s", place=place_of_line(request.about))
    return title, [(_("Hồ sơ của"), name), *request.quoted.items()]


def card_lines(request: ServiceRequest, name: str) -> list[tuple[str, str]]:
    """Whose card it is."""
    lines = [(_("Họ và tên"), name)]
    if request.card_code:
        lines.append((_("Số thẻ"), group_card_code(request.card_code)))
    return lines


def place_lines(request: ServiceRequest) -> list[tuple[str, str]]:
    """Where the card is handed over, and what it costs; nothing of what is no card."""
    if request.delivery is None:
        return []
    day, delivery = today(), Delivery(request.delivery)
    lines = [(_("Cách nhận"), words.delivery_word(delivery))]
    if delivery is Delivery.SCHOOL:
        lines.append((_("Trường"), _school(request)))
    if delivery is Delivery.POST:
        there = commune(request.commune_code, day)
        lines += [
            (_("Người nhận"), f"{request.recipient}, {show_phone(request.phone or '')}"),
            (_("Địa chỉ"), f"{request.street}, {there}" if there else request.street),
        ]
        if request.delivery_note:
            lines.append((_("Dặn bưu tá"), request.delivery_note))
        cost = show_money(request.postage) if request.postage else ""
        lines.append((_("Cước trả bưu tá"), cost))
    lines.append((_("Cơ quan xử lý"), office_name(request.office_code, day)))
    return lines


def _school(request: ServiceRequest) -> str:
    named = school_name(request.school_code, today())
    if not request.class_name:
        return named
    return _("%(school)s, lớp %(name)s", school=named, name=request.class_name)
