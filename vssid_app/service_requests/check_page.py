"""``Kiểm tra``: every answer with its ``Sửa``, what it costs and when it is done, then the code."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask import request as http
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.core.device import this_device
from vssid_app.identity.access import signed_in_visitor
from vssid_app.identity.codes.messages import please_wait
from vssid_app.identity.codes.rules import Wait
from vssid_app.people.access import current_in_view, current_person
from vssid_app.people.submitting import confirm_for, is_confirmed_for
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import deadline, whole_number
from vssid_app.service_requests import flow
from vssid_app.service_requests.forms import SendForm
from vssid_app.service_requests.kinds import Delivery, RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import drafting
from vssid_app.service_requests.operations.sending import (
    TIME_LIMITS,
    Missing,
    NoChannel,
    NotComplete,
    ask_for_code,
    refuse_incomplete,
    send_supplement,
)
from vssid_app.service_requests.queries import editable_steps, missing_steps, open_request
from vssid_app.service_requests.read_back import about_group, groups_of
from vssid_app.service_requests.states import NotAllowed
from vssid_app.service_requests.step_pages import PAGES, step_frame
from vssid_app.service_requests.steps import Step


def check_page(request: ServiceRequest) -> ResponseReturnValue:
    """Read everything back; sending asks for the code, or hands in what the office asked for."""
    person = current_person()
    if missing_steps(request):
        return redirect(flow.next_url(person.public_id, request))
    form = SendForm()
    if form.validate_on_submit():
        answer = _hand_in(request) if not request.is_draft else _ask(request)
        if answer is not None:
            return answer
    return render_template(
        "service_requests/check.html",
        form=form,
        about=about_group(request, person.full_name),
        groups=[
            (group.title, group.lines, _edit(person.public_id, request, group.step))
            for group in groups_of(request)
        ],
        due=_due(request),
        then_post=post_days(request),
        **step_frame(request, Step.CHECK),
    )


def _ask(request: ServiceRequest) -> ResponseReturnValue | None:
    """To the page of the code; for a child after asking once for whom. None, with a sentence, to stay."""
    public_id = current_person().public_id
    other = open_request(request.person_id, RequestKind(request.kind), request.about)
    if other is not None:
        flash(_("Đã có yêu cầu %(code)s đang xử lý. Mỗi lần chỉ gửi một.", code=other.code), "refused")
        return redirect(flow.tracking_url(public_id, other), 303)
    try:
        refuse_incomplete(request)
    except NotComplete as incomplete:
        return _mend(request, incomplete.what)
    if not _is_for_this_child():
        return render_template(
            "service_requests/for_whom.html", request=request, public_id=public_id, person=current_person()
        )
    try:
        asked = ask_for_code(request, signed_in_visitor().account, device=this_device())
    except NoChannel:
        flash(_("Tài khoản chưa có số điện thoại để gửi mã. Thêm số điện thoại trước."), "refused")
        return None
    if isinstance(asked, Wait):
        flash(please_wait(asked), "refused")
        return None
    return redirect(url_for("service_requests.code", challenge=asked.public_id), 303)


def _hand_in(request: ServiceRequest) -> ResponseReturnValue:
    # Sent by another tab, or taken back: its page says so.
    with suppress(NotAllowed, NotComplete):
        send_supplement(request, by=signed_in_visitor().account_id)
    return redirect(flow.tracking_url(current_person().public_id, request), 303)


def _mend(request: ServiceRequest, what: Missing) -> ResponseReturnValue | None:
    """Where what is missing is put right, with a sentence that says what it is."""
    public_id = current_person().public_id
    if what is Missing.COMMUNE:
        flash(_("Địa chỉ nhận thẻ chưa có xã, phường của hôm nay. Tìm và chọn lại."), "refused")
        return redirect(url_for("service_requests.at_home", public_id=public_id, code=request.code), 303)
    if what is Missing.POSTAGE:
        drafting.tell_postage(request)
        flash(_("Cước bưu điện đã đổi. Xem lại cước rồi gửi."), "refused")
        return None
    if what is Missing.CARD:
        flash(_("Thẻ không còn hiệu lực, không gửi được. Xem trang Thẻ BHYT."), "refused")
        return None
    if what is Missing.WINDOW:
        flash(_("Kỳ đổi nơi khám đã hết. Bản nháp được giữ, gửi vào kỳ tới."), "refused")
        return None
    if what is Missing.OFFICE:
        flash(_("Chưa rõ cơ quan BHXH nào xử lý yêu cầu này. Hỏi cơ quan BHXH gần nhất."), "refused")
        return None
    return redirect(flow.next_url(public_id, request), 303)


def _is_for_this_child() -> bool:
    """Whether the visitor has said in this session that they submit for this child; saying so is kept."""
    if current_in_view().relation is None:
        return True
    if "for_whom" in http.form:
        confirm_for(current_person().public_id)
    return is_confirmed_for(current_person().public_id)


def _due(request: ServiceRequest) -> date:
    day = today()
    return deadline(day, whole_number(TIME_LIMITS[RequestKind(request.kind)], day))


def post_days(request: ServiceRequest) -> int:
    """How many working days the post usually takes after it is done; 0 where none is asked for."""
    by_post = request.delivery is Delivery.POST
    return whole_number(Parameter.POST_WORKING_DAYS, today()) if by_post else 0


def _edit(public_id: str, request: ServiceRequest, step: Step) -> str | None:
    return flow.step_url(public_id, request, step) if step in editable_steps(request) else None


PAGES[Step.CHECK] = check_page
