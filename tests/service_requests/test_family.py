"""A card asked for again, as a family does it: step by step, for oneself and for a child."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.cast import make_account, make_child_of, make_person, sign_in
from tests.support.codes import messages, newest_code
from tests.support.insurance import make_card, make_reported
from tests.support.pages import Page, PageClient
from tests.support.service_requests import make_request
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld, in_world
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.service_requests.kinds import CardLoss, Delivery, WhyPaper
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.queries import find_request, steps_of
from vssid_app.service_requests.states import Status
from vssid_app.service_requests.steps import Step

PHONE = "0000345678"


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    person = make_person(phone=PHONE, full_name="TRẦN THỊ MẪU", commune_code="00118", street="Số 1 ngõ Mẫu")
    make_card(person)
    return person


@pytest.fixture
def account(holder: Person) -> Account:
    return make_account(holder)


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    return sign_in(client, account, world)


def begin(client: PageClient, person: Person) -> Page:
    page = client.get(f"/nguoi/{person.public_id}/dich-vu/ve/612a")
    return page.submit("Bắt đầu").follow()


def to_home(page: Page, **typed: str) -> Page:
    """From the first step to the check, by post."""
    page = page.submit("Tiếp tục", why=WhyPaper.NO_SMARTPHONE).follow()
    page = page.submit("Tiếp tục", loss=CardLoss.LOST).follow()
    page = page.submit("Tiếp tục", delivery=Delivery.POST).follow()
    return page.submit("Tiếp tục", **typed)


def request_of(page: Page) -> ServiceRequest:
    code = page.path.split("/")[4]
    db.session.rollback()
    db.session.expire_all()
    found = find_request(code)
    assert found is not None
    return found


def test_the_hub_lists_what_works_and_what_is_only_explained(phone: PageClient, holder: Person) -> None:
    page = phone.get("/toi/dich-vu").follow()
    assert "Cấp lại thẻ BHYT do hỏng, mất" in page.text
    assert "Không có trong bản thực hành" in page.text
    assert phone.get(f"/nguoi/{holder.public_id}/dich-vu/ve/652").status == 200
    assert phone.get(f"/nguoi/{holder.public_id}/dich-vu/ve/khong-co").status == 404


def test_a_lost_card_to_the_home_by_post(phone: PageClient, holder: Person) -> None:
    page = begin(phone, holder)
    assert "Bạn có cần thẻ giấy không?" in page.text
    page = to_home(page).follow()
    assert "22.000" in page.text
    assert "Dự kiến xong" in page.text
    page = page.submit("Gửi yêu cầu").follow().submit("Xác nhận", code=newest_code()).follow()
    assert "Đã gửi yêu cầu" in page.text
    request = request_of(page)
    assert (request.status, request.delivery, request.postage) == (Status.SENT, Delivery.POST, 22_000)
    assert (request.phone, request.recipient) == (PHONE, "TRẦN THỊ MẪU")
    assert messages()[-1].kind == "service.submit"
    pdf = phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}/giay-tiep-nhan.pdf")
    assert pdf.response.data.startswith(b"%PDF")


def test_the_e_card_is_one_tap_away(phone: PageClient, holder: Person) -> None:
    page = begin(phone, holder).submit("Tiếp tục", why="e_card")
    assert page.location == f"/nguoi/{holder.public_id}/the"


def test_each_step_says_what_is_missing(phone: PageClient, holder: Person) -> None:
    page = begin(phone, holder)
    assert "Hãy chọn thẻ điện tử, hoặc lý do cần thẻ giấy." in page.submit("Tiếp tục").text
    page = page.submit("Tiếp tục", why=WhyPaper.ELDERLY).follow()
    assert "Hãy chọn Mất thẻ hoặc Hỏng thẻ." in page.submit("Tiếp tục").text
    page = page.submit("Tiếp tục", loss=CardLoss.LOST).follow()
    assert "Hãy chọn một nơi nhận thẻ." in page.submit("Tiếp tục").text
    page = page.submit("Tiếp tục", delivery=Delivery.POST).follow()
    wrong = page.submit("Tiếp tục", street="", recipient="Mẫu", phone="12", note="gọi 0912 345 678")
    assert "Bạn chưa nhập số nhà, đường hoặc tổ." in wrong.text
    assert "Hãy nhập đủ họ và tên." in wrong.text
    assert "Số điện thoại phải có 10 số." in wrong.text
    assert "Đừng ghi số giấy tờ" in wrong.text


def test_an_address_needs_a_commune(client: PageClient, world: CurrentWorld) -> None:
    person = make_person(commune_code=None, street="")
    make_card(person)
    sign_in(client, make_account(person), world)
    said = to_home(begin(client, person), street="Số 1", recipient="TRẦN THỊ MẪU", phone=PHONE)
    assert "Hãy gõ vài chữ, bấm Tìm, rồi chọn một nơi." in said.text


def test_a_damaged_card_may_be_shown(phone: PageClient, holder: Person) -> None:
    page = begin(phone, holder).submit("Tiếp tục", why=WhyPaper.REMOTE).follow()
    page = page.submit("Tiếp tục", loss=CardLoss.DAMAGED).follow()
    page = page.submit("Dùng ảnh mẫu").follow()
    assert request_of(page).photos[0].is_sample
    shown = phone.get(f"{page.path.removesuffix('-the')}/damage")
    assert shown.response.data.startswith(b"\xff\xd8")


def test_a_second_try_leads_to_the_first(phone: PageClient, holder: Person, account: Account) -> None:
    explained = f"/nguoi/{holder.public_id}/dich-vu/ve/612a"
    before = phone.get(explained)
    sent = make_request(Status.IN_PROCESS, person=holder, account=account)
    assert f"Đã có yêu cầu {sent.code} đang xử lý." in phone.get(explained).text
    assert sent.code in before.submit("Bắt đầu").location


@pytest.mark.parametrize("days", [None, (date(2020, 1, 1), date(2020, 12, 31))], ids=["none", "expired"])
def test_without_a_card_a_sentence_says_why(
    client: PageClient, world: CurrentWorld, days: tuple[date, date] | None
) -> None:
    person = make_person()
    if days:
        make_card(person, valid_from=days[0], valid_to=days[1])
    sign_in(client, make_account(person), world)
    page = client.get(f"/nguoi/{person.public_id}/dich-vu/ve/612a")
    assert ("Thẻ đã hết hạn" if days else "Chưa có thẻ BHYT nào để cấp lại.") in page.text
    assert "Bắt đầu" not in page.text


@pytest.mark.any_database
@pytest.mark.parametrize("service", ["612a", "doi-noi-kham"])
def test_who_has_paid_already_is_not_told_to_renew(
    client: PageClient, world: CurrentWorld, service: str
) -> None:
    person = make_person()
    make_card(person, valid_from=date(2020, 1, 1), valid_to=date(2020, 12, 31))
    make_reported(person)
    sign_in(client, make_account(person), world)
    text = client.get(f"/nguoi/{person.public_id}/dich-vu/ve/{service}").text
    assert "Thẻ mới chưa dùng được: còn chờ ghi nhận" in text
    assert "Gia hạn" not in text
    assert "Bắt đầu" not in text


def test_a_guardian_asks_for_a_child_and_is_asked_once_for_whom(phone: PageClient, holder: Person) -> None:
    child = make_child_of(holder, full_name="TRẦN MẪU CON", school_code="thcs-bo-de", class_name="6 Mẫu 1")
    make_card(child)
    page = begin(phone, child).submit("Tiếp tục", why=WhyPaper.NO_SMARTPHONE).follow()
    page = page.submit("Tiếp tục", loss=CardLoss.LOST).follow()
    page = page.submit("Tiếp tục", delivery=Delivery.SCHOOL).follow()
    assert "6 Mẫu 1" in page.text
    page = page.submit("Gửi yêu cầu")
    assert "Bạn đang gửi yêu cầu cho" in page.text
    page = page.submit("Đúng, gửi").follow().submit("Xác nhận", code=newest_code()).follow()
    assert request_of(page).status is Status.SENT
    home = phone.get(f"/nguoi/{holder.public_id}/")
    assert "Cấp lại thẻ BHYT: Mẫu Con" in home.text


def test_a_strangers_child_is_not_there(phone: PageClient) -> None:
    child = make_person()
    make_card(child)
    assert phone.get(f"/nguoi/{child.public_id}/dich-vu").status == 404


def test_while_paper_was_for_all_nobody_is_asked_why(world: CurrentWorld) -> None:
    may_2021 = world.clock_offset + (date(2021, 5, 13) - today()).days * 24 * 60 * 60
    with in_world(CurrentWorld(world.id, world.kind, may_2021)):
        request = make_request(Status.AWAITING_CODE, why_paper=None)
        assert Step.PAPER not in steps_of(request)
        db.close()


def test_a_draft_is_taken_up_again_and_thrown_away(phone: PageClient, holder: Person) -> None:
    page = begin(phone, holder).submit("Tiếp tục", why=WhyPaper.ELDERLY).follow()
    request = request_of(page)
    home = phone.get(f"/nguoi/{holder.public_id}/")
    assert "Còn 1 việc:" in home.text
    page = phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}")
    assert phone.get(page.link("Làm tiếp")).path.endswith("/ly-do")
    gone = phone.get(page.link("Bỏ bản nháp")).submit("Bỏ bản nháp").follow()
    assert "Đã rút" in gone.text
    assert request_of(gone).status is Status.WITHDRAWN


def test_what_is_printed_cannot_be_taken_back(phone: PageClient, holder: Person, account: Account) -> None:
    request = make_request(Status.APPROVED, person=holder, account=account)
    page = phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}/rut")
    with db.transaction():
        request.status = Status.PRINTED
    page = page.submit("Rút yêu cầu").follow()
    assert "Không rút được nữa" in page.text
    assert request_of(page).status is Status.PRINTED


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.READY_AT_OFFICE, "Không rút được nữa: thẻ đã in."),
        (Status.REJECTED, "Không rút được nữa: yêu cầu đã đi tiếp."),
        (Status.WITHDRAWN, "Yêu cầu này đã rút rồi."),
    ],
)
def test_a_link_of_before_says_why_it_is_too_late(
    phone: PageClient, holder: Person, account: Account, status: Status, words: str
) -> None:
    request = make_request(status, person=holder, account=account)
    page = phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}/rut").follow()
    assert words in page.text


def test_the_one_thing_asked_for_is_given(phone: PageClient, holder: Person, account: Account) -> None:
    request = make_request(Status.SUPPLEMENT_ASKED, person=holder, account=account)
    with db.transaction():
        request.saved_steps = {k: v for k, v in request.saved_steps.items() if k != "noi-nhan"}
    page = phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}")
    assert "Địa chỉ nhận chưa rõ." in page.text
    page = phone.get(page.link("Bổ sung"))
    page = page.submit("Tiếp tục", delivery=Delivery.POST).follow()
    page = page.submit("Tiếp tục", street="Số 2 ngõ Mẫu").follow()
    page = page.submit("Gửi phần bổ sung").follow()
    found = request_of(page)
    assert (found.status, found.street) == (Status.IN_PROCESS, "Số 2 ngõ Mẫu")


def test_a_draft_is_nobody_elses(phone: PageClient, holder: Person, account: Account) -> None:
    child = make_child_of(holder)
    other = make_account()
    theirs = make_request(Status.AWAITING_CODE, person=child, account=other)
    assert phone.get(f"/nguoi/{child.public_id}/dich-vu/{theirs.code}").status == 404
