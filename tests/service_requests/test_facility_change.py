"""Another primary facility: only in the window of a quarter, sent by a code, decided by the office."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.cast import make_account, make_officer, make_person, sign_in
from tests.support.codes import messages, newest_code
from tests.support.insurance import make_card
from tests.support.pages import Page, PageClient
from tests.support.service_requests import WHOLE_QUARTER, set_window
from tests.support.statements import cost
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.notifications.segments import size_of
from vssid_app.people.models import Person
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.office import approve, receive
from vssid_app.service_requests.queries import find_request
from vssid_app.service_requests.states import Status
from vssid_app.service_requests.window_rules import Window, holds_from, window_on


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    person = make_person(phone="0000345678", full_name="TRẦN THỊ MẪU")
    make_card(person, facility_code="01025")
    return person


@pytest.fixture
def phone(client: PageClient, holder: Person, world: CurrentWorld) -> PageClient:
    return sign_in(client, make_account(holder), world)


def explained(holder: Person) -> str:
    return f"/nguoi/{holder.public_id}/dich-vu/ve/doi-noi-kham"


def request_of(page: Page) -> ServiceRequest:
    db.session.rollback()
    db.session.expire_all()
    found = find_request(page.path.split("/")[4])
    assert found is not None
    return found


def fill_in(page: Page, facility: str = "01067") -> Page:
    page = page.submit("Tìm", query=facility)
    return page.submit("Tiếp tục", place=facility, told="Chuyển nhà")


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("day", "window"),
    [
        (date(2026, 1, 1), Window(date(2026, 1, 1), date(2026, 1, 15))),
        (date(2026, 4, 15), Window(date(2026, 4, 1), date(2026, 4, 15))),
        (date(2026, 4, 16), Window(date(2026, 7, 1), date(2026, 7, 15))),
        (date(2026, 12, 31), Window(date(2027, 1, 1), date(2027, 1, 15))),
    ],
)
def test_the_window_is_the_first_days_of_a_quarter(day: date, window: Window) -> None:
    assert window_on(day, 15) == window
    assert window.is_open_on(day) == (window.first <= day <= window.last)


@pytest.mark.any_database
def test_it_holds_from_the_next_month() -> None:
    assert holds_from(date(2026, 10, 15)) == date(2026, 11, 1)
    assert holds_from(date(2026, 12, 31)) == date(2027, 1, 1)


def test_out_of_the_window_the_page_says_from_when(phone: PageClient, holder: Person) -> None:
    set_window(WHOLE_QUARTER)
    before = phone.get(explained(holder))
    set_window(0)
    page = phone.get(explained(holder))
    assert "Chưa tới kỳ đổi nơi khám." in page.text
    assert "Bắt đầu" not in page.text
    assert "Chưa tới kỳ đổi nơi khám. Xem kỳ tới ở dưới." in before.submit("Bắt đầu").follow().text


def test_a_change_is_sent_and_granted(phone: PageClient, holder: Person) -> None:
    set_window(WHOLE_QUARTER)
    page = phone.get(explained(holder)).submit("Bắt đầu").follow()
    page = fill_in(page).follow()
    day = f"{holds_from(today()):%d/%m/%Y}"
    assert day in page.text
    page = page.submit("Gửi yêu cầu").follow().submit("Xác nhận", code=newest_code()).follow()
    request = request_of(page)
    assert (request.status, request.facility_code, request.told) == (Status.SENT, "01067", "Chuyển nhà")
    again = phone.get(explained(holder))
    assert f"Đã có yêu cầu {request.code} đang xử lý." in again.text
    officer = make_officer().id
    receive(request, by=officer)
    approve(request, by=officer)
    said = messages()[-1]
    assert f"Nơi khám mới dùng từ {day}." in said.text
    assert size_of(said.text).segments <= 3
    path = f"/nguoi/{holder.public_id}/dich-vu/{request.code}"
    assert "Đã xong" in phone.get(path).text
    assert len(cost(phone, path)) <= 6


def test_the_facility_on_the_card_is_no_change(phone: PageClient, holder: Person) -> None:
    set_window(WHOLE_QUARTER)
    page = phone.get(explained(holder)).submit("Bắt đầu").follow()
    assert "Đây là nơi khám trên thẻ bây giờ." in fill_in(page, "01025").text
    assert "Bạn chưa viết lý do" in page.submit("Tiếp tục", told="").text


def test_no_facility_is_said_at_the_search_as_long_as_there_is_none_to_choose(
    phone: PageClient, holder: Person
) -> None:
    set_window(WHOLE_QUARTER)
    form = phone.get(explained(holder)).submit("Bắt đầu").follow()
    page = form.submit("Tiếp tục", told="Chuyển nhà")
    wrong = [link.attrs["href"] for link in page.root.all("a") if "rồi chọn một nơi" in link.text]
    assert wrong == ["#query"]
    page = form.submit("Tìm", query="01067").submit("Tiếp tục", told="Chuyển nhà")
    wrong = [link.attrs["href"] for link in page.root.all("a") if "rồi chọn một nơi" in link.text]
    assert wrong == ["#place-0"]


def test_the_window_may_close_before_it_is_sent(phone: PageClient, holder: Person) -> None:
    set_window(WHOLE_QUARTER)
    page = fill_in(phone.get(explained(holder)).submit("Bắt đầu").follow()).follow()
    set_window(0)
    said = page.submit("Gửi yêu cầu")
    assert "Kỳ đổi nơi khám đã hết." in said.text
    assert request_of(page).status is Status.AWAITING_CODE


def test_without_a_card_there_is_nothing_to_change(client: PageClient, world: CurrentWorld) -> None:
    person = make_person()
    sign_in(client, make_account(person), world)
    page = client.get(explained(person))
    assert "Chưa có thẻ BHYT nào" in page.text
    assert "Bắt đầu" not in page.text
