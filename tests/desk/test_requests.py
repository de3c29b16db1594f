"""The desk's piles of requests: own office, late ones on top, what is next to be done, the search."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.cast import OTHER_OFFICE, make_officer, make_person, sign_in
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient
from tests.support.service_requests import AT_SCHOOL, make_request
from tests.support.statements import cost
from vssid_app.core.clock import today
from vssid_app.core.world import CurrentWorld
from vssid_app.service_requests import staff_queries
from vssid_app.service_requests.kinds import Delivery
from vssid_app.service_requests.states import Status

LIST = "/can-bo/dich-vu"


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def codes(page: Page) -> list[str]:
    return [link.text for link in page.root.all("a") if "row-link" in link.attrs.get("class", "")]


def test_late_ones_stand_on_top_and_say_by_how_many_working_days(desk: PageClient) -> None:
    later = make_request(due_on=today() + timedelta(days=9))
    # Printed: its limit was kept, whatever day it is now.
    printed = make_request(Status.PRINTED, due_on=today() - timedelta(days=30))
    late = make_request(due_on=today() - timedelta(days=14))
    now = make_request(due_on=today())
    page = desk.get(LIST)
    assert codes(page) == [late.code, printed.code, now.code, later.code]
    assert page.heading == "4 yêu cầu chờ xử lý"
    assert "1 yêu cầu quá hẹn" in page.text
    assert "Quá hẹn 10 ngày làm việc" in page.text
    assert "Hẹn hôm nay" in page.text


def test_each_state_lies_in_the_pile_of_what_is_next_to_be_done(desk: PageClient) -> None:
    made: dict[Status, str] = {
        status: make_request(status).code for status in Status if status is not Status.DONE
    }
    page = desk.get(LIST)
    assert "Yêu cầu dịch vụ (6)" in page.text
    piles = {
        "Nhận (1)": {Status.SENT},
        "Xét (2)": {Status.RECEIVED, Status.IN_PROCESS},
        "In (1)": {Status.APPROVED},
        "Giao đi (2)": {Status.PRINTED, Status.RETURNED},
        "Chờ lấy (3)": {Status.IN_DELIVERY, Status.READY_AT_OFFICE, Status.HANDED_TO_SCHOOL},
        "Chờ bổ sung (1)": {Status.SUPPLEMENT_ASKED},
        "Đã xong": {Status.DELIVERED, Status.COLLECTED, Status.REJECTED, Status.WITHDRAWN},
    }
    for words, statuses in piles.items():
        assert set(codes(page.tap(words))) == {made[status] for status in statuses}, words


def test_a_draft_and_what_was_thrown_away_unsent_are_nobody_elses_business(desk: PageClient) -> None:
    draft = make_request(Status.AWAITING_CODE)
    assert codes(desk.get(f"{LIST}?tim={draft.code}")) == []
    assert desk.get(f"{LIST}/{draft.code}").status == 404


def test_another_offices_request_is_not_there(desk: PageClient) -> None:
    other = make_request(office_code=OTHER_OFFICE)
    assert codes(desk.get(LIST)) == []
    assert codes(desk.get(f"{LIST}?tim={other.code}")) == []
    assert desk.get(f"{LIST}/{other.code}").status == 404


def test_it_is_found_by_code_or_name_in_whatever_state(desk: PageClient) -> None:
    person = make_person(full_name="ĐỖ THỊ MẪU HƯỜNG")
    make_card(person)
    done = make_request(Status.COLLECTED, person=person, delivery=Delivery.OFFICE)
    make_request(**AT_SCHOOL)
    for typed in (
        "do thi huong",
        done.code.replace("-", "").lower(),
        done.code[3:],
        f"{done.code}.DV.482615",
    ):
        page = desk.get(f"{LIST}?tim={typed}")
        assert codes(page) == [done.code], typed
        assert page.heading == "1 yêu cầu tìm thấy"
    assert "Không tìm thấy yêu cầu nào" in desk.get(f"{LIST}?tim=khongco").text


def test_a_long_pile_is_read_in_pages(desk: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_queries, "PAGE_LENGTH", 2)
    made = [make_request(due_on=today() + timedelta(days=n)).code for n in range(5)]
    first = desk.get(LIST)
    second = first.tap("Trang sau")
    third = second.tap("Trang sau")
    assert [codes(page) for page in (first, second, third)] == [made[:2], made[2:4], made[4:]]
    assert codes(third.tap("Trang trước")) == made[2:4]
    for typed in ("0", "-1", "x", "99999", "²"):
        assert codes(desk.get(f"{LIST}?trang={typed}")) == made[:2], typed


def test_the_next_is_the_most_urgent_that_is_to_be_decided(desk: PageClient) -> None:
    make_request(Status.PRINTED, due_on=today() - timedelta(days=30))
    first, second = make_request(due_on=today()), make_request(Status.IN_PROCESS, due_on=today())
    page = desk.get(LIST).tap("Yêu cầu tiếp theo").follow()
    assert first.code in page.text
    page = page.tap("Để sau, xem yêu cầu khác").follow()
    assert second.code in page.text


def test_nothing_left_is_said(desk: PageClient) -> None:
    only = make_request()
    assert "Không còn yêu cầu nào chờ bạn." in desk.get(f"{LIST}/tiep-theo?sau={only.code}").follow().text


def test_a_thousand_rows_ask_no_more_than_one(desk: PageClient) -> None:
    make_request(due_on=today() - timedelta(days=20))
    one = cost(desk, LIST)
    for n in range(12):
        make_request(due_on=today() - timedelta(days=20 + n))
    many = cost(desk, LIST)
    assert len(one) == len(many) <= 6, "\n".join(many)
