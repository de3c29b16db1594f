"""``Báo sai``: from a line of the records to the office's answer on that line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.support.cast import make_account, make_child_of, make_officer, make_person, sign_in
from tests.support.codes import messages, newest_code
from tests.support.insurance import make_card, make_period
from tests.support.pages import Page, PageClient
from tests.support.records import add_benefit, add_visit
from tests.support.service_requests import make_request, proof_for
from tests.support.statements import cost
from vssid_app.core.clock import today
from vssid_app.core.extensions import db
from vssid_app.core.world import CurrentWorld
from vssid_app.identity.codes.rules import Purpose
from vssid_app.identity.models import Account
from vssid_app.notifications.segments import size_of
from vssid_app.people.models import Guardianship, Person, Relation
from vssid_app.registry.models import BenefitKind
from vssid_app.registry.records.line_keys import visit_key
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest
from vssid_app.service_requests.operations.office import approve, ask_supplement, receive, reject
from vssid_app.service_requests.operations.sending import NotProven, submit
from vssid_app.service_requests.queries import find_request
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import Status

OTHER = "Chỗ khác, hoặc cả dòng"


@pytest.fixture
def holder(world: CurrentWorld) -> Person:
    person = make_person(phone="0000345678", full_name="TRẦN THỊ MẪU")
    make_card(person)
    make_period(person, f"{today().year}-01", None)
    return person


@pytest.fixture
def account(holder: Person) -> Account:
    return make_account(holder)


@pytest.fixture
def phone(client: PageClient, account: Account, world: CurrentWorld) -> PageClient:
    return sign_in(client, account, world)


def fill_in(client: PageClient, path: str, what: str, told: str) -> Page:
    """From a page with a line to the photo of the proof."""
    page = client.get(path)
    return client.get(page.link("Báo sai")).submit("Tiếp tục", what=what, told=told).follow()


def send(client: PageClient, page: Page) -> ServiceRequest:
    """From the photo, left out, to what was sent."""
    page = client.get(page.link("Bỏ qua")).submit("Gửi yêu cầu")
    if "Đúng, gửi" in page.text:
        page = page.submit("Đúng, gửi")
    page = page.follow()
    return request_of(page.submit("Xác nhận", code=newest_code()).follow())


def request_of(page: Page) -> ServiceRequest:
    db.session.rollback()
    db.session.expire_all()
    found = find_request(page.path.split("/")[4])
    assert found is not None
    return found


def test_months_are_disputed_and_answered_on_their_line(phone: PageClient, holder: Person) -> None:
    path = f"/nguoi/{holder.public_id}/qua-trinh/bhyt"
    page = fill_in(phone, path, "Thời gian", "Tham gia từ năm trước")
    assert "Ảnh giấy tờ chứng minh" in page.text
    request = send(phone, page)
    assert (request.status, request.told) == (Status.SENT, "Thời gian: Tham gia từ năm trước")
    assert request.quoted["Thời gian"].startswith("Từ 01/")
    disputed = phone.get(path)
    assert "Đang đề nghị đính chính" in disputed.text
    assert "Báo sai" not in disputed.text
    notice = f"/nguoi/{holder.public_id}/qua-trinh/c14-ts"
    assert "Đang đề nghị đính chính" in phone.get(notice).text
    officer = make_officer().id
    receive(request, by=officer)
    approve(request, by=officer, note="Đã sửa thành từ 01 năm trước.")
    answered = phone.get(path)
    assert "Đã có trả lời đính chính" in answered.text
    assert "Đã sửa thành từ 01 năm trước." in answered.text
    assert phone.get(answered.link("Báo sai")).status == 200
    told = [message for message in messages() if message.kind.startswith("service.")]
    assert [message.kind for message in told] == [
        f"service.{each}" for each in ("submit", "receive", "begin", "approve")
    ]
    assert all(size_of(message.text).segments <= 3 for message in told)


def test_a_refusal_says_why_on_the_line(phone: PageClient, holder: Person) -> None:
    add_benefit(holder, BenefitKind.ONE_OFF, date(2025, 3, 1))
    path = f"/nguoi/{holder.public_id}/thong-tin-huong/mot-lan"
    request = send(phone, fill_in(phone, path, "Số tiền", "1.500.000 đồng"))
    officer = make_officer().id
    receive(request, by=officer)
    reject(request, Reason.RECORDS_RIGHT, by=officer)
    page = phone.get(path)
    assert "Đề nghị đính chính không được nhận" in page.text
    assert "Dữ liệu đúng với hồ sơ đang lưu" in page.text


def test_a_visit_is_quoted_without_its_diagnosis(phone: PageClient, holder: Person) -> None:
    visit = add_visit(holder, today() - timedelta(days=3))
    path = f"/nguoi/{holder.public_id}/so-kham/luot/{visit}"
    request = send(phone, fill_in(phone, path, OTHER, "Tôi không khám lần này"))
    assert "Viêm mũi họng cấp" not in str(request.quoted)
    assert "Tôi không khám lần này" in phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}").text
    for shown in (path, f"/nguoi/{holder.public_id}/so-kham/"):
        assert "Đang đề nghị đính chính" in phone.get(shown).text


def test_card_and_person_are_disputed_from_card_and_profile(phone: PageClient, holder: Person) -> None:
    base = f"/nguoi/{holder.public_id}"
    assert request_of(fill_in(phone, f"{base}/ca-nhan", "Ngày sinh", "05/09/2014")).about == "person"
    send(phone, fill_in(phone, f"{base}/the", "Hạn dùng", "Đến 31/12 năm sau"))
    assert "Đang đề nghị đính chính" in phone.get(f"{base}/ca-nhan").text
    assert len(cost(phone, f"{base}/the")) <= 3


def test_who_has_no_card_is_led_to_the_page_that_says_why(client: PageClient, world: CurrentWorld) -> None:
    person = make_person()
    sign_in(client, make_account(person), world)
    found = client.get(f"/nguoi/{person.public_id}/bao-sai/card")
    assert found.location == f"/nguoi/{person.public_id}/the"


def test_a_second_tap_leads_to_the_first(phone: PageClient, holder: Person) -> None:
    base = f"/nguoi/{holder.public_id}"
    two_tabs = [phone.get(f"{base}/bao-sai/person") for _n in range(2)]
    first, second = (
        request_of(tab.submit("Tiếp tục", what="Ngày sinh", told="05/09/2014").follow()) for tab in two_tabs
    )
    assert first.code == second.code
    assert f"/dich-vu/{first.code}/" in phone.get(f"{base}/bao-sai/person").location
    sent = send(phone, phone.get(f"{base}/dich-vu/{first.code}/anh-chung-minh"))
    assert phone.get(f"{base}/bao-sai/person").location == f"{base}/dich-vu/{sent.code}"


def test_two_guardians_at_once_send_one(app: Flask, holder: Person, world: CurrentWorld) -> None:
    child = make_child_of(holder)
    make_card(child)
    other = make_person()
    with db.transaction() as session:
        began = date(2016, 1, 1)
        session.add(
            Guardianship(guardian_id=other.id, child_id=child.id, relation=Relation.MOTHER, valid_from=began)
        )
    drafts = []
    for guardian in (holder, other):
        client = sign_in(PageClient(app), make_account(guardian), world)
        page = fill_in(client, f"/nguoi/{child.public_id}/ca-nhan", "Ngày sinh", "05/09/2014")
        drafts.append((client, page))
    assert len({page.path for _client, page in drafts}) == 2
    first = send(*drafts[0])
    client, page = drafts[1]
    refused = client.get(page.link("Bỏ qua")).submit("Gửi yêu cầu").follow()
    assert f"Đã có yêu cầu {first.code} đang xử lý." in refused.text
    count = select(func.count(ServiceRequest.id)).where(ServiceRequest.status == Status.SENT)
    assert db.session.scalar(count) == 1


def test_bad_answers_keep_what_was_typed(phone: PageClient, holder: Person) -> None:
    page = phone.get(f"/nguoi/{holder.public_id}/bao-sai/person")
    said = page.submit("Tiếp tục", what="", told="Chữ tôi đã gõ")
    assert "Hãy chọn chỗ bị sai." in said.text
    assert "Chữ tôi đã gõ" in said.text
    assert "Bạn chưa viết thông tin đúng." in page.submit("Tiếp tục", what="Ngày sinh", told=" ").text
    real = page.submit("Tiếp tục", what=OTHER, told="gọi 0912 345 678")
    assert "Đừng ghi số giấy tờ" in real.text
    unknown = page.submit("Tiếp tục", what="Không có", told="Mẫu")
    assert unknown.status == 200
    assert db.session.scalar(select(func.count(ServiceRequest.id))) == 0


@pytest.mark.parametrize("about", ["visit-999999", "benefit-0", "period-HI-2020-01-00000000", "khong-co"])
def test_a_line_that_is_not_there_is_not_there(phone: PageClient, holder: Person, about: str) -> None:
    assert phone.get(f"/nguoi/{holder.public_id}/bao-sai/{about}").status == 404


def test_a_strangers_visit_cannot_be_disputed(phone: PageClient, holder: Person) -> None:
    stranger = make_person()
    visit = add_visit(stranger, today())
    assert phone.get(f"/nguoi/{holder.public_id}/bao-sai/visit-{visit}").status == 404
    assert phone.get(f"/nguoi/{stranger.public_id}/bao-sai/visit-{visit}").status == 404


def test_a_code_of_another_purpose_sends_nothing(phone: PageClient, holder: Person) -> None:
    page = fill_in(phone, f"/nguoi/{holder.public_id}/ca-nhan", "Ngày sinh", "05/09/2014")
    request = request_of(page)
    with pytest.raises(NotProven):
        submit(request, proof_for(request, purpose=Purpose.OWN_DATA))
    assert request_of(page).status is Status.AWAITING_CODE


def test_the_proof_that_is_asked_for_cannot_be_left_out(phone: PageClient, holder: Person) -> None:
    request = send(phone, fill_in(phone, f"/nguoi/{holder.public_id}/ca-nhan", "Ngày sinh", "05/09/2014"))
    officer = make_officer().id
    receive(request, by=officer)
    ask_supplement(request, Reason.PROOF_NEEDED, by=officer, note="Chụp cả hai trang.")
    assert "Chụp cả hai trang." in messages()[-1].text
    page = phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}")
    assert "Chụp cả hai trang." in page.text
    page = phone.get(page.link("Bổ sung")).follow()
    assert "Chụp cả hai trang." in page.text
    assert "Bỏ qua" not in page.text
    page = page.submit("Dùng ảnh mẫu").follow()
    page = phone.get(page.link("Tiếp tục")).submit("Gửi phần bổ sung").follow()
    assert request_of(page).status is Status.IN_PROCESS


def test_a_refusal_is_read_with_what_the_officer_wrote(
    phone: PageClient, holder: Person, account: Account
) -> None:
    request = make_request(Status.IN_PROCESS, RequestKind.CORRECTION, person=holder, account=account)
    reject(request, Reason.RECORDS_RIGHT, by=make_officer().id, note="Đúng như giấy khai sinh.")
    text = phone.get(f"/nguoi/{holder.public_id}/dich-vu/{request.code}").text
    assert "Đúng như giấy khai sinh. " in text
    assert ".." not in text


def test_marks_cost_one_statement_however_many_lines(
    phone: PageClient, holder: Person, account: Account
) -> None:
    path, counted = f"/nguoi/{holder.public_id}/so-kham/", []
    for days in ((1,), (2, 3, 4)):
        for n in days:
            key = visit_key(add_visit(holder, today() - timedelta(days=n)))
            make_request(Status.SENT, RequestKind.CORRECTION, person=holder, account=account, about=key)
        counted.append(cost(phone, path))
    assert len(counted[0]) == len(counted[1]) <= 6
