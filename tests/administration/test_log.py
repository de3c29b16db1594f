"""Searching the log: by what, who, about what and the day; nobody's name or number in it."""

from __future__ import annotations

import pytest

from tests.support.cast import make_account, make_officer, make_person
from tests.support.dossiers import make_dossier
from tests.support.pages import PageClient
from tests.support.service_requests import make_request, put_photo
from vssid_app.administration.queries import PAGE_LENGTH
from vssid_app.audit.operations import note, record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.enrolment.states import Action, Status
from vssid_app.identity.models import Account
from vssid_app.service_requests.operations import handing
from vssid_app.service_requests.states import Status as RequestStatus

pytestmark = pytest.mark.any_database

LOG = "/quan-tri/nhat-ky"


@pytest.fixture
def officer(administrator: Account) -> Account:
    officer = make_officer()
    dossier = make_dossier(Status.RECORDED)
    with db.transaction():
        record(Tag.DOSSIER_VIEWED, actor=officer.id, subject=dossier)
        record(Tag.STAFF_ADDED, actor=administrator.id, subject=officer, role="officer", office="00104")
    return officer


def rows(admin: PageClient, query: str = "") -> list[str]:
    page = admin.get(f"{LOG}?{query}")
    lines = [row.text for table in page.root.all("tbody") for row in table.all("tr")]
    # Without what only keeps a line together.
    return [line.replace("\u00a0", " ").replace("\u2060", "") for line in lines]


def test_the_latest_stands_first(admin: PageClient, officer: Account, administrator: Account) -> None:
    first, second = rows(admin)[:2]
    assert f"Thêm cán bộ {administrator.user_name} Tài khoản {officer.user_name}" in first
    assert "cơ quan: 00104" in first
    assert f"Xem hồ sơ {officer.user_name} Hồ sơ TH-" in second


def test_what_else_was_noted_is_said_in_words(admin: PageClient) -> None:
    with db.transaction():
        note(Tag.SIGNED_IN, "Account", 1, way="second_factor", role="officer")
        note(Tag.REGISTER_CHANGED, "Kinship", 1, fields="relation", source="import")
    found = " ".join(rows(admin))
    assert "cách: mã xác thực; vai: cán bộ xét duyệt" in found
    assert "Quan hệ cha mẹ và con" in found
    assert "cột: relation; căn cứ: nhập từ tệp" in found


def test_a_request_is_named_and_its_steps_are_said_in_words(admin: PageClient) -> None:
    request = make_request(RequestStatus.APPROVED)
    picture = put_photo(request)
    handing.print_card(request, by=None)
    with db.transaction():
        record(Tag.SERVICE_PHOTO_VIEWED, actor=None, subject=picture, kind=picture.kind)
        note(Tag.SERVICE_REQUEST_CHANGED, "ServiceRequest", request.id, action="of-another-day")
    old, photo, printed = rows(admin)[:3]
    assert "việc: of-another-day" in old
    assert "loại: Ảnh thẻ bị hỏng" in photo
    assert f"Yêu cầu dịch vụ {request.code} việc: in thẻ; sang: Đã in, chờ giao đi" in printed
    assert any("in thẻ" in row for row in rows(admin, f"ve={request.code.lower()}"))


def test_a_dossiers_steps_are_said_in_words(admin: PageClient) -> None:
    dossier = make_dossier(Status.RECORDED)
    with db.transaction():
        record(Tag.DOSSIER_CHANGED, actor=None, subject=dossier, action=Action.RECORD, to=dossier.status)
    assert f"Hồ sơ {dossier.code} việc: gửi hồ sơ; sang: Đã ghi nhận" in rows(admin)[0]


def test_it_is_found_by_what_happened(admin: PageClient, officer: Account) -> None:
    assert len(rows(admin, f"viec={Tag.STAFF_ADDED}")) == 1


def test_it_is_found_by_who_did_it(admin: PageClient, officer: Account) -> None:
    (found,) = rows(admin, f"ai={officer.user_name}")
    assert "Xem hồ sơ" in found


def test_it_is_found_by_a_dossier_and_by_a_member_of_staff(admin: PageClient, officer: Account) -> None:
    code = rows(admin, f"viec={Tag.DOSSIER_VIEWED}")[0].split("Hồ sơ ")[1].split()[0]
    assert any("Xem hồ sơ" in row for row in rows(admin, f"ve={code.lower()}"))
    (added,) = rows(admin, f"ve={officer.user_name}")
    assert "Thêm cán bộ" in added


def test_it_is_found_by_the_day(admin: PageClient, officer: Account) -> None:
    day = today()
    this_day = f"ngay-day={day.day}&ngay-month={day.month}&ngay-year={day.year}"
    assert rows(admin, this_day)
    assert rows(admin, f"ngay-day={day.day}&ngay-month={day.month}&ngay-year={day.year - 1}") == []


def test_names_and_numbers_of_people_are_not_in_it(admin: PageClient) -> None:
    person = make_person(full_name="PHẠM THỬ ẨN")
    account = make_account(person)
    with db.transaction():
        record(Tag.PERSON_VIEWED, actor=account.id, subject=person)
        record(Tag.ACCOUNT_ACTIVATED, actor=account.id, subject=account)
    text = admin.get(LOG).text
    assert "Người dân" in text
    assert "Người trong dữ liệu BHXH" in text
    for secret in (person.full_name, person.si_number, person.citizen_id, person.phone):
        assert str(secret) not in text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("ai=khong.co", "Không có cán bộ nào tên đăng nhập như vậy."),
        ("ve=TH-0000-0000", "Không có hồ sơ, yêu cầu hay cán bộ nào như vậy."),
        ("ve=%00", "ký tự ẩn"),
        ("viec=khong-co", "Hãy chọn một trong các câu trả lời có sẵn."),
        ("ngay-day=31&ngay-month=2&ngay-year=2026", "chỉ có 28 ngày"),
    ],
)
def test_bad_input_is_said_at_its_field(query: str, sentence: str, admin: PageClient) -> None:
    assert sentence in admin.get(f"{LOG}?{query}").text


def test_long_logs_are_turned_page_by_page(admin: PageClient, officer: Account) -> None:
    with db.transaction():
        for _each in range(PAGE_LENGTH):
            record(Tag.SWITCH_SET, actor=officer.id, subject=officer)
    page = admin.get(f"{LOG}?viec={Tag.SWITCH_SET}&ai={officer.user_name}")
    assert "Cũ hơn" not in page.text
    page = admin.get(LOG)
    assert page.tap("Cũ hơn").tap("Mới hơn").heading == "Nhật ký"


@pytest.mark.any_database
@pytest.mark.parametrize("query", ["endpoint=x", "_scheme=ftp", "_external=1"])
def test_names_that_are_no_fields_change_nothing(query: str, admin: PageClient) -> None:
    page = admin.get(f"{LOG}?{query}&trang=2")
    assert page.status == 200
    assert page.tap("Mới hơn").path == f"{LOG}?trang=1"


@pytest.mark.parametrize("number", ["0", "-5", "x", "9" * 40, "1e9"])
def test_a_page_that_is_not_there_breaks_nothing(number: str, admin: PageClient) -> None:
    assert admin.get(f"{LOG}?trang={number}").status == 200
