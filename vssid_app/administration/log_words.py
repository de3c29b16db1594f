"""The log in words: codes and kinds, never a person's name or number."""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.administration.queries import Names
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.audit.words import tag_word


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
        "ServiceRequest": _("Yêu cầu dịch vụ"),
        "ServiceRequestPhoto": _("Ảnh của yêu cầu"),
        "OwnershipCase": _("Yêu cầu kiểm tra"),
        "Guardianship": _("Quyền chăm sóc"),
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
