"""What a person is told of the requests about them or by them: each field and step, the photos still kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import selectinload

from vssid_app.core.clock import VIETNAM
from vssid_app.core.extensions import db, private_files
from vssid_app.core.files import FileDamaged, FileMissing
from vssid_app.identity.models import Account
from vssid_app.identity.own_data import OwnFile, Part, Told
from vssid_app.service_requests import words
from vssid_app.service_requests.models import (
    ServiceReminder,
    ServiceRequest,
    ServiceRequestChange,
    ServiceRequestPhoto,
)


def own_requests(account: Account) -> ColumnElement[bool]:
    """What this account asked for, and what others asked for about its holder."""
    return or_(ServiceRequest.asked_by_id == account.id, ServiceRequest.person_id == account.person_id)


def _files(account: Account) -> Iterator[OwnFile]:
    found = select(ServiceRequest).where(own_requests(account)).order_by(ServiceRequest.id)
    for request in db.session.scalars(found.options(selectinload(ServiceRequest.photos))).all():
        for photo in request.photos:
            yield OwnFile(f"dich-vu/{request.code}/{photo.kind}.jpg", partial(_photo, photo))


def _photo(photo: ServiceRequestPhoto) -> bytes | None:
    with suppress(FileMissing, FileDamaged):
        return private_files.get(photo.file_id, world=photo.world_id)
    return None


def _world_moment(at: datetime) -> str:
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


_CHANGES = Told(
    ServiceRequestChange,
    _("Các bước"),
    {
        "action": _("Việc"),
        "from_status": _("Từ trạng thái"),
        "to_status": _("Sang trạng thái"),
        "at": _("Lúc"),
        "by_staff": _("Cơ quan BHXH làm"),
        "reasons": _("Lý do"),
        "note": _("Ghi chú"),
    },
    by="request_id",
    show={"from_status": words.status_word, "to_status": words.status_word, "at": _world_moment},
)
_PHOTOS = Told(
    ServiceRequestPhoto,
    _("Ảnh còn giữ"),
    {"kind": _("Ảnh"), "is_sample": _("Là ảnh mẫu"), "taken_at": _("Chụp lúc")},
    by="request_id",
    left_out={"file_id": "the photo itself is among the files"},
    show={"kind": words.photo_word},
)
_REMINDERS = Told(
    ServiceReminder,
    _("Các lần nhắc cơ quan BHXH"),
    {
        "office_code": _("Mã cơ quan BHXH"),
        "day": _("Ngày"),
        "working_days_late": _("Quá hẹn, ngày làm việc"),
        "at": _("Lúc"),
    },
    by="request_id",
    show={"at": _world_moment},
)
PART = Part(
    "dich-vu",
    (
        Told(
            ServiceRequest,
            _("Yêu cầu dịch vụ"),
            {
                "code": _("Mã yêu cầu"),
                "kind": _("Dịch vụ"),
                "status": _("Trạng thái"),
                "card_code": _("Mã thẻ"),
                "why_paper": _("Vì sao cần thẻ giấy"),
                "loss": _("Lý do cấp lại"),
                "delivery": _("Nhận thẻ"),
                "school_code": _("Mã trường"),
                "class_name": _("Lớp"),
                "recipient": _("Người nhận"),
                "phone": _("Điện thoại người nhận"),
                "commune_code": _("Mã xã"),
                "street": _("Số nhà, đường, thôn"),
                "delivery_note": _("Dặn bưu tá"),
                "postage": _("Cước bưu điện, đồng"),
                "facility_code": _("Mã nơi khám mới"),
                "quoted": _("Dòng đề nghị sửa"),
                "told": _("Nội dung đề nghị"),
                "office_code": _("Mã cơ quan BHXH"),
                "saved_steps": _("Các phần đã lưu"),
                "sent_at": _("Gửi lúc"),
                "due_on": _("Hẹn xong"),
                "tracking_number": _("Mã vận đơn"),
                "created_at": _("Bắt đầu lúc"),
            },
            own=own_requests,
            left_out={"about": "the key of the quoted line"},
            show={
                "status": words.status_word,
                "kind": words.kind_word,
                "why_paper": words.why_paper_word,
                "loss": words.loss_word,
                "delivery": words.delivery_word,
                "sent_at": _world_moment,
            },
            inside=(_CHANGES, _PHOTOS, _REMINDERS),
        ),
    ),
    files=_files,
)
