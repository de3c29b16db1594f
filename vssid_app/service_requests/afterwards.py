"""After a refusal or a withdrawal: the one useful step that is left."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from vssid_app.service_requests.explained import Service
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import Status

_SERVICE_OF = {
    RequestKind.REISSUE: Service.REISSUE,
    RequestKind.FACILITY_CHANGE: Service.FACILITY,
    RequestKind.CORRECTION: Service.CORRECTION,
}


def step_after(request: ServiceRequest, public_id: str) -> tuple[str, str] | None:
    """The words of a button and where it leads; None while the request goes on, or when it was granted."""
    if request.status == Status.WITHDRAWN:
        return _("Gửi yêu cầu mới"), _service(public_id, _SERVICE_OF[RequestKind(request.kind)])
    if request.status != Status.REJECTED:
        return None
    asked = request.changes[-1].asked if request.changes else ()
    return _of_reason(asked[0], public_id, request) if asked else _ask()


def _of_reason(reason: Reason, public_id: str, request: ServiceRequest) -> tuple[str, str]:
    card = url_for("registry.card", public_id=public_id, _anchor="viec")
    again = _service(public_id, _SERVICE_OF[RequestKind(request.kind)])
    found = {
        Reason.NO_VALID_CARD: (_("Xem cách gia hạn thẻ"), card),
        Reason.PAPER_NOT_NEEDED: (_("Mở thẻ điện tử"), url_for("registry.card", public_id=public_id)),
        Reason.DATA_DIFFERS: (_("Xem cách đính chính"), _service(public_id, Service.CORRECTION)),
        Reason.FACILITY_FULL: (_("Chọn cơ sở khác"), again),
        Reason.OUTSIDE_WINDOW: (_("Xem kỳ đổi nơi khám"), again),
        Reason.ANOTHER_OFFICE: (_("Gửi yêu cầu mới"), again),
    }
    return found.get(reason) or _ask()


def _service(public_id: str, service: Service) -> str:
    return url_for("service_requests.service", public_id=public_id, service=service)


def _ask() -> tuple[str, str]:
    return _("Hỏi về yêu cầu này"), url_for("support.help")
