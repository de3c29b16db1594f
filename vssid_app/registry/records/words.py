"""What pages say of records: insurances, gaps, months, benefits, and who paid what of a visit."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from vssid_app.core.text import NO_BREAK_SPACE, show_money
from vssid_app.registry.models import BenefitKind, CareLevel, CertificateKind, CostKind, Scheme
from vssid_app.registry.records.visits import VisitView
from vssid_app.registry.rules import (
    Gap,
    GapMeaning,
    MonthState,
    PaymentReason,
    PeriodRow,
    YearBar,
    years_and_months,
)


def scheme_words(scheme: Scheme) -> str:
    """The short name of an insurance, as its tab has it."""
    return {
        Scheme.HI: _("BHYT"),
        Scheme.SI: _("BHXH"),
        Scheme.UI: _("BHTN"),
        Scheme.OAD: _("BHTNLĐ-BNN"),
    }[scheme]


def scheme_name(scheme: Scheme) -> str:
    """The whole name of an insurance, within a sentence."""
    return {
        Scheme.HI: _("bảo hiểm y tế"),
        Scheme.SI: _("bảo hiểm xã hội"),
        Scheme.UI: _("bảo hiểm thất nghiệp"),
        Scheme.OAD: _("bảo hiểm tai nạn lao động, bệnh nghề nghiệp"),
    }[scheme]


def none_words(scheme: Scheme, others: frozenset[Scheme]) -> str:
    """Why there is nothing, and that it is normal."""
    if scheme is Scheme.HI:
        return _("Người mới tham gia chưa có tháng nào được ghi nhận. Điều này bình thường.")
    if others == {Scheme.HI}:
        return _("Bạn mới chỉ tham gia BHYT. Học sinh, người chưa đi làm đều như vậy.")
    return _(
        "Chỉ người đi làm theo hợp đồng mới đóng %(name)s. Nếu đã đóng, hỏi nơi làm việc.",
        name=scheme_name(scheme),
    )


def months_words(months: int) -> str:
    """``5 năm 7 tháng``, ``40 năm``, ``3 tháng``."""
    years, left = years_and_months(months)
    parts = [_("%(n)s năm", n=years)] if years else []
    if left or not years:
        parts.append(_("%(n)s tháng", n=left))
    return " ".join(part.replace(" ", NO_BREAK_SPACE) for part in parts)


def month_words(month: date) -> str:
    """``09/2021``."""
    return f"{month:%m/%Y}"


def span_words(first: date, last: date | None) -> str:
    """``09/2021 – 12/2026``, ``từ 09/2021 đến nay``."""
    if last is None:
        return _("Từ %(month)s đến nay", month=month_words(first))
    if first == last:
        return month_words(first)
    return f"{month_words(first)}{NO_BREAK_SPACE}–{NO_BREAK_SPACE}{month_words(last)}"


def gap_title(gap: Gap) -> str:
    """``Gián đoạn 2 tháng (07/2024 – 08/2024)``."""
    span = span_words(gap.from_month, gap.to_month)
    if gap.is_open:
        return _("Chưa tham gia lại từ %(month)s", month=month_words(gap.from_month))
    return _("Gián đoạn %(months)s (%(span)s)", months=months_words(gap.months), span=span)


def gap_words(meaning: GapMeaning, max_gap_months: int) -> str:
    """What a gap means, in one short sentence."""
    return {
        GapMeaning.KEEPS_CONTINUITY: _(
            "Không quá %(n)s tháng nên không mất tính liên tục.", n=max_gap_months
        ),
        GapMeaning.BREAKS_CONTINUITY: _("Quá %(n)s tháng nên 5 năm liên tục tính lại.", n=max_gap_months),
        GapMeaning.ADDS_UP: _("Không mất gì: các tháng trước và sau được cộng dồn."),
        GapMeaning.MONTHS_KEPT: _("Tháng đã đóng, chưa hưởng trợ cấp thì được bảo lưu."),
        GapMeaning.NOT_INSURED: _("Những tháng này không được bảo hiểm tai nạn lao động."),
    }[meaning]


def gap_effect(meaning: GapMeaning) -> tuple[str, ...]:
    """What follows from a gap, and what one can do."""
    return {
        GapMeaning.KEEPS_CONTINUITY: (
            _("Mốc đủ 5 năm liên tục không đổi. Bản thân những tháng này không được cộng thêm."),
            _("Trong những tháng này thẻ không dùng được khi đi khám."),
        ),
        GapMeaning.BREAKS_CONTINUITY: (
            _("Mốc đủ 5 năm liên tục được tính từ tháng tham gia lại."),
            _("Nếu bạn có đóng trong thời gian này, giữ biên lai và hỏi nơi thu tiền."),
        ),
        GapMeaning.ADDS_UP: (
            _("Tổng thời gian tham gia là các tháng đã đóng cộng lại, không cần liền nhau."),
            _("Nếu bạn có đi làm trong thời gian này, hỏi nơi làm việc đã đóng chưa."),
        ),
        GapMeaning.MONTHS_KEPT: (
            _("Tháng chưa dùng để hưởng trợ cấp được cộng vào lần sau."),
            _("Nếu bạn có đi làm trong thời gian này, hỏi nơi làm việc đã đóng chưa."),
        ),
        GapMeaning.NOT_INSURED: (
            _("Các tháng đã đóng trước đó vẫn được tính."),
            _("Nếu bạn có đi làm trong thời gian này, hỏi nơi làm việc đã đóng chưa."),
        ),
    }[meaning]


def year_words(bar: YearBar) -> str:
    """A year's months for who cannot see them: ``2024: tham gia 10 tháng, gián đoạn 2 tháng``."""
    counted = {
        MonthState.COVERED: _("tham gia"),
        MonthState.ARREARS: _("chậm đóng"),
        MonthState.GAP: _("gián đoạn"),
        MonthState.AHEAD: _("đã đóng trước"),
    }
    parts = [
        _("%(what)s %(n)s tháng", what=words, n=bar.months.count(state))
        for state, words in counted.items()
        if state in bar.months
    ]
    return f"{bar.year}: {', '.join(parts) or _('không có tháng nào')}"


def place_words(row: PeriodRow) -> str:
    """The unit, or why somebody is insured without one."""
    if row.parts and row.parts[0].beneficiary_code == "TE":
        return _("Trẻ em dưới 6 tuổi")
    return row.unit_name or row.unit_code or _("Không ghi đơn vị")


def benefit_words(kind: BenefitKind) -> str:
    """The name of a kind of benefit, as its tab has it."""
    return {
        BenefitKind.ONE_OFF: _("Một lần"),
        BenefitKind.SICKNESS_MATERNITY: _("Ốm đau, thai sản"),
        BenefitKind.INJURY: _("TNLĐ-BNN"),
        BenefitKind.UNEMPLOYMENT: _("Thất nghiệp"),
        BenefitKind.MONTHLY: _("Hàng tháng"),
    }[kind]


def no_benefit_words(kind: BenefitKind) -> str:
    """What the benefit is for, so that none of it is understood."""
    return {
        BenefitKind.ONE_OFF: _("BHXH một lần chi trả cho người đã dừng đóng và đủ điều kiện rút."),
        BenefitKind.SICKNESS_MATERNITY: _(
            "Khoản này trả cho người đang đi làm khi ốm, con ốm hoặc sinh con."
        ),
        BenefitKind.INJURY: _("Khoản này trả cho người bị tai nạn lao động hoặc bệnh nghề nghiệp."),
        BenefitKind.UNEMPLOYMENT: _("Khoản này trả cho người mất việc đã đóng bảo hiểm thất nghiệp."),
        BenefitKind.MONTHLY: _("Khoản này là lương hưu hoặc trợ cấp trả hằng tháng."),
    }[kind]


def care_words(level: CareLevel) -> str:
    """Where a visit was, by level of care."""
    return {
        CareLevel.COMMUNE: _("Trạm y tế xã, phường"),
        CareLevel.INITIAL: _("Cấp khám chữa bệnh ban đầu"),
        CareLevel.BASIC: _("Cấp khám chữa bệnh cơ bản"),
        CareLevel.ADVANCED: _("Cấp khám chữa bệnh chuyên sâu"),
    }[level]


def stay_words(view: VisitView) -> str:
    """``trong ngày``, ``nội trú 5 ngày``; without an end nobody knows who is still in hospital."""
    row = view.row
    if row.discharged is None:
        return _("chưa ghi ngày ra viện")
    days = (row.discharged - row.admitted).days
    return _("nội trú %(n)s ngày", n=days + 1) if days else _("trong ngày")


def share_words(view: VisitView) -> str:
    """Who paid what, in one line."""
    shares = view.shares
    parts = (
        (_("Quỹ"), shares.fund_paid),
        (_("Cùng trả"), shares.copay),
        (_("Tự trả"), shares.self_paid),
        (_("Nguồn khác"), shares.other_paid),
    )
    told = (f"{name} {show_money(amount)}".replace(" ", NO_BREAK_SPACE) for name, amount in parts if amount)
    return " · ".join(told) or _("Không mất tiền")


def reason_words(view: VisitView) -> tuple[str, ...]:
    """Why the fund paid so much; nothing where the bill and the rules do not agree."""
    limit = show_money(view.small_limit or 0)
    words = {
        PaymentReason.NO_COVER: _("Ngày khám không có thẻ còn giá trị."),
        PaymentReason.FULL_LEVEL: _("Mức hưởng của thẻ được quỹ trả toàn bộ."),
        PaymentReason.SHARED_LEVEL: _("Quỹ trả theo mức hưởng của thẻ."),
        PaymentReason.COMMUNE: _("Khám ở xã, phường: quỹ trả toàn bộ."),
        PaymentReason.SMALL_VISIT: _("Lần khám dưới %(limit)s: quỹ trả toàn bộ.", limit=limit),
        PaymentReason.COPAY_REACHED: _(
            "Đủ 5 năm liên tục và cùng chi trả trong năm đã vượt mức: quỹ trả toàn bộ."
        ),
        PaymentReason.COPAY_CROSSED: _("Cùng chi trả trong năm vượt mức ở lần này: quỹ trả phần vượt."),
        PaymentReason.OUT_OF_NETWORK: _("Khám không đúng tuyến nên quỹ trả ít hơn."),
        PaymentReason.BEYOND_SCOPE: _("Mức hưởng này được trả cả phần ngoài phạm vi."),
    }
    return tuple(words[reason] for reason in view.reasons)


def cost_words(kind: CostKind) -> str:
    """What a line of a bill is for."""
    return {
        CostKind.EXAMINATION: _("Khám bệnh"),
        CostKind.BED: _("Ngày giường"),
        CostKind.TEST: _("Xét nghiệm"),
        CostKind.IMAGING: _("Chẩn đoán hình ảnh"),
        CostKind.MEDICINE: _("Thuốc"),
        CostKind.SUPPLY: _("Vật tư y tế"),
        CostKind.PROCEDURE: _("Thủ thuật, phẫu thuật"),
        CostKind.TRANSPORT: _("Vận chuyển"),
    }[kind]


def certificate_words(kind: CertificateKind) -> str:
    """The name of a paper of Thông tư 56/2017."""
    return {
        CertificateKind.DISCHARGE: _("Giấy ra viện"),
        CertificateKind.RECORD_SUMMARY: _("Tóm tắt hồ sơ bệnh án"),
        CertificateKind.BIRTH: _("Giấy chứng sinh"),
        CertificateKind.SICK_LEAVE: _("Giấy chứng nhận nghỉ việc hưởng BHXH"),
        CertificateKind.MATERNITY_REST: _("Giấy chứng nhận nghỉ dưỡng thai"),
    }[kind]
