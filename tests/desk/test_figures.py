"""The office's figures: the numbers of the piles, working days, what was late, who sees which office."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from sqlalchemy import update

from tests.support.cast import OFFICE, OTHER_OFFICE, make_officer, sign_in
from tests.support.pages import Page, PageClient
from tests.support.service_requests import AT_SCHOOL, make_request
from tests.support.statements import cost
from vssid_app.agencies.models import InsuranceOffice
from vssid_app.agencies.queries import office_names
from vssid_app.core.clock import VIETNAM, today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.models import Role, StaffRole
from vssid_app.policy.models import Holiday
from vssid_app.service_requests.figure_queries import figures, offices_asked
from vssid_app.service_requests.figure_rules import MEDIAN, NINE_OF_TEN, Figures, Period, nearest_rank
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.sending import withdraw
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.staff_queries import count_by_turn
from vssid_app.service_requests.states import TIMED, Status
from vssid_app.service_requests.turns import STATES, Turn

PATH = "/can-bo/dich-vu/so-lieu"
MINE, ALL = frozenset({OFFICE}), frozenset({""})
# A Monday, and the Tuesday four weeks later; without a public holiday.
FIRST, LAST = date(2024, 11, 4), date(2024, 12, 3)
QUERY = "tu-day=4&tu-month=11&tu-year=2024&den-day=3&den-month=12&den-year=2024"


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def lived(
    status: Status, sent: int, ended: int, *, due: int = 99, hour: int = 9, **more: object
) -> ServiceRequest:
    """A request that was sent on one day of the period, and came to its state on another."""
    request = make_request(status, due_on=day(due), **more)  # type: ignore[arg-type]
    with db.transaction():
        request.sent_at = _at(sent, hour)
        for change in request.changes:
            change.at = request.sent_at
        request.changes[-1].at = _at(ended, hour)
    return request


def _at(n: int, hour: int) -> datetime:
    return datetime.combine(day(n), time(hour), VIETNAM)


def counted(offices: frozenset[str] = MINE, kind: RequestKind | None = None) -> Figures:
    return figures(offices, Period(FIRST, LAST), kind)


def test_what_is_open_is_what_lies_in_the_piles(world: CurrentWorld) -> None:
    for status in Status:
        for n, kind in enumerate(RequestKind):
            make_request(status, kind, due_on=today() + timedelta(days=3 * n - 3))
    make_request(office_code=OTHER_OFFICE)
    for offices in (MINE, ALL, frozenset({OTHER_OFFICE})):
        found, piles = figures(offices, Period(FIRST, LAST)).standing, count_by_turn(offices)
        for turn in Turn:
            if turn is not Turn.ENDED:
                in_it = sum(each.count for each in found if each.status in STATES[turn])
                assert in_it == piles[turn], (offices, turn)
    late = [each for each in figures(MINE, Period(FIRST, LAST)).standing if each.late]
    assert late
    assert {each.status for each in late} <= TIMED


def test_working_days_run_from_the_day_of_sending_without_weekends(world: CurrentWorld) -> None:
    # Monday to Wednesday, Friday to Monday, Wednesday over two weekends to the Tuesday after.
    for sent, ended in ((0, 2), (4, 7), (2, 15)):
        lived(Status.PRINTED, sent, ended)
    assert counted().whole.days == {2: 1, 1: 1, 9: 1}


def test_a_day_off_does_not_count_and_one_worked_instead_does(world: CurrentWorld) -> None:
    with db.transaction() as session:
        session.add(Holiday(day=day(1), name="Nghỉ thử", source="Thử", works=False))
        session.add(Holiday(day=day(5), name="Làm bù thử", source="Thử", works=True))
    lived(Status.PRINTED, 0, 2)
    lived(Status.PRINTED, 4, 7)
    assert counted().whole.days == {1: 1, 2: 1}


def test_a_day_is_vietnams_also_in_the_small_hours(world: CurrentWorld) -> None:
    lived(Status.PRINTED, 0, 1, hour=1)
    lived(Status.PRINTED, 0, 1, hour=23)
    found = counted()
    assert found.whole.days == {1: 2}
    assert found.by_week[FIRST, day(6)].sent == 2


def test_the_period_has_both_its_ends_and_nothing_beside(world: CurrentWorld) -> None:
    for ended in (-1, 0, 29, 30):
        lived(Status.PRINTED, -9, ended, hour=0)
        lived(Status.PRINTED, -9, ended, hour=23)
    found = counted()
    assert found.whole.results == 4
    assert [week.results for week in found.by_week.values()] == [2, 0, 0, 0, 2]


def test_late_is_a_result_after_its_day(world: CurrentWorld) -> None:
    lived(Status.PRINTED, 0, 3, due=2)
    lived(Status.PRINTED, 0, 2, due=2)
    lived(Status.REJECTED, 0, 9, due=2)
    lived(Status.DONE, 0, 1, due=2, kind=RequestKind.CORRECTION)
    found = counted()
    assert (found.whole.late, found.whole.results) == (2, 4)
    assert found.by_kind[RequestKind.CORRECTION].late == 0


def test_a_card_has_its_result_with_the_printing_and_is_in_the_hands_later(world: CurrentWorld) -> None:
    request = lived(Status.COLLECTED, 0, 14, **AT_SCHOOL)
    found = counted()
    assert found.whole.days == {0: 1}, "printed on the day it was sent"
    assert found.by_kind[RequestKind.REISSUE].days_to_hands == {10: 1}
    assert request.status is Status.COLLECTED


def test_reasons_withdrawals_and_what_was_sent_are_counted(world: CurrentWorld) -> None:
    lived(Status.SUPPLEMENT_ASKED, 0, 1)
    lived(Status.REJECTED, 0, 2)
    taken_back = lived(Status.SENT, 0, 0)
    withdraw(taken_back, by=taken_back.asked_by_id)
    with db.transaction():
        taken_back.changes[-1].at = _at(2, 9)
    draft = make_request(Status.AWAITING_CODE)
    assert draft.sent_at is None
    found = counted()
    assert found.reasons == {
        (Status.SUPPLEMENT_ASKED, Reason.ADDRESS_UNCLEAR): 1,
        (Status.REJECTED, Reason.NO_VALID_CARD): 1,
    }
    assert (found.whole.sent, found.whole.withdrawn, found.whole.results) == (3, 1, 1)


def test_one_kind_is_counted_alone(world: CurrentWorld) -> None:
    lived(Status.DONE, 0, 1, kind=RequestKind.CORRECTION)
    lived(Status.PRINTED, 0, 1)
    assert counted(kind=RequestKind.CORRECTION).whole.results == 1
    assert {each.kind for each in counted(kind=RequestKind.REISSUE).standing} == {RequestKind.REISSUE}


def test_the_page_says_the_numbers_and_has_each_chart_as_a_table(desk: PageClient) -> None:
    for ended in (1, 2, 3, 9):
        lived(Status.PRINTED, 0, ended, due=4)
    lived(Status.SUPPLEMENT_ASKED, 0, 1)
    make_request(due_on=today() - timedelta(days=9))
    page = desk.get(f"{PATH}?{QUERY}")
    assert page.heading == "Số liệu yêu cầu dịch vụ"
    # 1, 2, 3 and 7 working days: half of them in 2, nine of ten in 7.
    for words in ("sau hẹn 1 (25 %)", "trung vị; phân vị 90: 7 ngày", "04/11/2024 – 03/12/2024"):
        assert words in page.text, words
    assert page.text.count("Xem bảng số") == 5
    tables = {table.all("caption")[0].text: table for table in page.root.all("table")}
    assert set(tables) == {
        "Đang mở, theo trạng thái",
        "Số ngày làm việc từ lúc gửi",
        "Theo tuần",
        "Tỷ lệ quá hẹn",
        "Hỏi thêm và từ chối, theo lý do",
    }
    (line,) = [row for row in tables["Số ngày làm việc từ lúc gửi"].all("tr") if row.all("td")]
    assert [cell.text for cell in line.all("td")] == ["4", "2", "7"]


def test_it_is_found_from_the_piles_and_unasked_shows_thirty_days(desk: PageClient) -> None:
    make_request()
    page = desk.get("/can-bo/dich-vu").tap("Số liệu của cơ quan")
    first, last = today() - timedelta(days=29), today()
    assert f"{first:%d/%m/%Y} – {last:%d/%m/%Y}" in page.text
    assert page.tap("Yêu cầu dịch vụ (1)").heading == "1 yêu cầu chờ xử lý"


def test_nothing_is_said_as_nothing(desk: PageClient) -> None:
    page = desk.get(PATH)
    assert "Chưa có yêu cầu nào trong kỳ này" in page.text
    assert not page.root.all("table")
    assert "Tải bảng số" not in page.text


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tu-day=5&tu-month=12&tu-year=2024&den-day=3&den-month=12&den-year=2024", "Ngày đầu phải trước"),
        ("tu-day=1&tu-month=1&tu-year=2023&den-day=3&den-month=12&den-year=2024", "không dài quá 366 ngày"),
        ("tu-day=31&tu-month=2&tu-year=2024", "Tháng 2/2024 chỉ có 29 ngày."),
        ("den-day=1&den-month=1&den-year=9999", "không thể sau ngày"),
        ("tu-day=x&tu-month=1&tu-year=2024", "chỉ gồm chữ số"),
        ("loai=khac", "Hãy chọn một trong"),
    ],
)
def test_a_wrong_question_is_said_at_its_field_and_asked_of_the_file_too(
    desk: PageClient, query: str, words: str
) -> None:
    make_request(office_code=OTHER_OFFICE)
    page = desk.get(f"{PATH}?{query}")
    assert words in page.text
    assert not page.root.all("table")
    again = desk.get(f"{PATH}.csv?{query}")
    assert again.status == 302
    assert words in again.follow().text


@pytest.mark.any_database
@pytest.mark.parametrize("query", ["endpoint=x", "self=x", "_scheme=ftp", "_external=1", "_anchor=x"])
def test_names_that_are_no_fields_change_nothing(desk: PageClient, query: str) -> None:
    make_request()
    page = desk.get(f"{PATH}?{query}&loai=")
    assert page.status == 200
    assert page.link("Tải bảng số (CSV)") == f"{PATH}.csv?loai="
    assert desk.get(f"{PATH}.csv?{query}&loai=khac").location == f"{PATH}?loai=khac"


@pytest.mark.any_database
def test_a_year_is_long_enough_and_not_too_long(desk: PageClient) -> None:
    make_request()
    query = "tu-day=4&tu-month=12&tu-year=2023&den-day=3&den-month=12&den-year=2024"
    assert desk.get(f"{PATH}?{query}").root.all("table")


def test_a_share_of_nothing_is_said_in_words(desk: PageClient) -> None:
    lived(Status.PRINTED, 0, 1)
    page = desk.get(f"{PATH}?{QUERY}")
    assert "Đang chờ kết quả không có" in page.text
    assert "0 trong 0" not in page.text


def test_an_officer_sees_the_own_office_only(desk: PageClient) -> None:
    make_request(office_code=OTHER_OFFICE)
    for query in ("", f"?co_quan={OTHER_OFFICE}", "?co_quan="):
        page = desk.get(f"{PATH}{query}")
        assert "Chưa có yêu cầu nào trong kỳ này" in page.text, query
        assert "BHXH cơ sở Long Biên · Tất cả dịch vụ" in page.text
    assert OTHER_OFFICE not in desk.raw.get(f"{PATH}.csv?co_quan={OTHER_OFFICE}").text


def test_an_officer_of_two_offices_sees_both_or_one_and_no_third(
    client: PageClient, world: CurrentWorld
) -> None:
    officer = make_officer()
    with db.transaction() as session:
        session.add(StaffRole(account_id=officer.id, role=Role.OFFICER, office_code=OTHER_OFFICE))
    for office in (OFFICE, OTHER_OFFICE, "00101"):
        make_request(office_code=office)
    desk = sign_in(client, officer, world)
    assert tile(desk.get(PATH), "Đang mở hôm nay") == "2"
    assert tile(desk.get(f"{PATH}?co_quan={OTHER_OFFICE}"), "Đang mở hôm nay") == "1"
    assert "Hãy chọn một trong" in desk.get(f"{PATH}?co_quan=00101").text


def test_an_administrator_sees_all_and_chooses(client: PageClient, world: CurrentWorld) -> None:
    make_request()
    make_request(office_code=OTHER_OFFICE)
    admin = sign_in(client, make_officer("", Role.ADMIN, "Trần Thử Quản"), world)
    page = admin.get("/quan-tri").tap("Số liệu")
    assert "Tất cả cơ quan" in page.text
    assert tile(page, "Đang mở hôm nay") == "2"
    one = admin.get(f"{PATH}?co_quan={OFFICE}")
    assert tile(one, "Đang mở hôm nay") == "1"
    options = {option.attrs["value"] for option in page.root.all("option")}
    assert {OFFICE, OTHER_OFFICE} <= options
    # Without lists of dossiers: those are the officers'.
    assert "Hàng chờ" not in page.text


@pytest.mark.any_database
def test_an_office_is_called_as_on_the_worlds_day(world: CurrentWorld) -> None:
    for on, name in ((date(2021, 5, 13), "BHXH quận Long Biên"), (date(2026, 1, 5), "BHXH cơ sở Long Biên")):
        make_request()
        assert office_names(offices_asked(), on) == {OFFICE: name}


def tile(page: Page, words: str) -> str:
    (found,) = [part for part in page.root.all("dl")[0].all("div") if part.all("dt")[0].text == words]
    return found.all("b")[0].text


def test_the_file_holds_the_numbers_of_the_page_and_nobodys_name(desk: PageClient) -> None:
    names = [lived(Status.PRINTED, 0, ended, due=4).person.full_name for ended in (1, 2, 9)]
    with db.transaction() as session:
        named = update(InsuranceOffice).where(InsuranceOffice.code == OFFICE)
        session.execute(named.values(name='=BHXH, "thử"'))
    answer = desk.raw.get(f"{PATH}.csv?{QUERY}")
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.data.decode("utf-8-sig")
    rows = [tuple(row) for row in csv.reader(StringIO(text, newline=""))]
    assert rows[0] == ("Bảng", "Dòng", "Cột", "Số")
    assert rows[1][1].startswith('\'=BHXH, "thử" · ')
    days, label = "Số ngày làm việc từ lúc gửi", "Cấp lại thẻ BHYT: tới kết quả"
    assert (days, label, "Trung vị", "2") in rows
    assert (days, label, "Phân vị 90", "7") in rows
    assert ("Tỷ lệ quá hẹn", "Có kết quả trong kỳ", "Tỷ lệ", "33 %") in rows
    page = desk.get(f"{PATH}?{QUERY}")
    in_tables = sum(len(row.all("td")) for row in page.root.all("tr"))
    assert len(rows) == 2 + in_tables
    assert not any(name in text for name in names)


def test_many_requests_ask_no_more_than_one(desk: PageClient) -> None:
    lived(Status.PRINTED, 0, 2)
    one = cost(desk, f"{PATH}?{QUERY}")
    for n in range(12):
        lived(Status.COLLECTED, n, n + 3, **AT_SCHOOL)
        lived(Status.SUPPLEMENT_ASKED, n, n + 1)
    many = cost(desk, f"{PATH}?{QUERY}")
    assert len(one) == len(many) <= 6, "\n".join(many)


def test_many_offices_ask_no_more_than_one(client: PageClient, world: CurrentWorld) -> None:
    admin = sign_in(client, make_officer("", Role.ADMIN), world)
    lived(Status.PRINTED, 0, 2)
    one = cost(admin, f"{PATH}?{QUERY}")
    for office in (OTHER_OFFICE, "00101", "00102"):
        lived(Status.PRINTED, 0, 2, office_code=office)
    many = cost(admin, f"{PATH}?{QUERY}")
    assert len(one) == len(many) <= 6, "\n".join(many)


def test_the_percentiles_are_those_of_the_rules(world: CurrentWorld) -> None:
    for ended in (1, 1, 2, 3, 4):
        lived(Status.PRINTED, 0, ended)
    days = counted().whole.days
    assert (nearest_rank(days, MEDIAN), nearest_rank(days, NINE_OF_TEN)) == (2, 4)
