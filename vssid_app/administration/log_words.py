"""The log in words: codes and kinds, never a person's name or number."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.administration.queries import Names
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag


def tag_word(tag: Tag) -> str:
    """What happened; what has no words yet is shown as its code."""
    return _tag_words().get(tag, tag.value)


def tag_choices() -> list[tuple[str, str]]:
    """All that can be looked for, by its words."""
    return [("", _("Mọi việc")), *sorted(((tag.value, tag_word(tag)) for tag in Tag), key=lambda it: it[1])]


def actor_words(entry: AuditEntry, names: Names) -> str:
    """Who acted: staff by user name, nobody else by anything."""
    if entry.actor_id is None:
        return _("Hệ thống, hoặc người chưa có tài khoản")
    return names.staff.get(entry.actor_id) or _("Người dân")


def subject_words(entry: AuditEntry, names: Names) -> str:
    """What it was about: dossiers by code, staff by user name, all else by its kind."""
    kind = {
        "Account": _("Tài khoản"),
        "AccountCase": _("Yêu cầu đổi số điện thoại"),
        "DeletionRequest": _("Yêu cầu xoá tài khoản"),
        "Dossier": _("Hồ sơ"),
        "DossierPhoto": _("Ảnh hồ sơ"),
        "OwnershipCase": _("Yêu cầu kiểm tra"),
        "Person": _("Người trong dữ liệu BHXH"),
        "RecoveryCode": _("Mã dự phòng"),
        "SignInSession": _("Phiên đăng nhập"),
        "World": _("Dữ liệu BHXH"),
        "HealthCard": _("Thẻ BHYT"),
        "ParticipationPeriod": _("Quá trình tham gia"),
        "BenefitPayment": _("Khoản hưởng"),
        "MedicalVisit": _("Lần khám chữa bệnh"),
    }.get(entry.subject_kind, entry.subject_kind)
    name = {"Account": names.staff, "Dossier": names.dossiers}.get(entry.subject_kind, {}).get(
        entry.subject_id, ""
    )
    return f"{kind} {name}".strip()


def facts_words(entry: AuditEntry) -> str:
    """What else was noted, as codes."""
    return "; ".join(f"{key}: {value}" for key, value in entry.facts.items() if value not in {None, ""})


def _tag_words() -> dict[Tag, str]:
    return {
        Tag.ACCOUNT_OPENED: _("Mở tài khoản"),
        Tag.ACCOUNT_ACTIVATED: _("Kích hoạt tài khoản"),
        Tag.ACCOUNT_DISABLED: _("Khoá tài khoản"),
        Tag.PASSWORD_CHANGED: _("Đổi mật khẩu"),
        Tag.SIGNED_IN: _("Đăng nhập"),
        Tag.SIGNED_OUT: _("Đăng xuất"),
        Tag.SIGN_IN_REFUSED: _("Đăng nhập bị từ chối"),
        Tag.STAFF_ADDED: _("Thêm cán bộ"),
        Tag.STAFF_READMITTED: _("Mở lại tài khoản cán bộ"),
        Tag.ROLE_GIVEN: _("Thêm vai"),
        Tag.ROLE_TAKEN: _("Bỏ vai"),
        Tag.PARAMETER_SET: _("Đổi tham số"),
        Tag.OFFICE_RENAMED: _("Đổi tên cơ quan"),
        Tag.SECOND_FACTOR_RESET: _("Đặt lại mã xác thực"),
        Tag.SECOND_FACTOR_ENROLLED: _("Cài mã xác thực"),
        Tag.RECOVERY_CODES_MADE: _("Tạo mã dự phòng"),
        Tag.RECOVERY_CODE_USED: _("Dùng mã dự phòng"),
        Tag.CONTACT_CHANGED: _("Đổi điện thoại hoặc email"),
        Tag.ACCOUNT_CASE_OPENED: _("Mở yêu cầu đổi số điện thoại"),
        Tag.ACCOUNT_CASE_VIEWED: _("Xem yêu cầu đổi số điện thoại"),
        Tag.ACCOUNT_CASE_DECIDED: _("Quyết định yêu cầu đổi số điện thoại"),
        Tag.OWN_DATA_TAKEN: _("Tải dữ liệu của mình"),
        Tag.DELETION_ASKED: _("Yêu cầu xoá tài khoản"),
        Tag.DELETION_TAKEN_BACK: _("Rút yêu cầu xoá tài khoản"),
        Tag.ACCOUNT_CLOSED: _("Đóng tài khoản, xoá liên hệ"),
        Tag.DOSSIER_STARTED: _("Bắt đầu hồ sơ"),
        Tag.DOSSIER_CHANGED: _("Hồ sơ chuyển bước"),
        Tag.DOSSIER_VIEWED: _("Xem hồ sơ"),
        Tag.PHOTO_VIEWED: _("Xem ảnh hồ sơ"),
        Tag.PHOTOS_DELETED: _("Xoá ảnh hồ sơ"),
        Tag.PERSON_VIEWED: _("Xem dữ liệu của một người"),
        Tag.OWNERSHIP_CASE_OPENED: _("Mở yêu cầu kiểm tra"),
        Tag.OWNERSHIP_CASE_SETTLED: _("Trả lời yêu cầu kiểm tra"),
        Tag.REGISTER_IMPORTED: _("Nhập dữ liệu BHXH từ tệp"),
        Tag.REGISTER_CHANGED: _("Đổi một dòng dữ liệu BHXH"),
        Tag.REGISTER_EXPORTED: _("Xuất dữ liệu BHXH ra tệp"),
        Tag.SWITCH_SET: _("Bật hoặc tắt một chức năng"),
    }
