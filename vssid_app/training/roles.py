"""Whom one may be at one tap in a practice world."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from vssid_app.training.synthetic import DemoRole


class Part(StrEnum):
    """A part to play, as it stands in an address."""

    PARENT = "phu-huynh"
    PUPIL = "hoc-sinh"
    WORKER = "nguoi-lao-dong"
    OFFICER = "can-bo"
    OTHER_OFFICER = "can-bo-noi-khac"
    ADMIN = "quan-tri"


# Practice names to sign in by, beside the real ones: they find the account of a part again.
USER_NAMES = {
    Part.PARENT: "vai.phuhuynh",
    Part.PUPIL: "vai.hocsinh",
    Part.WORKER: "vai.laodong",
    Part.OFFICER: "canbo.longbien",
    Part.OTHER_OFFICER: "canbo.gialam",
    Part.ADMIN: "quantri",
}
CAST = {DemoRole.PARENT: Part.PARENT, DemoRole.PUPIL: Part.PUPIL, DemoRole.WORKER: Part.WORKER}


@dataclass(frozen=True, slots=True)
class RoleButton:
    """A part on the start page."""

    part: Part
    title: LazyString
    about: LazyString
    icon: str


ROLE_BUTTONS = (
    RoleButton(
        Part.PARENT, lazy_gettext("Phụ huynh, ông bà"), lazy_gettext("Có 2 con đang đi học"), "users-round"
    ),
    RoleButton(
        Part.PUPIL,
        lazy_gettext("Học sinh đã có CCCD"),
        lazy_gettext("Lớp 10, có tài khoản"),
        "graduation-cap",
    ),
    RoleButton(
        Part.WORKER, lazy_gettext("Người đi làm"), lazy_gettext("Công ty đóng bảo hiểm"), "user-round"
    ),
    RoleButton(
        Part.OFFICER,
        lazy_gettext("Cán bộ BHXH"),
        lazy_gettext("Long Biên, bỏ qua mã xác thực"),
        "clipboard-check",
    ),
    RoleButton(
        Part.OTHER_OFFICER,
        lazy_gettext("Cán bộ BHXH nơi khác"),
        lazy_gettext("Gia Lâm, bỏ qua mã xác thực"),
        "landmark",
    ),
    RoleButton(
        Part.ADMIN,
        lazy_gettext("Quản trị"),
        lazy_gettext("Cán bộ, tham số, nhật ký; bỏ qua mã xác thực"),
        "settings",
    ),
)
