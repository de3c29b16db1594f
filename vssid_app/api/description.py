"""The OpenAPI description, made by spectree from the models; and what is done about a wrong request."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from http import HTTPStatus
from typing import Any, TypeVar, cast

from flask import abort
from flask_babel import gettext as _
from pydantic import BaseModel, ValidationError
from spectree import Response as Answers
from spectree import SpecTree

from vssid_app.api.models import MOST, Problem
from vssid_app.core.problems import MIMETYPE, problem

View = TypeVar("View", bound=Callable[..., Any])
TITLE = "Thuc hanh VssID"
VERSION = "1"
ABOUT = (
    "Card checks, QR codes and places; not an interface of the insurance itself. No sign-in, no cookies. "
    "Errors are application/problem+json. Limits by address are told in RateLimit-Limit, RateLimit-Remaining "
    "and RateLimit-Reset (seconds); 429 comes with Retry-After."
)
MOST_TROUBLES = 20
POST_TROUBLES = (400, 413, 415, 422, 429)
GET_TROUBLES = (422, 429)
LIMIT_HEADERS = {
    "RateLimit-Limit": "Requests in a window.",
    "RateLimit-Remaining": "Requests left in it.",
    "RateLimit-Reset": "Seconds until it begins anew.",
}


def _refuse(_request: Any, _response: Any, error: Any, _instance: Any, _adapter: Any) -> None:
    """Name each wrong field; what was sent is not repeated."""
    if not isinstance(error, ValidationError):
        return
    found = error.errors(include_input=False, include_url=False)[:MOST_TROUBLES]
    troubles = [
        {
            "field": ".".join(map(str, one["loc"]))[:100],
            "message": _trouble(one["type"], one.get("ctx", {}).get("max_length")),
        }
        for one in found
    ]
    detail = _("Có trường chưa đúng.")
    abort(problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=troubles))


def _trouble(kind: str, longest: int | None) -> str:
    """What is wrong with a field, and what is allowed."""
    return {
        "missing": _("Thiếu trường này."),
        "extra_forbidden": _("Không có trường này."),
        "string_type": _("Phải là chuỗi ký tự."),
        "string_too_long": _("Nhiều nhất %(count)s ký tự.", count=longest),
        "string_unicode": _("Có ký tự hỏng."),
        "birth_text": _("Viết ngày sinh dạng YYYY-MM-DD, hoặc YYYY nếu giấy tờ chỉ có năm."),
        "day_text": _("Viết một ngày có thật dạng YYYY-MM-DD."),
        "page_size": _("Viết số nguyên từ 1 đến %(most)s.", most=MOST),
        "model_type": _("Phải là một đối tượng JSON."),
    }.get(kind, _("Không đúng dạng."))


_tree = SpecTree(
    "flask",
    before=_refuse,
    title=TITLE,
    version=VERSION,
    description=ABOUT,
    page_templates={},
    mode="strict",
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    validation_error_model=Problem,
)


def described(answer: type[BaseModel], operation: str, *, posts: bool = False) -> Callable[[View], View]:
    """Check what a view is sent against its annotations, what it answers, and describe both."""
    troubles = {f"HTTP_{code}": Problem for code in (POST_TROUBLES if posts else GET_TROUBLES)}
    answers = Answers(HTTP_200=answer, **troubles)
    return cast("Callable[[View], View]", _tree.validate(resp=answers, operation_id=operation))


@cache
def openapi() -> dict[str, Any]:
    """The description of the running application; the same for its whole life."""
    spec: dict[str, Any] = deepcopy(_tree.spec)
    spec["servers"] = [{"url": "/"}]
    for path in spec["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                _complete(answer, int(status))
    return spec


def _complete(answer: dict[str, Any], status: int) -> None:
    """Say what spectree has no words for: the type of errors, and headers."""
    if status != HTTPStatus.OK:
        answer["content"] = {MIMETYPE: answer["content"]["application/json"]}
    headers = dict(LIMIT_HEADERS)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "Seconds to wait."
    answer["headers"] = {
        name: {"description": words, "schema": {"type": "integer"}} for name, words in headers.items()
    }
