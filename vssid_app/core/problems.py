"""Errors for programs: ``application/problem+json`` (RFC 9457) under ``/api/``, where nobody reads a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import Response, json, request
from flask_babel import gettext as _

ROOT = "/api/"
MIMETYPE = "application/problem+json"


def wants_problem() -> bool:
    """Whether this request is a program's."""
    return request.path.startswith(ROOT)


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to what went wrong; ``errors`` are the fields that are wrong, each with its sentence."""
    phrase = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": phrase, "status": status, "detail": detail or _usual(status)}
    if errors:
        body["errors"] = list(errors)
    response = Response(json.dumps(body), status, mimetype=MIMETYPE)
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response


def _usual(status: int) -> str:
    return {
        400: _("Không đọc được yêu cầu. Xem lại nội dung gửi lên."),
        404: _("Không có địa chỉ này. Xem danh sách ở /api/v1/."),
        405: _("Địa chỉ này không nhận cách gọi này. Xem đầu mục Allow."),
        413: _("Nội dung gửi lên quá lớn."),
        415: _("Chỉ nhận application/json."),
        503: _("Ứng dụng đang khởi động. Hãy thử lại sau vài giây."),
    }.get(status, _("Có lỗi ở phía chúng tôi. Hãy thử lại sau một phút."))
