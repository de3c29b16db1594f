"""Benefit levels, shares of the fund and working days: dated, seen before they are kept, noted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.pages import Page, PageClient
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.policy.benefit_changes import levels_of, shares_of
from vssid_app.policy.day_changes import special_days
from vssid_app.policy.operations import load_policy
from vssid_app.policy.queries import benefit_levels, deadline, fund_shares

pytestmark = pytest.mark.any_database

LEVEL = "/quan-tri/muc-huong/ma/HS"
SHARE = "/quan-tri/muc-huong/muc/4"
DAYS = "/quan-tri/ngay-lam-viec"
LATER = date(2027, 7, 1)
FRIDAY, SATURDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 7)
SOURCE = {"source": "Luật mẫu 01/2027"}


def day(of: date) -> dict[str, str]:
    return {"first_day-day": str(of.day), "first_day-month": str(of.month), "first_day-year": str(of.year)}


def look(admin: PageClient, path: str, on: date = LATER, **typed: Any) -> Page:
    return admin.get(path).submit("Xem trước", **{**SOURCE, **day(on), **typed})


def facts(tag: Tag) -> list[dict[str, object]]:
    db.session.rollback()
    db.session.expire_all()
    return [row.facts for row in db.session.scalars(select(AuditEntry).where(AuditEntry.tag == tag))]


def test_the_list_shows_what_holds_today(admin: PageClient) -> None:
    page = admin.get("/quan-tri/muc-huong")
    assert "80%, trong phạm vi, có giới hạn tỷ lệ" in page.text
    assert page.tap("HS").heading == "Mã đối tượng HS"


def test_a_new_level_ends_the_row_before_and_is_noted(admin: PageClient) -> None:
    page = look(admin, LEVEL, level="3")
    assert "Từ 01/07/2027: Mức 3, thay Mức 4. Dòng cũ kết thúc ngày 30/06/2027." in page.text
    assert len(levels_of("HS")) == 1

    assert "Đã ghi giá trị mới." in page.submit("Ghi").follow().text

    assert [entry["source"] for entry in facts(Tag.BENEFIT_LEVEL_SET)] == [SOURCE["source"]]
    assert benefit_levels(LATER - timedelta(days=1))["HS"] == 4
    assert benefit_levels(LATER)["HS"] == 3
    assert "Đã có một dòng bắt đầu đúng ngày này." in look(admin, LEVEL, level="2").text


def test_a_new_share_is_kept_from_its_day(admin: PageClient) -> None:
    page = look(admin, SHARE, percent="85 %", scope="with_limits")
    assert "Từ 01/07/2027: 85%, trong phạm vi, có giới hạn tỷ lệ, thay 80%" in page.text
    page.submit("Ghi")
    assert len(facts(Tag.FUND_SHARE_SET)) == 1
    assert (fund_shares(LATER)[4].percent, fund_shares(date(2026, 1, 1))[4].percent) == (85, 80)


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        (LEVEL, {"level": "6"}, "Hãy chọn một trong các câu trả lời"),
        (LEVEL, {"level": "3", "source": ""}, "Ghi văn bản làm căn cứ."),
        (LEVEL, {"level": "3", **day(date(2024, 1, 1))}, "Ngày này đã qua."),
        (SHARE, {"percent": "101", "scope": "with_limits"}, "Nhập số nguyên từ 0 đến 100"),
        (SHARE, {"percent": "tám", "scope": "with_limits"}, "Nhập số nguyên từ 0 đến 100"),
        (SHARE, {"percent": "80"}, "Chọn một phạm vi."),
    ],
)
def test_bad_input_is_said_and_keeps_nothing(
    path: str, typed: dict[str, Any], sentence: str, admin: PageClient
) -> None:
    assert sentence in look(admin, path, **typed).text
    assert (len(levels_of("HS")), len(shares_of(4))) == (1, 1)


@pytest.mark.parametrize(
    "path", ["/quan-tri/muc-huong/ma/ZZ", "/quan-tri/muc-huong/ma/%00", "/quan-tri/muc-huong/muc/9"]
)
def test_what_is_unknown_is_404(path: str, admin: PageClient) -> None:
    assert admin.get(f"/quan-tri/muc-huong/{path}").status == 404


def test_a_new_holiday_moves_later_time_limits_and_stands_in_the_history(admin: PageClient) -> None:
    assert deadline(FRIDAY, 1) == MONDAY
    page = look(admin, DAYS, MONDAY, kind="off", name="Nghỉ bù mẫu")
    assert "thành ngày nghỉ: Nghỉ bù mẫu." in page.text
    assert deadline(FRIDAY, 1) == MONDAY, "nothing is kept yet"

    done = page.submit("Ghi").follow()

    assert "Đã ghi ngày này." in done.text
    assert "07/12/2026 nghỉ. Nghỉ bù mẫu. Luật mẫu 01/2027" in done.text
    db.session.rollback()
    assert deadline(FRIDAY, 1) == MONDAY + timedelta(days=1)


def test_a_saturday_worked_counts(admin: PageClient) -> None:
    look(admin, DAYS, SATURDAY, kind="works", name="Làm bù").submit("Ghi")
    db.session.rollback()
    assert deadline(FRIDAY, 1) == SATURDAY


def test_a_holiday_taken_back_stays_so_when_the_data_files_are_loaded_again(admin: PageClient) -> None:
    holiday = next(row.day for row in special_days(2027) if row.day.weekday() < 5)
    look(admin, DAYS, holiday, kind="works", name="Làm việc").submit("Ghi")
    with db.transaction() as session:
        load_policy(session)
    assert next(row.works for row in special_days(2027) if row.day == holiday)


@pytest.mark.parametrize(
    ("on", "typed", "sentence"),
    [
        (SATURDAY, {"kind": "off", "name": "Nghỉ"}, "Ngày này đã là ngày nghỉ rồi."),
        (MONDAY, {"kind": "works", "name": "Làm"}, "Ngày này đã là ngày làm việc rồi."),
        (date(2026, 3, 2), {"kind": "off", "name": "Nghỉ"}, "Ngày này đã qua. Ghi lý do"),
        (MONDAY, {"kind": "off", "name": ""}, "Ghi tên gọi"),
        (MONDAY, {"name": "Nghỉ"}, "Chọn nghỉ hay làm việc."),
    ],
)
def test_a_bad_day_is_refused(on: date, typed: dict[str, str], sentence: str, admin: PageClient) -> None:
    assert sentence in look(admin, DAYS, on, **typed).text
    assert not facts(Tag.WORKING_DAY_SET)


@pytest.mark.parametrize("year", ["", "0", "99999999", "abc", "-1"])
def test_any_year_asked_for_is_answered(year: str, admin: PageClient) -> None:
    assert admin.get(f"{DAYS}?nam={year}").status == 200
