"""The interface in Vietnamese, for the page that people read; the description for programs is in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from flask import json
from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class Route:
    """One route as the page shows it."""

    key: str
    method: str
    path: str
    title: str
    about: str
    example: str
    """What is sent: a body, or a query."""


def routes(spec: dict[str, Any]) -> list[Route]:
    """The routes of the description, in its order, with words and an example each."""
    words = _words()
    return [
        Route(
            operation["operationId"],
            method.upper(),
            path,
            *words[operation["operationId"]],
            _example(spec, operation),
        )
        for path, methods in sorted(spec["paths"].items())
        for method, operation in methods.items()
    ]


def _words() -> dict[str, tuple[str, str]]:
    return {
        "checkCard": (
            _("Kiểm tra giá trị thẻ"),
            _("Chỉ trả lời về thẻ khi số, họ tên và ngày sinh đều khớp. Khác bất cứ điều gì: mã 050."),
        ),
        "verifyQr": (
            _("Xác minh mã QR có chữ ký"),
            _("Cho biết chữ ký đúng hay không, ai ký, và hôm nay thẻ ra sao."),
        ),
        "parseQr": (
            _("Đọc mã QR"),
            _("Thẻ giấy cũ, thẻ năm 2021, CCCD gắn chip, thẻ của bản này. Đọc được chưa chắc là thật."),
        ),
        "listFacilities": (
            _("Tìm cơ sở khám chữa bệnh"),
            _("Không cần dấu; hiểu BVĐK, PKĐK, TTYT và mã viết như 01-025."),
        ),
        "listOffices": (
            _("Tìm cơ quan BHXH"),
            _("Tên gọi vào ngày trong trường on; để trống là hôm nay."),
        ),
    }


def _example(spec: dict[str, Any], operation: dict[str, Any]) -> str:
    body = operation.get("requestBody")
    if not body:
        asked = {one["name"]: one["schema"].get("examples", [""])[0] for one in operation["parameters"]}
        return "?" + "&".join(f"{name}={quote_plus(value)}" for name, value in asked.items() if value)
    name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    fields = spec["components"]["schemas"][name]["properties"]
    return json.dumps(
        {key: field["examples"][0] for key, field in fields.items()}, ensure_ascii=False, indent=1
    )
