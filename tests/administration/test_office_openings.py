"""Offices opened and closed from a day on: seen first, noted, refused where they cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.dossiers import make_dossier
from tests.support.pages import Page, PageClient
from tests.support.registering import filled, known_papers, record
from vssid_app.agencies.changes import history_of_office
from vssid_app.agencies.openings import close_office
from vssid_app.agencies.queries import office, search_offices
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.enrolment.states import Status
from vssid_app.identity.models import Account

pytestmark = pytest.mark.any_database

NEW = "/quan-tri/co-quan/them"
CLOSE = "/quan-tri/co-quan/00104/dong"
LATER = date(2027, 7, 1)


def day(of: date) -> dict[str, str]:
    return {"first_day-day": str(of.day), "first_day-month": str(of.month), "first_day-year": str(of.year)}


TYPED = {"code": "00199", "name": "BHXH cơ sở Bồ Đề Mẫu", "province": "01", "district": "004", **day(LATER)}


def look(admin: PageClient, path: str = NEW, **typed: str) -> Page:
    return admin.get(path).submit("Xem trước", **({**TYPED, **typed} if path == NEW else typed))


def noted(tag: Tag) -> AuditEntry:
    return db.session.scalars(select(AuditEntry).where(AuditEntry.tag == tag)).one()


def test_an_office_is_seen_kept_found_and_noted(admin: PageClient, administrator: Account) -> None:
    page = look(admin)
    assert "Từ 01/07/2027: thêm BHXH cơ sở Bồ Đề Mẫu, mã 00199." in page.text
    assert not history_of_office("00199")

    assert page.submit("Ghi").follow().heading == "BHXH cơ sở Bồ Đề Mẫu"

    db.session.rollback()
    assert office("00199", LATER - timedelta(days=1)) is None
    for words in ("bo de mau", "long bien", "00199"):
        assert "00199" in {found.code for found in search_offices(words, LATER)}, words
    entry = noted(Tag.OFFICE_OPENED)
    assert (entry.actor_id, entry.facts["office"]) == (administrator.id, "00199")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"code": ""}, "Nhập mã cơ quan."),
        ({"code": "12a"}, "Mã cơ quan có 3 hoặc 5 số."),
        ({"code": "0010"}, "Mã cơ quan có 3 hoặc 5 số."),
        ({"code": "00104"}, "Mã này đang là của một cơ quan"),
        ({"district": "999"}, "chưa từng có quận, huyện với mã đó."),
        ({"province": "zz"}, "Hãy chọn một trong các câu trả lời"),
        ({"province": ""}, "Chọn tỉnh, thành phố."),
        ({"name": "Phường Bồ Đề"}, "Tên cơ quan bắt đầu bằng “BHXH”."),
        (day(date(2024, 1, 1)), "Ngày này đã qua."),
    ],
)
def test_a_bad_office_is_refused_and_kept_nowhere(
    typed: dict[str, str], sentence: str, admin: PageClient
) -> None:
    page = look(admin, **typed)
    assert sentence in page.text
    assert "BHXH cơ sở Bồ Đề Mẫu" in page.response.text or "name" in typed
    assert not history_of_office("00199")


def test_closing_tells_what_waits_there_and_ends_the_row(admin: PageClient) -> None:
    make_dossier(Status.RECORDED)
    last = date(2027, 6, 30)
    page = look(admin, CLOSE, **day(last), reason="Nhập vào BHXH cơ sở Mẫu")
    assert "BHXH cơ sở Long Biên nhận hồ sơ tới hết 30/06/2027." in page.text
    assert "1 hồ sơ đang chờ ở đây vẫn do cán bộ của cơ quan này xét tiếp." in page.text

    page.submit("Ghi")

    db.session.rollback()
    db.session.expire_all()
    assert office("00104", last)
    assert office("00104", LATER) is None
    assert noted(Tag.OFFICE_CLOSED).facts["reason"] == "Nhập vào BHXH cơ sở Mẫu"
    again = look(admin, CLOSE, **day(last), reason="Nhập vào BHXH cơ sở Mẫu")
    assert "Cơ quan đã đóng đúng ngày này rồi." in again.text


@pytest.mark.parametrize(
    ("last", "reason", "sentence"),
    [
        (date(2027, 6, 30), "", "Ghi lý do đóng"),
        (date(2003, 1, 1), "Sai", "Ngày đó cơ quan không hoạt động."),
        (date(2024, 1, 1), "Sai", "Sau ngày đó đã có một tên mới."),
    ],
)
def test_a_bad_last_day_is_refused(admin: PageClient, last: date, reason: str, sentence: str) -> None:
    assert sentence in look(admin, CLOSE, **day(last), reason=reason).text
    assert office("00104", LATER)


def test_a_dossier_whose_office_has_closed_chooses_another(app: Flask, admin: PageClient) -> None:
    del admin
    family = PageClient(app)
    code = filled(family, known_papers(full_name="NGUYỄN VĂN KHÁC"))
    close_office("00104", today() - timedelta(days=1), reason="Thử")
    db.session.expire_all()

    answer = record(family, code)

    assert answer.location == f"/dang-ky/{code}/noi-nhan"
    assert "Cơ quan đã chọn không còn nhận hồ sơ." in answer.follow().text


def test_an_unknown_office_cannot_be_closed(admin: PageClient) -> None:
    assert admin.get("/quan-tri/co-quan/99999/dong").status == 404
