"""What a person is told of their dossiers: each field and step, the declaration, the photos still kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import selectinload

from vssid_app.core.extensions import db
from vssid_app.core.files import FileDamaged, FileMissing
from vssid_app.enrolment import words
from vssid_app.enrolment.declaration.content import has_declaration
from vssid_app.enrolment.declaration.pdf import as_pdf
from vssid_app.enrolment.declaration_pages import FILLED_NAME, paper_of
from vssid_app.enrolment.models import Dossier, DossierChange, DossierPhoto, OwnershipCase
from vssid_app.enrolment.operations.photos import photo_bytes
from vssid_app.identity.models import Account
from vssid_app.identity.own_data import OwnFile, Part, Told
from vssid_app.notifications.operations import address_hash


def own_dossiers(account: Account) -> ColumnElement[bool]:
    """The dossier that led to the account, and earlier ones about the same person by the same phone.

    The person alone is not enough: somebody else may have given their number.
    """
    phone = address_hash(account.phone or "")
    by_same_phone = and_(Dossier.person_id == account.person_id, Dossier.phone_hash == phone)
    return or_(Dossier.account_id == account.id, by_same_phone)


def _files(account: Account) -> Iterator[OwnFile]:
    found = select(Dossier).where(own_dossiers(account)).order_by(Dossier.id)
    loaded = found.options(selectinload(Dossier.photos), selectinload(Dossier.changes))
    for dossier in db.session.scalars(loaded).all():
        folder = f"ho-so/{dossier.code}"
        if has_declaration(dossier):
            yield OwnFile(f"{folder}/{FILLED_NAME}", partial(_declaration, dossier))
        for photo in dossier.photos:
            yield OwnFile(f"{folder}/{photo.kind}.jpg", partial(_photo, photo))


def _declaration(dossier: Dossier) -> bytes:
    return as_pdf(paper_of(dossier))


def _photo(photo: DossierPhoto) -> bytes | None:
    with suppress(FileMissing, FileDamaged):
        return photo_bytes(photo)
    return None


_CHANGES = Told(
    DossierChange,
    _("Các bước"),
    {
        "action": _("Việc"),
        "from_status": _("Từ trạng thái"),
        "to_status": _("Sang trạng thái"),
        "at": _("Lúc"),
        "by_system": _("Hệ thống tự làm"),
        "reasons": _("Lý do"),
        "note": _("Ghi chú"),
    },
    by="dossier_id",
    show={"from_status": words.status_word, "to_status": words.status_word},
)
_PHOTOS = Told(
    DossierPhoto,
    _("Ảnh còn giữ"),
    {
        "kind": _("Ảnh"),
        "problem": _("Nhận xét"),
        "where": _("Chỗ cần xem lại"),
        "kept_anyway": _("Vẫn dùng ảnh này"),
        "bad_tries": _("Số lần chụp chưa đạt"),
        "is_sample": _("Là ảnh mẫu"),
        "taken_at": _("Chụp lúc"),
    },
    by="dossier_id",
    left_out={"file_id": "the photo itself is among the files"},
    show={"kind": words.photo_word},
)
_CASES = Told(
    OwnershipCase,
    _("Yêu cầu “Không phải tôi”"),
    {
        "code": _("Mã yêu cầu"),
        "about": _("Về"),
        "opened_at": _("Gửi lúc"),
        "settled_at": _("Trả lời lúc"),
        "outcome": _("Trả lời"),
    },
    by="dossier_id",
)
PART = Part(
    "ho-so-dang-ky",
    (
        Told(
            Dossier,
            _("Hồ sơ đăng ký"),
            {
                "code": _("Mã hồ sơ"),
                "kind": _("Đăng ký cho"),
                "relation": _("Quan hệ với con"),
                "care_until": _("Quyết định giám hộ đến hết ngày"),
                "child_consent_at": _("Con đồng ý lúc"),
                "beside_another": _("Biết đã có phụ huynh khác"),
                "for_children": _("Muốn đăng ký tiếp cho con"),
                "status": _("Trạng thái"),
                "phone": _("Điện thoại"),
                "email": _("E-mail"),
                "email_proven_at": _("E-mail xác nhận lúc"),
                "si_number": _("Mã số BHXH"),
                "typed_number": _("Số đã nhập"),
                "full_name": _("Họ và tên"),
                "birth": _("Ngày sinh"),
                "sex": _("Giới tính"),
                "citizen_id": _("Số CCCD hoặc CMND"),
                "citizen_id_issued_on": _("Ngày cấp"),
                "citizen_id_issued_at": _("Nơi cấp"),
                "commune_code": _("Mã xã"),
                "street": _("Số nhà, đường, thôn"),
                "school_code": _("Mã trường"),
                "class_name": _("Lớp"),
                "office_code": _("Mã cơ quan BHXH"),
                "handover": _("Cách nộp tờ khai"),
                "saved_steps": _("Các phần đã lưu"),
                "match": _("So với dữ liệu BHXH"),
                "differences": _("Chỗ khác"),
                "consent_at": _("Cam đoan và đồng ý lúc"),
                "recorded_at": _("Gửi lúc"),
                "due_on": _("Hẹn trả lời"),
                "paper_due_on": _("Hạn nộp tờ khai ký"),
                "paper_received_at": _("Nhận tờ khai ký lúc"),
                "opened_at": _("Cán bộ mở xem lúc"),
                "decided_on_line": _("Duyệt trực tuyến"),
                "photos_deleted_at": _("Xoá ảnh lúc"),
                "created_at": _("Bắt đầu lúc"),
            },
            own=own_dossiers,
            left_out={
                "name_folded": "the name once more",
                "comparisons": "a limit of the comparison",
                "hold_round": "how often browsers were signed out, of no meaning by itself",
            },
            show={"status": words.status_word, "kind": words.kind_word},
            inside=(_CHANGES, _PHOTOS, _CASES),
        ),
    ),
    files=_files,
)
