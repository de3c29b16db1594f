"""What a person is told of their insurance: every table of this package that holds facts of persons."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from vssid_app.identity.own_data import Part, Told, of_person
from vssid_app.registry.models import (
    BenefitPayment,
    CardReminder,
    FacilityChange,
    HealthCard,
    MedicalCertificate,
    MedicalVisit,
    ParticipationPeriod,
    ReportedPayment,
    VisitCost,
)

_COSTS = Told(
    VisitCost,
    _("Chi phí"),
    {
        "kind": _("Loại"),
        "name": _("Tên"),
        "unit": _("Đơn vị"),
        "quantity": _("Số lượng"),
        "amount": _("Thành tiền"),
        "fund_paid": _("Quỹ BHYT trả"),
    },
    by="visit_id",
)
_CERTIFICATES = Told(
    MedicalCertificate,
    _("Giấy tờ của cơ sở khám chữa bệnh"),
    {
        "kind": _("Loại"),
        "number": _("Số"),
        "issued_on": _("Ngày cấp"),
        "from_date": _("Từ ngày"),
        "to_date": _("Đến ngày"),
    },
    by="visit_id",
)
PART = Part(
    "bao-hiem",
    (
        Told(
            HealthCard,
            _("Thẻ BHYT"),
            {
                "card_code": _("Mã thẻ"),
                "valid_from": _("Giá trị từ"),
                "valid_to": _("Giá trị đến"),
                "facility_code": _("Mã nơi đăng ký khám chữa bệnh"),
                "issued_on": _("Ngày cấp"),
                "office_code": _("Mã cơ quan BHXH"),
                "status": _("Tình trạng"),
                "printed_name": _("Tên in trên thẻ"),
                "printed_birth": _("Ngày sinh in trên thẻ"),
            },
            own=of_person(HealthCard.person_id),
        ),
        Told(
            FacilityChange,
            _("Nơi khám mới đã duyệt"),
            {
                "holds_from": _("Dùng từ ngày"),
                "replaced": _("Mã nơi khám trước"),
                "facility_code": _("Mã nơi khám mới"),
                "source": _("Mã yêu cầu"),
            },
            own=of_person(FacilityChange.person_id),
        ),
        Told(
            CardReminder,
            _("Đã nhắc thẻ sắp hết hạn"),
            {
                "last_day": _("Thẻ hết hạn sau ngày"),
                "days_before": _("Nhắc trước (ngày)"),
                "at": _("Lúc"),
            },
            own=lambda account: CardReminder.told_id == account.person_id,
        ),
        Told(
            ParticipationPeriod,
            _("Quá trình tham gia"),
            {
                "scheme": _("Loại bảo hiểm"),
                "from_month": _("Từ tháng"),
                "to_month": _("Đến tháng"),
                "unit_code": _("Mã đơn vị"),
                "unit_name": _("Đơn vị"),
                "beneficiary_code": _("Mã đối tượng"),
                "job_title": _("Chức danh"),
                "base_pay": _("Tiền lương đóng"),
                "salary": _("Mức lương"),
                "arrears_months": _("Số tháng chậm đóng"),
            },
            own=of_person(ParticipationPeriod.person_id),
        ),
        Told(
            ReportedPayment,
            _("Đã nộp, chờ ghi nhận"),
            {
                "school_name": _("Trường"),
                "list_number": _("Số danh sách"),
                "sent_on": _("Ngày gửi"),
                "contact": _("Người liên hệ"),
                "recorded_on": _("Ngày ghi nhận"),
            },
            own=of_person(ReportedPayment.person_id),
        ),
        Told(
            BenefitPayment,
            _("Thông tin hưởng"),
            {
                "kind": _("Loại"),
                "decision_no": _("Số quyết định"),
                "decision_date": _("Ngày quyết định"),
                "from_date": _("Từ ngày"),
                "to_date": _("Đến ngày"),
                "amount": _("Số tiền"),
                "payer": _("Nơi chi trả"),
                "account_masked": _("Số tài khoản nhận"),
            },
            own=of_person(BenefitPayment.person_id),
        ),
        Told(
            MedicalVisit,
            _("Sổ khám chữa bệnh"),
            {
                "facility_code": _("Mã cơ sở khám chữa bệnh"),
                "admitted": _("Ngày vào"),
                "discharged": _("Ngày ra"),
                "icd10": _("Mã bệnh"),
                "diagnosis": _("Chẩn đoán"),
                "total": _("Tổng chi phí"),
                "fund_paid": _("Quỹ BHYT trả"),
                "copay": _("Cùng chi trả"),
                "self_paid": _("Tự trả"),
                "other_paid": _("Nguồn khác trả"),
                "care_level": _("Cấp khám chữa bệnh"),
                "in_network": _("Đúng tuyến"),
            },
            own=of_person(MedicalVisit.person_id),
            inside=(_COSTS, _CERTIFICATES),
        ),
    ),
)
