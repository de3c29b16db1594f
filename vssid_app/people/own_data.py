"""What a person is told of who they are in the register, and of who cares for whom."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_

from vssid_app.identity.models import Account
from vssid_app.identity.own_data import Part, Told
from vssid_app.identity.queries import account_by_id
from vssid_app.people.looks.models import Look, LookedPage
from vssid_app.people.looks.words import page_words
from vssid_app.people.models import (
    CareNotice,
    Guardianship,
    HandOver,
    Invitation,
    Kinship,
    Person,
    Share,
)
from vssid_app.people.queries import find_person
from vssid_app.people.rules import BirthDate, Sex


def _other(held: Guardianship, account: Account) -> Mapping[str, object]:
    """The name of the other one of the two."""
    is_guardian = held.guardian_id == account.person_id
    other = find_person(held.child_id if is_guardian else held.guardian_id)
    key = gettext("Người được chăm sóc") if is_guardian else gettext("Người chăm sóc")
    return {key: other.full_name if other else ""}


def _sharer(share: Share, account: Account) -> Mapping[str, object]:
    """The name of the other one of the two."""
    is_viewer = share.viewer_id == account.person_id
    other = find_person(share.owner_id if is_viewer else share.viewer_id)
    key = gettext("Người cho xem") if is_viewer else gettext("Người xem")
    return {key: other.full_name if other else ""}


def _kin(known: Kinship, account: Account) -> Mapping[str, object]:
    """The name of the other one of the two."""
    is_parent = known.parent_id == account.person_id
    other = find_person(known.child_id if is_parent else known.parent_id)
    key = gettext("Con") if is_parent else gettext("Cha hoặc mẹ")
    return {key: other.full_name if other else ""}


def _looked(look: Look, account: Account) -> Mapping[str, object]:
    """Who looked, when it was at oneself; else at whom one looked."""
    if look.subject_id != account.person_id:
        other = find_person(look.subject_id)
        return {gettext("Bạn xem hồ sơ của"): other.full_name if other else ""}
    viewer = account_by_id(look.viewer_id)
    person = find_person(viewer.person_id) if viewer and viewer.person_id else None
    name = person.full_name if person else (viewer.display_name if viewer else "")
    return {gettext("Ai xem"): name or gettext("Tài khoản đã xoá")}


def _sex(sex: Sex) -> str:
    return gettext("Nam") if sex is Sex.MALE else gettext("Nữ")


PART = Part(
    "ca-nhan",
    (
        Told(
            Person,
            _("Thông tin cá nhân theo hồ sơ BHXH"),
            {
                "full_name": _("Họ và tên"),
                "birth": _("Ngày sinh"),
                "sex": _("Giới tính"),
                "si_number": _("Mã số BHXH"),
                "citizen_id": _("Số CCCD hoặc CMND"),
                "phone": _("Điện thoại do cơ quan BHXH ghi"),
                "email": _("E-mail do cơ quan BHXH ghi"),
                "province_code": _("Mã tỉnh"),
                "commune_code": _("Mã xã"),
                "street": _("Số nhà, đường, thôn"),
                "school_code": _("Mã trường"),
                "class_name": _("Lớp"),
            },
            own=lambda account: Person.id == account.person_id,
            left_out={"public_id": "a part of addresses", "name_folded": "the name once more"},
            show={"birth": BirthDate.iso, "sex": _sex},
        ),
        Told(
            Guardianship,
            _("Chăm sóc và được chăm sóc"),
            {
                "relation": _("Quan hệ"),
                "proof": _("Giấy tờ"),
                "valid_from": _("Từ ngày"),
                "valid_to": _("Đến ngày"),
                "granted_by": _("Theo hồ sơ"),
                "ended_at": _("Chấm dứt lúc"),
                "end_reason": _("Lý do chấm dứt"),
            },
            own=lambda account: or_(
                Guardianship.guardian_id == account.person_id, Guardianship.child_id == account.person_id
            ),
            also=_other,
        ),
        Told(
            Invitation,
            _("Lời mời chăm sóc"),
            {
                "code": _("Mã lời mời"),
                "status": _("Trạng thái"),
                "relation": _("Quan hệ"),
                "made_at": _("Tạo lúc"),
                "expires_at": _("Dùng đến"),
                "accepted_at": _("Nhận lời lúc"),
                "ended_at": _("Xong lúc"),
            },
            own=lambda account: or_(
                Invitation.inviter_id == account.person_id, Invitation.guest_id == account.person_id
            ),
        ),
        Told(
            HandOver,
            _("Tự quản lý tài khoản"),
            {
                "begun_on": _("Có tài khoản từ ngày"),
                "default_on": _("Người chăm sóc chỉ xem thẻ từ ngày, nếu chưa chọn"),
                "answered_at": _("Chọn lúc"),
            },
            own=lambda account: HandOver.child_id == account.person_id,
        ),
        Told(
            Share,
            _("Cho xem và được cho xem"),
            {
                "relation": _("Người xem là"),
                "parts": _("Những phần cho xem"),
                "by_consent": _("Cho xem khi đã trưởng thành"),
                "given_at": _("Từ lúc"),
                "ended_at": _("Đến lúc"),
            },
            own=lambda account: or_(
                Share.viewer_id == account.person_id, Share.owner_id == account.person_id
            ),
            also=_sharer,
        ),
        Told(
            CareNotice,
            _("Đã được báo về việc chăm sóc"),
            {"change": _("Việc gì"), "day": _("Về ngày"), "at": _("Lúc")},
            own=lambda account: CareNotice.told_id == account.person_id,
        ),
        Told(
            Kinship,
            _("Cha, mẹ, con theo hồ sơ BHXH"),
            {"relation": _("Quan hệ")},
            own=lambda account: or_(
                Kinship.parent_id == account.person_id, Kinship.child_id == account.person_id
            ),
            also=_kin,
        ),
        Told(
            Look,
            _("Ai đã xem hồ sơ"),
            {
                "day": _("Ngày"),
                "page": _("Trang"),
                "changed": _("Có thay đổi"),
                "relation": _("Quan hệ"),
                "office_code": _("Mã cơ quan BHXH"),
            },
            own=lambda account: or_(Look.subject_id == account.person_id, Look.viewer_id == account.id),
            show={"page": lambda page: page_words(LookedPage(page))},
            also=_looked,
        ),
    ),
)
