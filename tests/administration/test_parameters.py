"""Parameters: history, a new value seen before it is kept, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.support.pages import Page, PageClient
from vssid_app.administration.words import value_words
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.dated_rules import in_force
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.policy.changes import history_of
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import amount, flag
from vssid_app.policy.value_rules import DAY_OF_YEAR

pytestmark = pytest.mark.any_database

SALARY = "/quan-tri/tham-so/base_salary"
RATE = "/quan-tri/tham-so/premium_rate"
ONLINE = "/quan-tri/tham-so/online_decision"
LATER = date(2027, 7, 1)


def parts(day: date) -> dict[str, str]:
    return {"first_day-day": str(day.day), "first_day-month": str(day.month), "first_day-year": str(day.year)}


def typed(value: str = "2.700.000", day: date = LATER, **other: str) -> dict[str, str]:
    return {"value": value, "source": "Nghị định mẫu 01/2027", **parts(day), **other}


def look(admin: PageClient, path: str = SALARY, **values: str) -> Page:
    return admin.get(path).submit("Xem trước", **values)


def rows_of(name: Parameter = Parameter.BASE_SALARY) -> list[tuple[str, date, date | None]]:
    db.session.rollback()
    db.session.expire_all()
    return [(row.value, row.valid_from, row.valid_to) for row in history_of(name)]


def test_the_list_shows_each_with_its_value_of_today(admin: PageClient) -> None:
    page = admin.get("/quan-tri/tham-so")
    assert "Lương cơ sở 2.530.000 đ/tháng 01/07/2026" in page.text
    assert "Mức đóng BHYT học sinh 4,5%" in page.text
    assert "Duyệt ngay khi khớp dữ liệu Có" in page.text
    assert "Hạn xét duyệt hồ sơ 3 ngày làm việc" in page.text
    assert "Giữ hồ sơ đã quyết định ít nhất 10 năm" in page.text
    assert "Tuổi cần có giấy tờ tuỳ thân 15 tuổi" in page.text


def test_each_unit_has_a_vietnamese_word(admin: PageClient) -> None:
    units = {row.unit for name in Parameter for row in history_of(name)}
    with admin.app.test_request_context():
        shown = {unit: value_words(unit, "09-30" if unit == DAY_OF_YEAR else "1") for unit in units}
    assert not [unit for unit, words in shown.items() if unit in words]


@pytest.mark.parametrize("day", [date(2021, 5, 13), date(2026, 11, 22)])
def test_each_parameter_has_a_value(admin: PageClient, day: date) -> None:
    assert [name for name in Parameter if in_force(history_of(name), day) is None] == []


def test_the_history_stands_on_the_page_the_latest_first(admin: PageClient) -> None:
    text = admin.get(SALARY).tap("Về danh sách").tap("Lương cơ sở").text
    assert text.index("2.530.000 đ/tháng Hôm nay 01/07/2026 khi được thay") < text.index(
        "1.490.000 đ/tháng 01/07/2019 30/06/2023"
    )
    assert "premiums of pupils" not in text


def test_a_new_value_is_seen_first_and_keeps_nothing(admin: PageClient) -> None:
    before = rows_of()
    page = look(admin, **typed())
    assert "Từ 01/07/2027: 2.700.000 đ/tháng, thay 2.530.000 đ/tháng." in page.text
    assert "Dòng cũ kết thúc ngày 30/06/2027." in page.text
    assert rows_of() == before


def test_kept_it_ends_the_row_before_and_is_noted(admin: PageClient, administrator: Account) -> None:
    page = look(admin, **typed()).submit("Ghi").follow()

    assert "Đã ghi giá trị mới." in page.text
    assert rows_of()[-2:] == [
        ("2530000", date(2026, 7, 1), date(2027, 6, 30)),
        ("2700000", LATER, None),
    ]
    assert amount(Parameter.BASE_SALARY, LATER) == 2_700_000
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.PARAMETER_SET)).one()
    assert noted.actor_id == administrator.id
    assert noted.facts == {
        "name": "base_salary",
        "value": "2700000",
        "first_day": "2027-07-01",
        "reason": "",
    }
    assert "Nghị định mẫu 01/2027" in page.text


def test_what_was_changed_after_looking_is_looked_at_again(admin: PageClient) -> None:
    before = rows_of()
    page = look(admin, **typed()).submit("Ghi", value="9.000.000")
    assert "Từ 01/07/2027: 9.000.000 đ/tháng" in page.text
    assert rows_of() == before
    page.submit("Ghi")
    assert rows_of()[-1][0] == "9000000"


def test_keeping_without_looking_only_looks(admin: PageClient) -> None:
    before = rows_of()
    token = admin.get(SALARY).form("Xem trước").all("input")[0].attrs["value"]
    admin.post(SALARY, {**typed(), "csrf_token": token, "ghi": "1"})
    assert rows_of() == before


def test_pressed_twice_it_is_kept_once(admin: PageClient) -> None:
    page = look(admin, **typed())
    page.submit("Ghi")
    assert "Đã có một dòng bắt đầu đúng ngày này." in page.submit("Ghi").text
    assert len([row for row in rows_of() if row[1] == LATER]) == 1


def test_a_value_between_two_known_ones_ends_where_the_earlier_did(admin: PageClient) -> None:
    look(admin, **typed()).submit("Ghi")
    page = look(admin, **typed("2.600.000", date(2027, 3, 1)))
    assert "Dòng mới kết thúc ngày 30/06/2027, như dòng cũ." in page.text
    page.submit("Ghi")
    assert rows_of()[-3:] == [
        ("2530000", date(2026, 7, 1), date(2027, 2, 28)),
        ("2600000", date(2027, 3, 1), date(2027, 6, 30)),
        ("2700000", LATER, None),
    ]


def test_a_past_day_needs_a_reason(admin: PageClient) -> None:
    past = today() - timedelta(days=3)
    page = look(admin, **typed(day=past))
    assert "Ngày này đã qua. Ghi lý do" in page.text
    page = page.submit("Xem trước", **typed(day=past, reason="Văn bản tới muộn"))
    page.submit("Ghi")
    assert rows_of()[-1][1] == past
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.PARAMETER_SET)).one()
    assert noted.facts["reason"] == "Văn bản tới muộn"


def test_a_row_of_the_same_day_is_refused(admin: PageClient) -> None:
    page = look(admin, **typed(day=date(2026, 7, 1), reason="Sửa nhầm"))
    assert "Đã có một dòng bắt đầu đúng ngày này." in page.text


@pytest.mark.parametrize(
    ("path", "values", "sentence"),
    [
        (SALARY, {"value": ""}, "Nhập giá trị mới."),
        (SALARY, {"value": "hai triệu"}, "Nhập số đồng"),
        (SALARY, {"value": "-1"}, "Nhập số đồng"),
        (SALARY, {"value": "9" * 39}, "Nhập số đồng"),
        (RATE, {"value": "101"}, "Nhập phần trăm từ 0 đến 100"),
        (RATE, {"value": "NaN"}, "Nhập phần trăm từ 0 đến 100"),
        (ONLINE, {"value": "maybe"}, "Hãy chọn một trong các câu trả lời"),
        (SALARY, {"source": ""}, "Ghi văn bản làm căn cứ."),
        (SALARY, {"reason": "Gọi 0912 345 678"}, "Đừng ghi số giấy tờ"),
        (SALARY, {"first_day-day": "31", "first_day-month": "2"}, "chỉ có 28 ngày"),
        (SALARY, {"first_day-year": ""}, "Bạn chưa nhập năm bắt đầu."),
    ],
)
def test_bad_input_is_said_and_keeps_nothing(
    path: str, values: dict[str, str], sentence: str, admin: PageClient
) -> None:
    before = rows_of()
    assert sentence in look(admin, path, **{**typed(), **values}).text
    assert rows_of() == before


def test_a_share_is_typed_in_percent(admin: PageClient) -> None:
    look(admin, RATE, **typed("4,8%")).submit("Ghi")
    assert rows_of(Parameter.PREMIUM_RATE)[-1][0] == "0.048"


def test_what_holds_or_not_is_chosen(admin: PageClient) -> None:
    page = look(admin, ONLINE, **typed("false"))
    assert "Từ 01/07/2027: Không, thay Có." in page.text
    page.submit("Ghi")
    assert not flag(Parameter.ONLINE_DECISION, LATER)


def test_an_unknown_parameter_is_404(admin: PageClient) -> None:
    assert admin.get("/quan-tri/tham-so/gia-vang").status == 404


def test_a_day_of_the_year_is_typed_and_shown_as_day_and_month(admin: PageClient) -> None:
    page = look(admin, "/quan-tri/tham-so/school_year_end", **typed("15/8"))
    assert "Từ 01/07/2027: 15/8, thay 30/9." in page.text
    wrong = look(admin, "/quan-tri/tham-so/school_year_end", **typed("31/9"))
    assert "Nhập ngày và tháng, ví dụ 30/9." in wrong.text
