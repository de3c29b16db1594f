"""Whom one may be at one tap in a practice world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from vssid_app.training.synthetic import DemoRole, FamilyRole


class Part(StrEnum):
    """A part to play, as it stands in an address."""

    PARENT = "phu-huynh"
    PUPIL = "hoc-sinh"
    WORKER = "nguoi-lao-dong"
    OTHER_PARENT = "nguoi-cha"
    GRANDPARENT = "ba-nuoi-chau"
    FORMER_GUARDIAN = "nguoi-tung-giam-ho"
    BEFORE_FIFTEEN = "me-cua-em-14-tuoi"
    OFFICER = "can-bo"
    OTHER_OFFICER = "can-bo-noi-khac"
    ADMIN = "quan-tri"


# Practice names to sign in by, beside the real ones: they find the account of a part again.
USER_NAMES = {
    Part.PARENT: "vai.phuhuynh",
    Part.PUPIL: "vai.hocsinh",
    Part.WORKER: "vai.laodong",
    Part.OTHER_PARENT: "vai.nguoicha",
    Part.GRANDPARENT: "vai.banuoichau",
    Part.FORMER_GUARDIAN: "vai.nguoitunggiamho",
    Part.BEFORE_FIFTEEN: "vai.mecuaem14tuoi",
    Part.OFFICER: "canbo.longbien",
    Part.OTHER_OFFICER: "canbo.gialam",
    Part.ADMIN: "quantri",
}
CAST: Mapping[DemoRole | FamilyRole, Part] = {
    DemoRole.PARENT: Part.PARENT,
    DemoRole.PUPIL: Part.PUPIL,
    DemoRole.WORKER: Part.WORKER,
    FamilyRole.OTHER_PARENT: Part.OTHER_PARENT,
    FamilyRole.GRANDPARENT: Part.GRANDPARENT,
    FamilyRole.FORMER_GUARDIAN: Part.FORMER_GUARDIAN,
    FamilyRole.BEFORE_FIFTEEN: Part.BEFORE_FIFTEEN,
}


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

FAMILY_BUTTONS = (
    RoleButton(
        Part.OTHER_PARENT,
        lazy_gettext("Người cha"),
        lazy_gettext("Cùng nuôi 2 con ở trên"),
        "users-round",
    ),
    RoleButton(
        Part.GRANDPARENT,
        lazy_gettext("Bà nuôi cháu"),
        lazy_gettext("Quyết định sắp hết hạn"),
        "clock",
    ),
    RoleButton(
        Part.FORMER_GUARDIAN,
        lazy_gettext("Người từng giám hộ"),
        lazy_gettext("Quyền vừa kết thúc"),
        "history",
    ),
    RoleButton(
        Part.BEFORE_FIFTEEN,
        lazy_gettext("Mẹ của em 14 tuổi"),
        lazy_gettext("Một tháng nữa đủ 15"),
        "graduation-cap",
    ),
)
