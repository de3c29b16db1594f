"""The log in words: codes and kinds, never a person's name or number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from flask_babel import gettext as _

from vssid_app.administration.queries import Names
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.audit.words import tag_word
from vssid_app.core.public_codes import unbroken
from vssid_app.enrolment import photo_kinds, staff_words, states, words
from vssid_app.service_requests import kinds as request_kinds
from vssid_app.service_requests import staff_words as request_staff_words
from vssid_app.service_requests import states as request_states
from vssid_app.service_requests import words as request_words

_STEPS: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("Dossier", "action"): lambda code: staff_words.action_word(states.Action(code)),
    ("Dossier", "to"): lambda code: words.status_word(states.Status(code)),
    ("DossierPhoto", "kind"): lambda code: words.photo_word(photo_kinds.PhotoKind(code)),
    ("ServiceRequest", "kind"): lambda code: request_words.kind_word(request_kinds.RequestKind(code)),
    ("ServiceRequest", "action"): lambda code: request_staff_words.did_word(request_states.Action(code)),
    ("ServiceRequest", "to"): lambda code: request_staff_words.status_word(request_states.Status(code)),
    ("ServiceRequestPhoto", "kind"): lambda code: request_words.photo_word(request_kinds.PhotoKind(code)),
}
"""Actions and states as the desk says them, by what they are of and the fact's name."""


def tag_choices() -> list[tuple[str, str]]:
    """All that can be looked for, by its words."""
    return [("", _("Mọi việc")), *sorted(((tag.value, tag_word(tag)) for tag in Tag), key=lambda it: it[1])]


def actor_words(entry: AuditEntry, names: Names) -> str:
    """Who acted: staff by user name, nobody else by anything."""
    if entry.actor_id is None:
        return _("Hệ thống, hoặc người chưa có tài khoản")
    return names.staff.get(entry.actor_id) or _("Người dân")


def subject_words(entry: AuditEntry, names: Names) -> str:
    """What it was about: dossiers and requests by code, staff by user name, all else by its kind."""
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
        "Invitation": _("Lời mời chăm sóc"),
        "HandOver": _("Tài khoản riêng của con"),
        "Share": _("Quyền xem"),
        "Person": _("Người trong dữ liệu BHXH"),
        "RecoveryCode": _("Mã dự phòng"),
        "SignInSession": _("Phiên đăng nhập"),
        "World": _("Dữ liệu BHXH"),
        "HealthCard": _("Thẻ BHYT"),
        "FacilityChange": _("Đổi nơi khám ban đầu"),
        "Kinship": _("Quan hệ cha mẹ và con"),
        "ParticipationPeriod": _("Quá trình tham gia"),
        "BenefitPayment": _("Khoản hưởng"),
        "MedicalVisit": _("Lần khám chữa bệnh"),
    }.get(entry.subject_kind, entry.subject_kind)
    named = {"Account": names.staff, "Dossier": names.dossiers, "ServiceRequest": names.requests}
    name = named.get(entry.subject_kind, {}).get(entry.subject_id, "")
    return f"{kind} {unbroken(name)}".strip()


def facts_words(entry: AuditEntry) -> str:
    """What else was noted: names and the commonest values in words, codes as they are."""
    names, values = _fact_names(), _fact_values()
    return "; ".join(
        f"{names.get(key, key)}: {_step(entry, key, value) or values.get((key, str(value)), value)}"
        for key, value in entry.facts.items()
        if value not in {None, ""}
    )


def _step(entry: AuditEntry, key: str, value: object) -> str:
    """The word of an action, a state or a picture; none for a code that the program no longer has."""
    word = _STEPS.get((entry.subject_kind, key))
    with suppress(ValueError, KeyError):
        return word(str(value)) if word else ""
    return ""


def _fact_names() -> dict[str, str]:
    return {
        "action": _("việc"),
        "way": _("cách"),
        "role": _("vai"),
        "answer": _("trả lời"),
        "reason": _("lý do"),
        "office": _("cơ quan"),
        "source": _("căn cứ"),
        "case": _("yêu cầu"),
        "wrong": _("số lần sai"),
        "value": _("giá trị"),
        "to": _("sang"),
        "kind": _("loại"),
        "relation": _("quan hệ"),
        "proof": _("giấy tờ"),
        "paper": _("giấy tờ"),
        "outcome": _("kết quả"),
        "decision": _("quyết định"),
        "on": _("bật"),
        "new": _("mới"),
        "changed": _("thay đổi"),
        "name": _("tên"),
        "first_day": _("từ ngày"),
        "last_day": _("đến hết ngày"),
        "fields": _("cột"),
        "file": _("tệp"),
    }


def _fact_values() -> dict[tuple[str, str], str]:
    """By the name and the value: the same code may mean something else elsewhere."""
    return {
        ("way", "part"): _("vai dùng thử"),
        ("way", "password"): _("mật khẩu"),
        ("way", "code"): _("mã gửi tới điện thoại"),
        ("way", "recovery"): _("đặt lại mật khẩu"),
        ("way", "activation"): _("kích hoạt"),
        ("way", "second_factor"): _("mã xác thực"),
        ("way", "devices"): _("từ máy khác"),
        ("way", "page"): _("trang web"),
        ("way", "api"): _("giao diện cho phần mềm"),
        ("role", "officer"): _("cán bộ xét duyệt"),
        ("role", "admin"): _("quản trị"),
        ("source", "import"): _("nhập từ tệp"),
        ("outcome", "lapsed"): _("hết hạn"),
        ("answer", "valid"): _("dùng được"),
        ("answer", "locked"): _("bị khoá"),
        ("answer", "expired"): _("hết hạn"),
        ("answer", "not_yet"): _("chưa đến ngày"),
        ("answer", "unknown"): _("không thấy thẻ"),
        ("paper", "declaration"): _("tờ khai"),
        ("on", "True"): _("có"),
        ("on", "False"): _("không"),
    }
