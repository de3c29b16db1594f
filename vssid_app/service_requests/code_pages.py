"""The code that sends a request; typed right, it is sent at once."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vssid_app.core.clock import today
from vssid_app.identity.access import signed_in, signed_in_visitor
from vssid_app.identity.codes.challenge import Challenge
from vssid_app.identity.codes.code_page import challenge_here, code_step
from vssid_app.identity.codes.rules import Purpose
from vssid_app.people.visible import visible_person
from vssid_app.service_requests import flow
from vssid_app.service_requests.blueprint import pages
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.sending import (
    AlreadyOpen,
    NotComplete,
    NotProven,
    code_of,
    is_still,
    submit,
)
from vssid_app.service_requests.queries import request_with_person
from vssid_app.service_requests.steps import Step


@pages.route("/dich-vu/ma/<challenge>", methods=["GET", "POST"])
@signed_in
def code(challenge: str) -> ResponseReturnValue:
    """The code of a request's sender, who may still act for the person."""
    asked = challenge_here(challenge, Purpose.SEND_REQUEST)
    request, public_id = _own(asked)

    def go_on(proven: Challenge) -> ResponseReturnValue | None:
        return _send(request, public_id, proven)

    return code_step(
        asked,
        on_proven=go_on,
        template="service_requests/code.html",
        back_url=flow.step_url(public_id, request, Step.CHECK),
    )


def _own(challenge: Challenge) -> tuple[ServiceRequest, str]:
    """The request and its person, if the visitor asked for this code and still may act; else a 404."""
    who = signed_in_visitor()
    request = request_with_person(code_of(challenge))
    if request is None or challenge.account_id != who.account_id or who.person_id is None:
        abort(404)
    public_id = request.person.public_id
    if visible_person(who.person_id, public_id, today()) is None:
        abort(404)
    return request, public_id


def _send(request: ServiceRequest, public_id: str, challenge: Challenge) -> ResponseReturnValue | None:
    if request.is_draft and not is_still(request, challenge):
        flash(_("Yêu cầu đã đổi sau khi xin mã. Xem lại rồi xin mã mới."), "refused")
        return redirect(flow.next_url(public_id, request), 303)
    try:
        submit(request, challenge)
    except AlreadyOpen as already:
        flash(_("Đã có yêu cầu %(code)s đang xử lý.", code=already.other.code), "refused")
        return redirect(url_for(".tracking", public_id=public_id, code=already.other.code), 303)
    except NotComplete:
        flash(_("Yêu cầu còn thiếu hoặc đã đổi. Xem lại rồi gửi."), "refused")
        return redirect(flow.next_url(public_id, request), 303)
    except NotProven:
        return None
    return redirect(url_for(".done", public_id=public_id, code=request.code), 303)
