"""A card asked for again, seen from both sides: the family's phone and the pages of the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import deciding
from tests.journeys.kept import counted
from tests.journeys.office_process import set_date
from tests.journeys.phone import Phone
from tests.journeys.reissuing import (
    answer_first_steps,
    ask_for_code,
    asks,
    choose_place,
    does,
    gives_to_post,
    hands_over,
    open_request,
    open_service,
    play,
    send,
    to_child,
)
from tests.journeys.sites import let_a_minute_pass
from tests.journeys.test_draft_without_network import KEPT, UNSENT, dump, falls_out
from vssid_app.core.clock import VIETNAM, instant
from vssid_app.training.post_simulator import MOST_DAYS

pytestmark = [pytest.mark.browser, pytest.mark.long]

HOME = "Tại nhà, qua bưu điện"
OFFICE = "Cơ quan BHXH"
SCHOOL = "Trường"
# The worker brings parcels every ten seconds.
POST_COMES = 60


@pytest.fixture(autouse=True)
def _today_again(by_hand: None, demo_folder: Path, demo_database: str) -> Iterator[None]:
    """The demo stands on the machine's day when the next journey begins."""
    yield
    set_date(demo_folder, demo_database, _day().isoformat())


def _day() -> date:
    return instant().astimezone(VIETNAM).date()


def test_a_lost_card_goes_by_post_comes_back_and_arrives_by_the_worlds_clock(
    phone: Phone, office: Phone, demo_folder: Path, demo_database: str
) -> None:
    play(phone, "Người đi làm")
    open_service(phone)
    answer_first_steps(phone)
    choose_place(phone, HOME)
    code = send(phone)
    phone.tap("Theo dõi yêu cầu")

    deciding.enter(office)
    open_request(office, code)
    office.check("sent")
    does(office, "Tiếp nhận", "Duyệt", "In thẻ")
    gives_to_post(office, "EM000000001VN")
    office.check("in-delivery")
    phone.page.reload()
    phone.at("Bưu điện đang phát")
    phone.sees("mã vận đơn EM000000001VN")
    phone.check("in-delivery")

    back = office.page.locator("#viec")
    back.locator("summary", has_text="Bưu điện trả về").click()
    back.locator("label", has_text="Không gặp người nhận").click()
    back.get_by_role("button", name="Bưu điện trả về").click()
    office.sees("đã ghi bưu điện trả về")
    office.check("returned")
    phone.page.reload()
    phone.at("Bưu điện trả về")
    phone.check("returned")

    gives_to_post(office, "EM000000002VN")
    set_date(demo_folder, demo_database, (_day() + timedelta(days=MOST_DAYS)).isoformat())
    arrived = re.compile("Bưu điện đã phát")
    for _second in range(POST_COMES):
        phone.page.reload()
        if arrived.search(phone.page.locator("h1").inner_text()):
            break
        phone.page.wait_for_timeout(1000)
    phone.at(arrived)
    phone.check("arrived")
    open_request(office, code)
    office.check("arrived")
    assert not phone.errors + office.errors


def test_a_damaged_card_of_a_child_goes_to_the_school_and_is_collected(phone: Phone, office: Phone) -> None:
    play(phone, "Phụ huynh, ông bà")
    to_child(phone)
    open_service(phone)
    answer_first_steps(phone, "Hỏng thẻ")
    phone.tap("Dùng ảnh mẫu")
    phone.tap("Tiếp tục")
    choose_place(phone, SCHOOL)
    code = send(phone)
    phone.tap("Theo dõi yêu cầu")

    deciding.enter(office)
    open_request(office, code)
    picture = office.page.locator(".request-photo img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 0, "the officer sees the picture"
    office.check("with-photo")
    does(office, "Tiếp nhận", "Duyệt", "In thẻ", "Chuyển cho trường")
    phone.page.reload()
    phone.at("Đã chuyển cho trường")
    phone.sees("Hỏi cô chủ nhiệm")
    phone.check("at-school")
    office.check("to-hand-over")
    hands_over(office, code)
    phone.page.reload()
    phone.at("Đã nhận")
    phone.check("collected")
    assert not phone.errors + office.errors


def test_the_one_thing_asked_for_is_given_and_the_card_is_collected_at_the_office(
    phone: Phone, office: Phone
) -> None:
    play(phone, "Học sinh đã có CCCD")
    open_service(phone)
    answer_first_steps(phone)
    choose_place(phone, HOME)
    code = send(phone)
    deciding.enter(office)
    open_request(office, code)
    does(office, "Tiếp nhận")
    asks(office, "Địa chỉ nhận chưa rõ")
    office.check("asked")

    phone.open("/toi")
    phone.sees("Cần bổ sung")
    phone.check("home")
    phone.tap("Cấp lại thẻ BHYT")
    phone.at("Cần bổ sung")
    phone.tap("Bổ sung")
    phone.check("what-is-asked")
    phone.tap("Tiếp tục")
    phone.write("Số nhà, đường, tổ", "Số 9 ngõ Mẫu")
    phone.tap("Tiếp tục")
    phone.tap("Gửi phần bổ sung")
    phone.at("Đang xử lý")
    phone.check("given")

    office.page.reload()
    office.sees("Số 9 ngõ Mẫu")
    office.check("given")
    does(office, "Duyệt", "In thẻ")
    gives_to_post(office, "EM000000003VN")
    office.page.locator("#viec").get_by_role("button", name="Bưu điện đã phát", exact=True).click()
    phone.page.reload()
    phone.at("Bưu điện đã phát")
    assert not phone.errors + office.errors


def test_a_family_withdraws_and_the_office_sees_it_and_after_printing_it_is_refused_in_words(
    phone: Phone, office: Phone, demo_database: str
) -> None:
    play(phone, "Người đi làm")
    open_service(phone)
    answer_first_steps(phone)
    choose_place(phone, OFFICE)
    code = send(phone)
    phone.tap("Theo dõi yêu cầu")
    deciding.enter(office)
    open_request(office, code)
    does(office, "Tiếp nhận")

    phone.tap("Rút yêu cầu")
    phone.check("asked-once")
    phone.tap("Rút yêu cầu", role="button")
    phone.at("Đã rút")
    phone.check("withdrawn")
    # The officer's page is of before.
    office.page.locator("#viec").get_by_role("button", name="Duyệt", exact=True).click()
    office.sees("Việc của bạn chưa được ghi.")
    office.sees("Đã rút")
    office.check("withdrawn")

    let_a_minute_pass(demo_database)
    phone.open("/toi")
    open_service(phone)
    answer_first_steps(phone)
    choose_place(phone, OFFICE)
    code = send(phone)
    phone.tap("Theo dõi yêu cầu")
    other = phone.page.context.new_page()
    other.goto(phone.page.url)
    phone.tap("Rút yêu cầu")
    open_request(office, code)
    does(office, "Tiếp nhận", "Duyệt", "In thẻ")
    phone.tap("Rút yêu cầu", role="button")
    refused = "Không rút được nữa: thẻ đã in."
    phone.sees(refused)
    phone.at("Đã in thẻ")
    phone.check("too-late")
    other.get_by_role("link", name="Rút yêu cầu").click()
    expect(other.get_by_text(refused).first).to_be_visible()
    does(office, "Đặt ở bàn trả")
    phone.page.reload()
    phone.at("Chờ bạn đến nhận")
    phone.check("ready")
    hands_over(office, code)
    phone.page.reload()
    phone.at("Đã nhận")
    assert not phone.errors + office.errors


def test_two_guardians_at_once_send_one_request(phone: Phone, old_phone: Phone, demo_database: str) -> None:
    for each, role in ((phone, "Phụ huynh, ông bà"), (old_phone, "Người cha")):
        play(each, role)
        to_child(each, 0)
        open_service(each)
        answer_first_steps(each)
        choose_place(each, OFFICE)
        ask_for_code(each)
    before = _sent(demo_database)
    phone.fill_in_code()
    phone.page.wait_for_url(re.compile("/xong"))
    code = phone.page.url.split("/")[6]
    old_phone.fill_in_code()
    old_phone.at("Đã gửi")
    old_phone.sees(f"Đã có yêu cầu {code} đang xử lý.")
    old_phone.check("led-to-the-first")
    assert code in old_phone.page.url
    assert _sent(demo_database) == before + 1
    # Each may act for the child: the father takes back what the mother has sent.
    old_phone.tap("Rút yêu cầu")
    old_phone.tap("Rút yêu cầu", role="button")
    old_phone.at("Đã rút")
    phone.tap("Theo dõi yêu cầu")
    phone.at("Đã rút")
    assert not phone.errors + old_phone.errors


def _sent(database: str) -> int:
    return counted(database, "service_request_changes")


def test_begun_without_network_it_is_sent_once_when_that_is_back(phone: Phone, demo_database: str) -> None:
    play(phone, "Người đi làm")
    open_service(phone)
    answer_first_steps(phone)
    phone.choose(HOME)
    phone.tap("Tiếp tục")
    phone.at("Gửi thẻ về nhà")
    phone.page.wait_for_load_state("networkidle")
    written = "Số 7 ngõ Mất Mạng"
    phone.write("Số nhà, đường, tổ", written)
    phone.page.context.set_offline(True)
    phone.tap("Tiếp tục")
    phone.sees(UNSENT)
    phone.sees(KEPT)
    phone.check("unsent")
    assert written not in dump(phone.page), "what is kept on the phone is encrypted"

    phone.page.context.set_offline(False)
    phone.open("/toi")
    phone.sees("Có 1 bản chưa gửi")
    phone.check("waiting")
    phone.tap("Mở để gửi")
    expect(phone.page.get_by_label("Số nhà, đường, tổ")).to_have_value(written)
    phone.tap("Tiếp tục")
    phone.at("Kiểm tra trước khi gửi")
    phone.sees(written)
    before = _sent(demo_database)

    # The line lets the form through and loses the answer, twice.
    codes = counted(demo_database, "challenges")
    phone.page.route("**/kiem-tra", falls_out(2))
    # The script that keeps forms comes after the paint.
    phone.page.wait_for_load_state("networkidle")
    phone.tap("Gửi yêu cầu")
    phone.sees(UNSENT)
    phone.tap("Thử lại")
    phone.sees(UNSENT)
    phone.tap("Thử lại")
    phone.page.wait_for_url(re.compile("/dich-vu/ma/"))
    assert counted(demo_database, "challenges") == codes + 1
    phone.page.route("**/dich-vu/ma/**", falls_out(1))
    phone.fill_in_code()
    phone.page.wait_for_timeout(1500)
    phone.look("answer-lost")
    phone.open("/toi/dich-vu")
    phone.sees("Đã gửi")
    phone.check("sent")
    assert _sent(demo_database) == before + 1
    phone.tap("Cấp lại thẻ BHYT")
    phone.tap("Rút yêu cầu")
    phone.tap("Rút yêu cầu", role="button")
    phone.at("Đã rút")
