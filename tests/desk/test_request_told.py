"""What an officer weighs stands on a request's page itself, not only in its folded history."""

from __future__ import annotations

import pytest

from tests.support.cast import make_officer, sign_in
from tests.support.pages import Page, PageClient
from tests.support.service_requests import make_request
from vssid_app.core.extensions import db
from vssid_app.core.pages import show_date
from vssid_app.core.world import CurrentWorld
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations import handing, office
from vssid_app.service_requests.operations.changing import change_status
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import Action, Status

pytestmark = pytest.mark.any_database

UNFOLDED = 2
"""How often a sentence stands on a page: in the history, and where it is read without opening that."""


@pytest.fixture
def desk(client: PageClient, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_officer(), world)


def page_of(desk: PageClient, request: ServiceRequest) -> Page:
    return desk.get(f"/can-bo/dich-vu/{request.code}")


def test_why_the_post_brought_it_back_is_said_where_it_is_sent_again(desk: PageClient) -> None:
    request = make_request(Status.IN_DELIVERY)
    handing.return_from_post(request, by=None, note="Nhà khoá cửa hai lần.")
    page = page_of(desk, request)
    assert page.text.count("Nhà khoá cửa hai lần.") == UNFOLDED
    page.submit(
        action=f"/can-bo/dich-vu/{request.code}/gui", **{"gui-tracking_number": "EB123456785VN"}
    ).follow()
    assert page_of(desk, request).text.count("Nhà khoá cửa hai lần.") == 1


def test_what_the_family_was_asked_stands_beside_its_answer(desk: PageClient) -> None:
    request = make_request(Status.IN_PROCESS)
    office.ask_supplement(request, Reason.ADDRESS_UNCLEAR, by=None, note="Cả số nhà.")
    assert page_of(desk, request).text.count("Cả số nhà.") == UNFOLDED
    with db.transaction():
        change_status(request, Action.SUPPLEMENT, by=request.asked_by_id, by_staff=False)
    assert (
        "Đã hỏi: Địa chỉ nhận chưa rõ. Ghi thêm số nhà, ngõ, thôn. Cả số nhà." in page_of(desk, request).text
    )


def test_why_it_was_refused_is_said_at_its_end(desk: PageClient) -> None:
    request = make_request(Status.IN_PROCESS)
    office.reject(request, Reason.NO_VALID_CARD, by=None, note="Gia hạn thẻ trước.")
    assert page_of(desk, request).text.count("Gia hạn thẻ trước.") == UNFOLDED


def test_the_line_of_a_correction_is_not_taken_for_what_is_asked(desk: PageClient) -> None:
    page = page_of(desk, make_request(Status.RECEIVED, RequestKind.CORRECTION))
    headings = [each.text for each in page.root.all("h2")]
    assert "Dòng bị sai: Thông tin cá nhân" in headings


def test_a_new_facility_is_shown_with_the_day_from_which_it_holds(desk: PageClient) -> None:
    request = make_request(Status.RECEIVED, RequestKind.FACILITY_CHANGE)
    assert f"Dùng từ {show_date(request.facility_from)}" in page_of(desk, request).text
