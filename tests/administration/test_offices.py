"""Offices: found, renamed from a day on, found by the old name too."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from tests.support.pages import Page, PageClient
from vssid_app.agencies.changes import history_of_office
from vssid_app.agencies.queries import office, search_offices
from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account

pytestmark = pytest.mark.any_database

ONE = "/quan-tri/co-quan/00104"
LATER = date(2027, 7, 1)
TYPED = {
    "name": "BHXH cơ sở Bồ Đề Mẫu",
    "first_day-day": "1",
    "first_day-month": "7",
    "first_day-year": "2027",
}


def look(admin: PageClient, **other: str) -> Page:
    return admin.get(ONE).submit("Xem trước", **{**TYPED, **other})


def test_without_a_search_the_names_to_look_over_are_listed(admin: PageClient) -> None:
    page = admin.get("/quan-tri/co-quan")
    assert "Tên cần đối chiếu lại" in page.text
    assert "Cần đối chiếu" in page.text


def test_an_office_is_found_without_accents(admin: PageClient) -> None:
    page = admin.get("/quan-tri/co-quan?tim=long+bien")
    assert page.tap("00104").heading == "BHXH cơ sở Long Biên"


@pytest.mark.parametrize("sought", ["", "%25%5F%27", "x" * 100])
def test_a_search_for_nonsense_says_so(sought: str, admin: PageClient) -> None:
    assert admin.get(f"/quan-tri/co-quan?tim={sought}").status == 200


def test_its_names_stand_with_their_days(admin: PageClient) -> None:
    text = admin.get(ONE).text
    assert "BHXH quận Long Biên" in text
    assert "30/06/2025" in text


def test_a_new_name_is_seen_kept_and_noted(admin: PageClient, administrator: Account) -> None:
    page = look(admin)
    assert "Từ 01/07/2027: BHXH cơ sở Bồ Đề Mẫu, thay BHXH cơ sở Long Biên." in page.text
    assert len(history_of_office("00104")) == 2

    assert "Đã ghi tên mới." in page.submit("Ghi").follow().text

    db.session.rollback()
    db.session.expire_all()
    before, after = office("00104", date(2027, 6, 30)), office("00104", LATER)
    assert before
    assert after
    assert (before.name, before.valid_to) == ("BHXH cơ sở Long Biên", date(2027, 6, 30))
    assert (after.name, after.district_code) == ("BHXH cơ sở Bồ Đề Mẫu", before.district_code)
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.tag == Tag.OFFICE_RENAMED)).one()
    assert (noted.actor_id, noted.facts["office"]) == (administrator.id, "00104")


def test_it_is_still_found_by_its_former_name(admin: PageClient) -> None:
    look(admin).submit("Ghi")
    db.session.rollback()
    for words in ("long bien", "bo de mau"):
        assert "00104" in {found.code for found in search_offices(words, LATER)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Nhập tên mới."),
        ({"name": "Phường Bồ Đề"}, "Tên cơ quan bắt đầu bằng “BHXH”."),
        ({"name": "BHXH " + "x" * 120}, "Ô này dài nhất 120 ký tự."),
        ({"first_day-year": "2025"}, "Đã có một dòng bắt đầu đúng ngày này."),
        ({"first_day-year": "2024"}, "Ngày này đã qua."),
        ({"first_day-month": "15"}, "phải từ 1 đến 12"),
    ],
)
def test_bad_input_is_said_and_keeps_nothing(typed: dict[str, str], sentence: str, admin: PageClient) -> None:
    assert sentence in look(admin, **typed).text
    assert len(history_of_office("00104")) == 2


def test_an_unknown_office_is_404(admin: PageClient) -> None:
    assert admin.get("/quan-tri/co-quan/99999").status == 404
