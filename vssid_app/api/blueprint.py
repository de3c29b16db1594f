"""What all routes of the interface share: no cookies, small bodies of good JSON, limits told in headers."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Blueprint, Response, g, request
from flask_babel import gettext as _

from vssid_app.api.pace import Pace
from vssid_app.core.clock import instant
from vssid_app.core.extensions import csrf
from vssid_app.core.problems import problem
from vssid_app.lookups.asking import asking_address
from vssid_app.lookups.rules import Allowance

MAX_BODY_BYTES = 131_072
JSON_TYPE = "application/json"

pages = Blueprint("api", __name__, url_prefix="/api/v1")
# No route here heeds a cookie, so there is nothing that another site could do in somebody's name.
csrf.exempt(pages)
pace = Pace()


@pages.before_request
def _keep_pace() -> Response | None:
    """Bound the load from one address; what is asked about persons is counted besides, in the database."""
    left = pace.count(asking_address(), instant())
    g.allowance = left
    if left.remaining < 0:
        return too_many(left.seconds)
    return None


@pages.before_request
def _read_body() -> Response | None:
    """Refuse a body that is too large before it is read, and what is no JSON, each with its own status."""
    request.max_content_length = MAX_BODY_BYTES
    if request.method != "POST":
        return None
    if (request.content_length or 0) > MAX_BODY_BYTES:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.mimetype != JSON_TYPE:
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    try:
        json.loads(request.get_data())
    except (ValueError, RecursionError):
        return problem(HTTPStatus.BAD_REQUEST, _("Nội dung không phải JSON đúng."))
    return None


@pages.after_request
def _headers(response: Response) -> Response:
    if request.method in {"GET", "HEAD"}:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = (
            "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
        )
    allowance: Allowance | None = g.get("allowance")
    if allowance:
        response.headers["RateLimit-Limit"] = str(allowance.limit)
        response.headers["RateLimit-Remaining"] = str(max(0, allowance.remaining))
        response.headers["RateLimit-Reset"] = str(allowance.seconds)
    return response


def too_many(seconds: int, detail: str = "") -> Response:
    """Too many questions: when to ask again, in words and in ``Retry-After``."""
    said = detail or _("Quá nhiều yêu cầu từ mạng này. Thử lại sau %(count)s giây.", count=seconds)
    return problem(HTTPStatus.TOO_MANY_REQUESTS, said, headers={"Retry-After": str(seconds)})
