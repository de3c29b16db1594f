"""The line that a correction is about, quoted word by word as its page shows it to the family today.

A diagnosis is not quoted: pages keep it folded, and a request passes through more hands than a record.
"""

from __future__ import annotations

from flask_babel import gettext as _

from vssid_app.agencies.remembered import commune, school_name
from vssid_app.core.clock import today
from vssid_app.core.pages import show_date
from vssid_app.core.text import group_card_code, mask_number, show_money
from vssid_app.people.models import Person
from vssid_app.people.rules import Sex
from vssid_app.registry import messages
from vssid_app.registry.models import BenefitPayment, MedicalVisit, Scheme
from vssid_app.registry.records import words as record_words
from vssid_app.registry.records.line_keys import CARD, PERSON, benefit_key, period_key, visit_key
from vssid_app.registry.records.queries import benefits_of, periods_of, visits_of
from vssid_app.registry.reference import reference_on
from vssid_app.registry.rules import PeriodRow, merged_rows
from vssid_app.service_requests.cards import overview_today
from vssid_app.service_requests.operations.drafting import Quoted


def quoted_line(person: Person, about: str) -> Quoted | None:
    """The line with a key, as it stands; None where the person has no such line."""
    readers = {"period": _period, "benefit": _benefit, "visit": _visit, CARD: _card, PERSON: _person}
    reader = readers.get(about.partition("-")[0])
    line = reader(person, about) if reader else None
    return Quoted(about, line) if line else None


def place_of_line(about: str) -> str:
    """On which page of the app a line stands."""
    return {
        "period": _("Quá trình tham gia"),
        "benefit": _("Thông tin hưởng"),
        "visit": _("Sổ khám chữa bệnh"),
        CARD: _("Thẻ BHYT"),
    }.get(about.partition("-")[0], _("Thông tin cá nhân"))


def _period(person: Person, about: str) -> dict[str, str] | None:
    facts = periods_of(person)
    for scheme in Scheme:
        for row in merged_rows([one for one in facts if one.scheme == scheme], today()):
            if period_key(scheme, row) == about:
                return _months(scheme, row)
    return None


def _months(scheme: Scheme, row: PeriodRow) -> dict[str, str]:
    line = {
        _("Loại bảo hiểm"): record_words.scheme_words(scheme),
        _("Thời gian"): record_words.span_words(row.from_month, row.to_month),
        _("Nơi tham gia"): record_words.place_words(row),
        _("Số tháng"): record_words.months_words(row.months),
    }
    if scheme is not Scheme.HI:
        last = row.parts[0]
        line[_("Chức danh")] = last.job_title or _("Không ghi")
        line[_("Tiền lương đóng")] = show_money(last.base_pay) if last.base_pay else _("Không ghi")
    return line


def _benefit(person: Person, about: str) -> dict[str, str] | None:
    row = next((one for one in benefits_of(person) if benefit_key(one.id) == about), None)
    return _payment(row) if row else None


def _payment(row: BenefitPayment) -> dict[str, str]:
    until = f" – {show_date(row.to_date)}" if row.to_date else ""
    return {
        _("Chế độ"): record_words.benefit_words(row.kind),
        _("Thời gian"): show_date(row.from_date) + until,
        _("Số tiền"): show_money(row.amount),
        _("Quyết định"): row.decision_no,
        _("Nơi trả"): row.payer or _("Không ghi"),
        _("Cách nhận"): _("Tài khoản %(number)s", number=row.account_masked)
        if row.account_masked
        else _("Tiền mặt"),
    }


def _visit(person: Person, about: str) -> dict[str, str] | None:
    row = next((one for one in visits_of(person) if visit_key(one.id) == about), None)
    return _bill(row) if row else None


def _bill(row: MedicalVisit) -> dict[str, str]:
    names = reference_on(today()).facilities
    line = {
        _("Ngày khám"): show_date(row.admitted),
        _("Nơi khám"): names.get(row.facility_code, row.facility_code),
        _("Tổng chi phí"): show_money(row.total),
        _("Quỹ BHYT trả"): show_money(row.fund_paid),
        _("Bạn trả"): show_money(row.copay + row.self_paid),
        _("Tuyến"): _("Đúng tuyến") if row.in_network else _("Không đúng tuyến"),
    }
    if row.discharged and row.discharged != row.admitted:
        line[_("Ngày ra viện")] = show_date(row.discharged)
    return line


def _card(person: Person, _about: str) -> dict[str, str] | None:
    overview = overview_today(person)
    card = overview.card
    if card is None:
        return None
    return {
        _("Họ và tên"): person.full_name,
        _("Ngày sinh"): person.birth.show(),
        _("Số thẻ"): group_card_code(card.row.card_code),
        _("Hạn dùng"): messages.validity_words(card),
        _("Nơi KCB ban đầu"): messages.facility_words(card),
        _("Đủ 5 năm liên tục"): messages.five_year_words(overview),
        _("Mức hưởng"): messages.level_words(card),
    }


def _person(person: Person, _about: str) -> dict[str, str]:
    there = commune(person.commune_code, today())
    address = ", ".join(part for part in (person.street, str(there) if there else "") if part)
    line = {
        _("Họ và tên"): person.full_name,
        _("Ngày sinh"): person.birth.show(),
        _("Giới tính"): _("Nam") if person.sex is Sex.MALE else _("Nữ"),
        _("Số giấy tờ"): mask_number(person.citizen_id) if person.citizen_id else _("Chưa có"),
        _("Địa chỉ"): address or _("Chưa có"),
    }
    if person.school_code:
        school = school_name(person.school_code, today())
        line[_("Trường, lớp")] = ", ".join(part for part in (school, person.class_name) if part)
    return line
